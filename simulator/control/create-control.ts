import { createSharedRun } from '../../data/shared-run.ts'
import type { Reader, Store } from '../../data/store.ts'
import { createTurns } from '../../data/turns.ts'
import type { Rules } from '../../domain/records/booking-rules.ts'
import type { Environment } from '../../domain/records/environment.ts'
import type { ResolvedSimulatorOptions } from '../../schemas/options.ts'
import type { BookingPartners } from '../booking-partners.ts'
import type { DueTimer } from '../due-timer.ts'
import type { Transact } from '../transact.ts'
import type { Clock } from './clock.ts'
import { createFaults, type Faults } from './faults.ts'
import { feedNames, newestChange } from './feed-page.ts'
import { createRequestLog, type RequestLog } from './request-log.ts'
import { createRequestMemory, type RequestMemory } from './request-memory.ts'
import { startScenarioOption } from './scenario/named-scenario.ts'
import { createScenarios, type Scenarios } from './scenario/scenarios.ts'
import { createFirstState, type FirstState } from './state/first-state.ts'
import { createReturn, type StateParts } from './state/replace-state.ts'
import { seedState } from './state/seed-state.ts'
import { createStateControl, type StateControl } from './state/state-control.ts'
import { createTime, loadClock, type SimulatedTime } from './time.ts'

/** The parts that a simulator is controlled with. */
interface ControlParts {
  readonly options: ResolvedSimulatorOptions
  readonly rules: Rules
  readonly clock: Clock
  readonly store: Store
  readonly due: DueTimer
  readonly transact: Transact
  readonly bookingPartners: BookingPartners
  readonly baseUrl: () => string
  readonly environmentAt: (now: Date) => Environment
  /** The memory of the request logs of the process; undefined for a new one. */
  readonly requestMemory: RequestMemory | undefined
}

/** Control of a simulator. */
export interface Control {
  /** Control of the simulated clock. */
  readonly time: SimulatedTime
  /** Control of the whole state: reset, snapshots, export and import. */
  readonly state: StateControl
  readonly faults: Faults
  readonly requestLog: RequestLog
  /** Named sets of data, faults and steps. */
  readonly scenarios: Scenarios
}

/** The control of a simulator, and its ties to the start. */
interface CreatedControl {
  readonly control: Control
  /** Read again what is kept in memory beside the store. */
  readonly reload: () => Promise<void>
  /** Read that and the clock again, which other processes may have changed. */
  readonly refresh: () => Promise<void>
  /** The state to which a reset returns. */
  readonly first: FirstState
}

/** Requests that the log keeps where others can read it (count). */
const KEPT_REQUESTS = 500

/**
 * Create the control of a simulator. Its calls about time and state follow each other.
 */
export function createControl (
  { options, rules, clock, store, due, transact, bookingPartners, baseUrl, environmentAt, requestMemory }: ControlParts
): CreatedControl {
  const faults = createFaults({
    transact,
    rules,
    bookingPartners,
    baseUrl,
    newestChange: async () => await newestChange(store, feedNames(rules, bookingPartners.all()))
  })
  const inTurn = createTurns()
  const scenarios = createScenarios({ transact, faults, rules, baseUrl, inTurn })
  const takeAll = async (reader: Reader): Promise<void> => {
    await Promise.all([bookingPartners, faults, scenarios].map(async (part) => { await part.take(reader) }))
  }
  const reload = async (): Promise<void> => {
    await store.read(takeAll)
  }
  // In turn, so that a change by a call of this process is not undone by an older state.
  const refresh = createSharedRun(async () => {
    await inTurn(async () => {
      await store.read(async (reader) => {
        await Promise.all([loadClock(clock, reader, options.clock), takeAll(reader)])
      })
    })
  })
  const common = { clock, store, inTurn, processAllDue: due.processAllDue, start: options.clock }
  const time = createTime(common)
  const first = createFirstState({
    ...common,
    seedAt: async (now) => await seedState(options, environmentAt(now)),
    startScenario: async () => await startScenarioOption(scenarios, options.scenario)
  })
  const parts: StateParts = {
    ...common,
    reload,
    first,
    configuredPartners: bookingPartners.configurationChanges,
    environment: () => environmentAt(clock.now()),
    status: time.status
  }
  const state = createStateControl(parts, createReturn(parts))
  const logSize = options.requestLogSize ?? (options.control === 'off' ? 0 : KEPT_REQUESTS)
  const requestLog = createRequestLog(logSize, requestMemory ?? createRequestMemory(logSize))
  return { control: { time, state, faults, requestLog, scenarios }, reload, refresh, first }
}
