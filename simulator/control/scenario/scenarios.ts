import { SCENARIOS } from '../../../data/scenarios/index.ts'
import type { InTurn } from '../../../data/turns.ts'
import { ControlError } from '../../../domain/control/control-error.ts'
import { type CreatedOpportunity, createOpportunity } from '../../../domain/control/act/new-opportunity.ts'
import { tombstone } from '../../../domain/feeds/tombstone.ts'
import type { Rules } from '../../../domain/records/booking-rules.ts'
import type { Change } from '../../../domain/records/change.ts'
import type { RunningScenario } from '../../../domain/records/control/running-scenario.ts'
import { isDeleted } from '../../../domain/records/order.ts'
import type { Stage } from '../../../schemas/control/faults.ts'
import type { Scenario, ScenarioStep } from '../../../schemas/control/scenario.ts'
import type { Reader } from '../../load.ts'
import type { Transact } from '../../transact.ts'
import { type Faults, type FaultView, requireRoom } from '../faults.ts'
import { readScenario, within } from './read-scenario.ts'

/** A scenario as a list shows it. */
export interface ScenarioInfo extends Pick<Scenario, 'title' | 'happens' | 'broker'> {
  readonly name: string
  /** Set on the scenario that runs. */
  readonly running?: true
}

/** A scenario that has started. */
export interface StartedScenario extends ScenarioInfo {
  /** The opportunities that it has created. */
  readonly opportunities: readonly CreatedOpportunity[]
  readonly faults: readonly FaultView[]
  readonly steps: readonly ScenarioStep[]
}

/** The scenarios of a simulator, of which one at a time runs. */
export interface Scenarios {
  /** @returns the scenarios of this package, and the one that runs. */
  list (): ScenarioInfo[]
  /**
   * Start a scenario, in place of the one that runs.
   * @param name - name of a scenario of this package, or a new name
   * @param document - the scenario, if it has a new name
   * @throws {ControlError} with status 404 for an unknown name, 400 for a name or document that is not valid, 409 if
   * there are too many faults
   */
  start (name: string, document?: unknown): Promise<StartedScenario>
  /**
   * End the scenario that runs: its faults and steps end, and its opportunities leave their feeds.
   * @throws {ControlError} with status 404 if none runs
   */
  end (): Promise<void>
  /** Take over the scenario that runs: at the start, and after a change of the state as a whole. */
  take (reader: Reader): Promise<void>
  /** @returns the steps that follow a stage. */
  stepsAfter (stage: Stage | undefined): readonly ScenarioStep[]
}

/** The parts of a simulator that scenarios need. */
export interface ScenarioParts {
  readonly transact: Transact
  readonly faults: Pick<Faults, 'add' | 'list' | 'remove'>
  readonly rules: Rules
  readonly baseUrl: () => string
  /** Starts and ends take several transactions, so that they must not meet each other, or a reset. */
  readonly inTurn: InTurn
}

/** Id of the record of the scenario that runs. */
const CURRENT = 'current'
/** Test dataset of the opportunities of scenarios. */
const DATASET = 'scenario'
const NONE: readonly ScenarioStep[] = []

/** Create the scenarios of a simulator: none runs at first. */
export function createScenarios ({ transact, faults, rules, baseUrl, inTurn }: ScenarioParts): Scenarios {
  let current: RunningScenario | undefined

  async function start (name: string, document?: unknown): Promise<StartedScenario> {
    const { opportunities: wanted = [], faults: wantedFaults = [], steps = [], ...about } =
      readScenario(name, document, { base: baseUrl(), rules })
    const { created } = await transact(async (tx, environment) => {
      const made = wanted.map((one, index) =>
        within(`/opportunities/${index}`, () => createOpportunity(one, environment, DATASET)))
      const ending = current?.faults ?? []
      requireRoom((await tx.list('fault', {})).filter(({ id }) => !ending.includes(id)), wantedFaults.length)
      return {
        created: made.map(({ created }) => created),
        changes: [...await removals(tx, environment.now), ...made.flatMap(({ changes }) => changes)]
      }
    })
    await endFaults()
    const added: FaultView[] = []
    for (const rule of wantedFaults) added.push(await faults.add(rule))
    const record: RunningScenario = { id: CURRENT, name, steps, faults: added.map(({ id }) => id) }
    await transact(() => ({ changes: [putScenario(record)] }))
    current = record
    return { name, ...about, running: true, opportunities: created, faults: added, steps }
  }

  async function endFaults (): Promise<void> {
    const known = (await faults.list()).map(({ id }) => id)
    for (const id of current?.faults ?? []) if (known.includes(id)) await faults.remove(id)
  }

  async function end (): Promise<void> {
    if (current === undefined) throw new ControlError(404, 'No scenario runs.')
    await endFaults()
    await transact(async (tx, { now }) => ({ changes: [...await removals(tx, now), putScenario(null)] }))
    current = undefined
  }

  async function take (reader: Reader): Promise<void> {
    current = await reader.get('scenario', CURRENT)
  }

  function list (): ScenarioInfo[] {
    const shipped = Object.entries(SCENARIOS).map(([name, { opportunities, faults, steps, ...about }]) =>
      ({ name, ...about }))
    const isOwn = current !== undefined && !Object.hasOwn(SCENARIOS, current.name)
    const all: ScenarioInfo[] = [...shipped, ...(isOwn ? [{ name: current?.name ?? '' }] : [])]
    return all.map((info) => info.name === current?.name ? { ...info, running: true } : info)
  }

  const stepsAfter = (stage: Stage | undefined): readonly ScenarioStep[] =>
    current?.steps.filter(({ after }) => after === stage) ?? NONE

  return {
    list,
    start: async (name, document) => await inTurn(async () => await start(name, document)),
    end: async () => { await inTurn(end) },
    take,
    stepsAfter
  }
}

const putScenario = (record: RunningScenario | null): Change => ({ kind: 'scenario', id: CURRENT, record })

/** @returns the changes that remove the opportunities of the former scenario from their feeds */
async function removals (tx: Reader, now: Date): Promise<Change[]> {
  const records = await tx.list('opportunity', { dataset: DATASET })
  return records.flatMap((record) => isDeleted(record) ? [] : [tombstone(record, now)])
}
