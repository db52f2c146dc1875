import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { announce } from '../../client/announce.ts'
import { call, type Listed, read } from '../../client/api.ts'
import { counted } from '../../client/format.ts'
import { revise } from '../../client/live.ts'
import { hrefOf } from '../../client/router.ts'
import { Badge, ErrorBox, Panel } from '../../components/basics.tsx'
import { type Field, Form } from '../../components/dialog.tsx'
import type { ScenarioInfo, StartedScenario } from '../../client/types.ts'
import { useData } from '../../client/use-data.ts'
import { Act } from './act.tsx'
import { parseJson } from './rule-of.ts'

const EXAMPLE = `{
  "opportunities": [{ "criterion": "TestOpportunityBookable" }],
  "steps": [{ "after": "B", "do": "cancel", "with": { "message": "We are sorry." } }]
}`

const OWN: readonly Field[] = [
  { name: 'name', label: 'New name', required: true },
  { name: 'document', label: 'Scenario (JSON)', value: EXAMPLE, rows: 8, required: true }
]

/** Scenarios: the one that runs, and those that can be started in its place. */
export function Scenarios (): JSX.Element {
  const { data, error } = useData(async (signal) => await read<Listed<ScenarioInfo>>('scenarios', {}, signal))
  const [started, setStarted] = useState<StartedScenario>()
  const start = async (name: string, document?: unknown): Promise<void> => {
    setStarted(await call<StartedScenario>('POST', `scenarios/${encodeURIComponent(name)}`, { body: document }))
    announce(`The scenario ${name} runs`)
    revise()
  }
  const running = data?.items.find((scenario) => scenario.running)
  const end = running !== undefined && (
    <Act
      label='End' name={`the scenario ${running.name}`} danger
      act={async () => { await call('DELETE', 'scenarios/current') }}
    />
  )
  return (
    <Panel title='Scenarios' actions={end}>
      <ErrorBox error={error} />
      {started !== undefined && started.name === running?.name && <Started scenario={started} />}
      <ul class='list scenarios'>
        {data?.items.map(({ name, title = name, happens, broker, running: isRunning }) => (
          <li key={name}>
            <details>
              <summary>
                {title} <code>{name}</code>{isRunning === true && <> <Badge tone='good'>runs</Badge></>}
              </summary>
              {happens !== undefined && <p>{happens}</p>}
              {broker !== undefined && <p class='muted'>A good broker: {broker}</p>}
            </details>
            <Act
              label={isRunning === true ? 'Start again' : 'Start'} name={name} act={async () => { await start(name) }}
            />
          </li>
        ))}
      </ul>
      <div class='body'>
        <details>
          <summary>Start a scenario of your own</summary>
          <Form
            fields={OWN} submit='Start the scenario'
            onSubmit={async ({ name = '', document = '' }) => { await start(name, parseJson(document, 'scenario')) }}
          />
        </details>
      </div>
    </Panel>
  )
}

/** The opportunities that a scenario has made. */
const Started = ({ scenario: { opportunities, faults, steps } }: { scenario: StartedScenario }): JSX.Element => (
  <div class='body result' role='status'>
    <p>
      It has made {opportunities.length === 1 ? '1 opportunity' : `${opportunities.length} opportunities`},{' '}
      {counted(faults.length, 'fault')} and {counted(steps.length, 'step')}.
    </p>
    {opportunities.map(({ id }) => (
      <div key={id}><a class='inline' href={hrefOf('timetable', [id])}>Opportunity</a> <code>{id}</code></div>
    ))}
  </div>
)
