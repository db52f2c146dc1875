import { createMemoryStore, openFileStore } from '../data/lowdb-store.ts'
import type { Store } from '../data/store.ts'
import type { ResolvedSimulatorOptions } from '../schemas/options.ts'
import type { Log } from './log.ts'
import { dataFileOf } from './options/rules.ts'

/** Open the store that the options name: a data file, or memory. */
export async function openStore (options: ResolvedSimulatorOptions, clock: () => Date, log: Log): Promise<Store> {
  const file = dataFileOf(options)
  if (file === undefined) return createMemoryStore(clock)
  return await openFileStore({ file, clock, fresh: options.fresh, warn: (message) => { log.warn(message) } })
}
