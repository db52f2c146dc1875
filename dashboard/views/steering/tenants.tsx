import type { JSX } from 'preact'
import { announce } from '../../client/announce.ts'
import { call, type Listed, read } from '../../client/api.ts'
import { revise } from '../../client/live.ts'
import { Empty, ErrorBox, Panel } from '../../components/basics.tsx'
import { type Field, Form } from '../../components/dialog.tsx'
import type { TenantStatus } from '../../client/types.ts'
import { useData } from '../../client/use-data.ts'
import { Act } from './act.tsx'

const FIELDS: readonly Field[] = [
  { name: 'id', label: 'Name', required: true, hint: '1 to 63 of a–z, 0–9 and -' },
  { name: 'clock', label: 'Start of its clock', hint: 'An ISO 8601 instant, or real; empty for that of this one' },
  { name: 'firstChangeNumber', label: 'Change number of its first feed item', type: 'number' }
]

/** The simulators of their own in this process. */
export function Tenants (): JSX.Element {
  const { data, error } = useData(async (signal) => await read<Listed<TenantStatus>>('tenants', {}, signal))
  const create = async ({ id = '', clock, firstChangeNumber }: Readonly<Record<string, string>>): Promise<void> => {
    const body = {
      ...(clock !== '' && { clock }), ...(firstChangeNumber !== '' && { firstChangeNumber: Number(firstChangeNumber) })
    }
    await call('PUT', `tenants/${encodeURIComponent(id)}`, { body })
    announce(`Tenant ${id} is there`)
    revise()
  }
  return (
    <Panel title='Tenants'>
      <div class='body'>
        <ErrorBox error={error} />
        {data?.items.length === 0 && <Empty>No tenant yet.</Empty>}
        <ul class='plain'>
          {data?.items.map(({ id, url, settings }) => (
            <li key={id} class='row'>
              <span class='grow' title={url}>
                <b>{id}</b> {Object.keys(settings).length > 0 && <code>{JSON.stringify(settings)}</code>}
              </span>
              <a href={`../t/${id}/dashboard/`} aria-label={`Open ${id}`}>Open</a>
              <Act label='End' name={id} danger act={async () => { await call('DELETE', `tenants/${id}`) }} />
            </li>
          ))}
        </ul>
        <details>
          <summary>Make a tenant</summary>
          <Form fields={FIELDS} submit='Make the tenant' onSubmit={create} />
        </details>
      </div>
    </Panel>
  )
}
