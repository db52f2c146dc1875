import type { JSX } from 'preact'
import { call, type Listed, read } from '../../client/api.ts'
import { revise } from '../../client/live.ts'
import { Empty, ErrorBox, Panel, Time } from '../../components/basics.tsx'
import { type Field, Form } from '../../components/dialog.tsx'
import { useData } from '../../client/use-data.ts'
import { Act } from './act.tsx'

/** Name of the snapshot that a reset or restore takes first. */
const UNDO = 'undo'

const SNAPSHOT: readonly Field[] = [{ name: 'name', label: 'Name of a snapshot', required: true }]

const pathOf = (name: string): string => `snapshots/${encodeURIComponent(name)}`

/** Replace the state, and keep the former one as a snapshot. */
async function replace (path: string): Promise<void> {
  await call('POST', pathOf(UNDO))
  await call('POST', path)
}

/** Snapshots of the state, and its reset. */
export function Snapshots (): JSX.Element {
  const { data, error } = useData(async (signal) =>
    await read<Listed<{ name: string, at: string }>>('snapshots', {}, signal))
  const take = async ({ name = '' }: Readonly<Record<string, string>>): Promise<void> => {
    await call('POST', pathOf(name))
    revise()
  }
  const reset = <Act label='Reset' name='to the sample data' danger act={async () => { await replace('reset') }} />
  const items = data?.items ?? []
  const own = items.filter(({ name }) => name !== UNDO)
  return (
    <Panel title='Snapshots' actions={reset}>
      <div class='body'>
        <ErrorBox error={error} />
        {data !== undefined && own.length === 0 && <Empty>No snapshot yet.</Empty>}
        <ul class='plain'>
          {items.some(({ name }) => name === UNDO) && (
            <li class='row'>
              <span class='grow muted'>The state before the last reset or restore</span>
              <Act
                label='Undo' name='the last reset or restore'
                act={async () => { await call('POST', `${pathOf(UNDO)}/restore`) }}
              />
            </li>
          )}
          {own.map(({ name, at }) => (
            <li key={name} class='row'>
              <span class='grow'><b>{name}</b> <Time at={at} /></span>
              <Act label='Restore' name={name} act={async () => { await replace(`${pathOf(name)}/restore`) }} />
              <Act label='Forget' name={name} act={async () => { await call('DELETE', pathOf(name)) }} />
            </li>
          ))}
        </ul>
        <details>
          <summary>Take a snapshot</summary>
          <Form fields={SNAPSHOT} submit='Take the snapshot' onSubmit={take} />
        </details>
      </div>
    </Panel>
  )
}
