import type { Store, Tx } from '../data/store.ts'
import { proposalsAbout, rejectIfImpossible, reducesAvailability } from '../domain/approval/impossible-proposals.ts'
import type { Change } from '../domain/records/change.ts'
import type { Environment } from '../domain/records/environment.ts'
import { loadContext } from './load.ts'

/** Something that changes what is kept: it loads what it depends on and decides, but applies nothing itself. */
export type Deciding<D> = (tx: Tx, environment: Environment) => Promise<D>

/** Runs a decision as if alone, perhaps more than once, and keeps what it changes with all that follows from that: all of it, or nothing. */
export type Decide = <D extends { readonly changes: readonly Change[] }>(deciding: Deciding<D>) => Promise<D>

export function createDecide (store: Store, environmentAt: (now: Date) => Environment): Decide {
  return async (deciding) => await store.transaction(async (tx) => {
    const environment = environmentAt(tx.now)
    const decision = await deciding(tx, environment)
    await applyAll(tx, decision.changes, environment)
    return decision
  })
}

/** Applies changes, and rejects the proposals that can not become orders any more after them, one after the other. */
export async function applyAll (tx: Tx, changes: readonly Change[], environment: Environment): Promise<void> {
  const taken = await takenBy(changes, tx)
  await tx.apply(changes)
  if (taken.size === 0) return
  for (const proposal of proposalsAbout(taken, await tx.list('proposal', {}))) {
    await tx.apply(rejectIfImpossible(proposal, await loadContext(tx, proposal.partner, proposal.uuid, []), environment))
  }
}

/** @returns the paths of what changes that are not applied yet take from open proposals. */
async function takenBy (changes: readonly Change[], tx: Tx): Promise<Set<string>> {
  const paths = new Set<string>()
  for (const { kind, id, record } of changes) {
    if (kind === 'opportunity' && record !== null && reducesAvailability(await tx.get(kind, id), record)) paths.add(id)
  }
  return paths
}
