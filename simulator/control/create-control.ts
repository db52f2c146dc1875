import type { Store } from '../../data/store.ts'
import type { Environment } from '../../domain/records/environment.ts'
import type { ResolvedSimulatorOptions } from '../../schemas/options.ts'
import type { DueTimer } from '../due-timer.ts'
import type { Clock } from './clock.ts'
import { seedState } from './seed-state.ts'
import { createReturn, createStateControl, type StateControl, type StateParts } from './state.ts'
import { createTime, type SimulatedTime } from './time.ts'
import { createTurns } from './turns.ts'

/** The parts that time and state are controlled with. */
interface ControlParts {
  readonly options: ResolvedSimulatorOptions
  readonly clock: Clock
  readonly store: Store
  readonly due: DueTimer
  readonly environmentAt: (now: Date) => Environment
  /** Read again what is kept in memory beside the store. */
  readonly reload: () => Promise<void>
}

/** Control of a simulator's time and state. */
interface Control {
  readonly time: SimulatedTime
  readonly state: StateControl
  /** Take the current state as the one to which a reset returns. */
  readonly markSeed: () => Promise<void>
}

/** Create the control of a simulator's time and state. One call follows another. */
export function createControl ({ options, clock, store, due, environmentAt, reload }: ControlParts): Control {
  const common = { clock, store, inTurn: createTurns(), processAllDue: due.processAllDue, start: options.clock }
  const time = createTime(common)
  const parts: StateParts = {
    ...common,
    reload,
    status: time.status,
    seedAt: async (now) => await seedState(options, environmentAt(now))
  }
  const { control, markSeed } = createStateControl(parts, createReturn(parts))
  return { time, state: control, markSeed }
}
