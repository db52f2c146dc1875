import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { announce } from '../../client/announce.ts'
import { call, IS_TENANT, type Listed, read } from '../../client/api.ts'
import { revise } from '../../client/live.ts'
import { Badge, Empty, ErrorBox, Panel, Time } from '../../components/basics.tsx'
import { type Field, Form } from '../../components/dialog.tsx'
import type { FaultView } from '../../client/types.ts'
import { useData } from '../../client/use-data.ts'
import { ruleOf } from './rule-of.ts'

/** Faults, snapshots and tenants: switched on, seen, and undone. */
export const Steering = (): JSX.Element => (
  <>
    <Faults />
    <Snapshots />
    {!IS_TENANT && <Tenants />}
  </>
)

/** A button that sends a control call, and shows its refusal. */
function Act ({ label, name, act, danger = false }: {
  label: string, name: string, act: () => Promise<unknown>, danger?: boolean
}): JSX.Element {
  const [error, setError] = useState<Error>()
  const press = async (): Promise<void> => {
    setError(undefined)
    try {
      await act()
      announce(`${label} ${name}: done`)
      revise()
    } catch (problem) {
      setError(problem as Error)
    }
  }
  return (
    <>
      <button
        type='button' class={`small${danger ? ' danger' : ''}`} aria-label={`${label} ${name}`}
        onClick={() => { press() }}
      >
        {label}
      </button>
      <ErrorBox error={error} />
    </>
  )
}

const STAGES = ['C1', 'C2', 'P', 'B', 'U', 'status', 'deletion', 'feed', 'token', 'booking'] as const

const FAULT_FIELDS: readonly Field[] = [
  { name: 'on', label: 'Stage', options: STAGES.map((stage) => [stage, stage] as const), value: 'B' },
  {
    name: 'effect',
    label: 'Fault',
    options: [
      ['status', 'Status 503'], ['delay', 'Answer after 3 s'], ['loseAnswer', 'Lose the answer'],
      ['drop', 'Close the connection first']
    ]
  },
  { name: 'times', label: 'Requests', type: 'number', hint: 'Without a number, each request has the fault.' }
]

function Faults (): JSX.Element {
  const { data, error } = useData(async (signal) => await read<Listed<FaultView>>('faults', {}, signal))
  const add = async (values: Readonly<Record<string, string>>): Promise<void> => {
    await call('POST', 'faults', { body: ruleOf(values) })
    announce('The fault is on')
    revise()
  }
  const items = data?.items ?? []
  const undo = items.length > 0 && (
    <Act label='Remove' name='all faults' danger act={async () => { await call('DELETE', 'faults') }} />
  )
  return (
    <Panel title='Faults' actions={undo}>
      <div class='body'>
        <ErrorBox error={error} />
        {items.length === 0 && <Empty>No fault is on.</Empty>}
        <ul class='plain'>
          {items.map((fault) => (
            <li key={fault.id} class='row'>
              <FaultLine fault={fault} />
              <Act
                label='Remove' name={`fault ${fault.id}`}
                act={async () => { await call('DELETE', `faults/${encodeURIComponent(fault.id)}`) }}
              />
            </li>
          ))}
        </ul>
        <Form fields={FAULT_FIELDS} submit='Add the fault' onSubmit={add} />
      </div>
    </Panel>
  )
}

/** A rule, its hits, and the reasons for which it matches nothing. */
function FaultLine ({ fault }: { fault: FaultView }): JSX.Element {
  const { id, on, matched, fired, warnings = [], ...rule } = fault
  return (
    <>
      <b title={`Rule ${id}`}>{on}</b> <code>{JSON.stringify(rule)}</code>
      <Badge tone={fired > 0 ? 'warn' : 'plain'}>{fired} of {matched} requests hit</Badge>
      {warnings.map((warning) => <span key={warning} class='muted'>{warning}</span>)}
    </>
  )
}

const SNAPSHOT: readonly Field[] = [{ name: 'name', label: 'Name of a snapshot', required: true }]

function Snapshots (): JSX.Element {
  const { data, error } = useData(async (signal) =>
    await read<Listed<{ name: string, at: string }>>('snapshots', {}, signal))
  const take = async ({ name = '' }: Readonly<Record<string, string>>): Promise<void> => {
    await call('POST', `snapshots/${encodeURIComponent(name)}`)
    revise()
  }
  const reset = <Act label='Reset' name='to the sample data' danger act={async () => { await call('POST', 'reset') }} />
  return (
    <Panel title='Snapshots' actions={reset}>
      <div class='body'>
        <ErrorBox error={error} />
        {data?.items.length === 0 && <Empty>No snapshot yet.</Empty>}
        <ul class='plain'>
          {data?.items.map(({ name, at }) => {
            const path = `snapshots/${encodeURIComponent(name)}`
            return (
              <li key={name} class='row'>
                <b>{name}</b> <Time at={at} />
                <Act label='Restore' name={name} act={async () => { await call('POST', `${path}/restore`) }} />
                <Act label='Forget' name={name} act={async () => { await call('DELETE', path) }} />
              </li>
            )
          })}
        </ul>
        <Form fields={SNAPSHOT} submit='Take a snapshot' onSubmit={take} />
      </div>
    </Panel>
  )
}

/** The simulators of their own in this process. */
function Tenants (): JSX.Element | null {
  const { data } = useData(async (signal) => await read<Listed<{ id: string, url: string }>>('tenants', {}, signal))
  if (data === undefined) return null
  return (
    <Panel title='Tenants'>
      <div class='body'>
        {data.items.length === 0 && <Empty>No tenant yet.</Empty>}
        <ul class='plain'>
          {data.items.map(({ id }) => (
            <li key={id} class='row'>
              <a href={`../t/${id}/dashboard/`}>{id}</a>
              <Act label='End' name={id} danger act={async () => { await call('DELETE', `tenants/${id}`) }} />
            </li>
          ))}
        </ul>
      </div>
    </Panel>
  )
}
