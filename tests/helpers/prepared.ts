import { createState } from '../../data/engine/state.ts'
import { createMemoryStore } from '../../data/lowdb-store.ts'
import type { OpenBookingSimulatorOptions } from '../../plugin.ts'
import { buildApp, NOW, openApp, type Simulator } from './build-app.ts'
import { seededSnapshot, snapshotOf } from './seeded.ts'

/**
 * Prepare a state once for the tests of a file. Each test gets a simulator of its own that begins with this state.
 * @param options - options of all these simulators
 * @param prepare - brings the first simulator into the state
 * @returns gives a new simulator, and the result of `prepare`
 */
export function shareState<Prepared> (
  options: OpenBookingSimulatorOptions, prepare: (simulator: Simulator) => Promise<Prepared>
): () => Promise<{ readonly simulator: Simulator, readonly prepared: Prepared }> {
  let ids = 0
  // The ids of a test differ from those of the prepared records.
  const newId = (): string => `ID${++ids}`
  async function first () {
    const state = createState({ write: async () => {}, from: await seededSnapshot(options, NOW) })
    const simulator = await openApp({ ...options, newId, store: { ...state, close: async () => {} } })
    const prepared = await prepare(simulator)
    await simulator.app.close()
    return { prepared, snapshot: await snapshotOf(state) }
  }
  let begun: ReturnType<typeof first> | undefined
  return async () => {
    const { prepared, snapshot } = await (begun ??= first())
    return { simulator: await buildApp({ ...options, newId, store: createMemoryStore(snapshot) }), prepared }
  }
}
