import type { JSX } from 'preact'
import { announce } from '../../client/announce.ts'
import { call, type Listed, read } from '../../client/api.ts'
import { revise } from '../../client/live.ts'
import { Badge, Empty, ErrorBox, Panel } from '../../components/basics.tsx'
import { type Field, Form } from '../../components/dialog.tsx'
import type { FaultView } from '../../client/types.ts'
import { useData } from '../../client/use-data.ts'
import { Act } from './act.tsx'
import { parseJson, ruleOf } from './rule-of.ts'

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

const OWN_RULE: readonly Field[] = [{
  name: 'rule',
  label: 'Rule (JSON)',
  value: '{ "on": "B", "error": "OpportunityIsFullError", "times": 1 }',
  rows: 4,
  required: true,
  hint: 'docs/control.md lists the conditions and effects of a rule.'
}]

/** Faults that are on, with their hits, and a form for others. */
export function Faults (): JSX.Element {
  const { data, error } = useData(async (signal) => await read<Listed<FaultView>>('faults', {}, signal))
  const add = async (rule: unknown): Promise<void> => {
    await call('POST', 'faults', { body: rule })
    announce('The fault is on')
    revise()
  }
  const items = data?.items ?? []
  const undo = items.length > 0 && (
    <Act label='Remove all' name='faults' danger act={async () => { await call('DELETE', 'faults') }} />
  )
  return (
    <Panel title='Faults' actions={undo}>
      <div class='body'>
        <ErrorBox error={error} />
        {data?.items.length === 0 && <Empty>No fault is on.</Empty>}
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
        <details>
          <summary>Add a fault</summary>
          <Form
            fields={FAULT_FIELDS} submit='Add the fault' onSubmit={async (values) => { await add(ruleOf(values)) }}
          />
        </details>
        <details>
          <summary>Add a rule of your own</summary>
          <Form
            fields={OWN_RULE} submit='Add the rule'
            onSubmit={async ({ rule = '' }) => { await add(parseJson(rule, 'rule')) }}
          />
        </details>
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
