import { emptySnapshot } from '../../../data/engine/snapshot.ts'
import { nextTurn } from '../../../data/in-steps.ts'
import { createMemoryStore } from '../../../data/lowdb-store.ts'
import { REAL_TIME } from '../../../domain/control/state/clock.ts'
import type { StoredRecord } from '../../../domain/records/change.ts'
import type { Environment } from '../../../domain/records/environment.ts'
import type { ResolvedSimulatorOptions } from '../../../schemas/options.ts'
import { createBookingPartners } from '../../booking-partners.ts'
import { prepareState } from '../../startup.ts'
import { createTransact } from '../../transact.ts'

/**
 * Make the records of a first start.
 * @param options - options of the simulator
 * @param environment - time, ids and rules of the start
 */
export async function seedState (
  options: ResolvedSimulatorOptions, environment: Environment
): Promise<readonly StoredRecord[]> {
  // Other requests get their turn before it, and after each of its transactions.
  await nextTurn()
  const store = createMemoryStore(emptySnapshot(environment.now), nextTurn)
  const transact = createTransact(store, () => environment)
  const log = { warn () {}, error () {} }
  await prepareState({ options, transact, setting: REAL_TIME, processDue: async () => {}, log })
  await createBookingPartners(transact, options).load()
  return await store.transaction(async (tx) => await tx.all())
}
