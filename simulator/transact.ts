import type { Reader, Store, Tx } from '../data/store.ts'
import { followOpportunities, proposalsAbout, reducesAvailability } from '../domain/approval/impossible-proposals.ts'
import { announceProposal } from '../domain/approval/proposal-changes.ts'
import { requireStorage } from '../domain/checks/storage.ts'
import { announceOrder } from '../domain/feeds/announce.ts'
import type { Rules } from '../domain/records/booking-rules.ts'
import type { Change } from '../domain/records/change.ts'
import type { Environment } from '../domain/records/environment.ts'
import { isDeleted, isFree, type Order } from '../domain/records/order.ts'
import type { Proposal } from '../domain/records/order-proposal.ts'
import type { Records } from '../domain/records/record-kinds.ts'
import { loadOrderContext } from './load.ts'

/**
 * Load what a decision depends on, decide, and commit its changes with their consequences: all of them or none.
 * @param work - loads and decides; it runs as if alone, possibly more than once, and writes nothing itself
 * @returns the decision, once its changes are durable
 * @throws {OpenBookingError} with status 507 if a booking partner has stored as much as it may
 * @throws {StoreUnavailableError} if they cannot be written
 */
export type Transact = <D extends { readonly changes: readonly Change[] }>(
  work: (tx: Reader, environment: Environment) => Promise<D> | D
) => Promise<D>

/** Checks changes before they are applied. */
type Check = (changes: readonly Change[], tx: Reader, rules: Rules) => Promise<void>

/**
 * Create the one way to change the state of a simulator.
 * @param check - refuses changes; the preparation of the state, which must not fail, needs none
 */
export function createTransact (
  store: Store, environmentNow: () => Environment, check: Check = async () => {}
): Transact {
  return async (work) => await store.transaction(async (tx) => {
    const environment = environmentNow()
    const decision = await work(tx, environment)
    await check(decision.changes, tx, environment.rules)
    await applyWithConsequences(tx, decision.changes, environment)
    return decision
  })
}

/** Kinds of records that promise the room for the rest: an order proposal becomes an order, a paid order one of B. */
const ACCEPTED = ['order', 'proposal', 'classic'] as const

/** @returns whether a booking partner has a record under a key already, which a new one continues. */
async function isContinued (id: string, tx: Reader): Promise<boolean> {
  for (const kind of ACCEPTED) {
    const record = await tx.get(kind, id)
    if (record !== undefined && !isDeleted(record)) return true
  }
  return false
}

/**
 * Refuse new records of booking partners that have stored as much as they may. An accepted order has its room already.
 * @throws {OpenBookingError} with status 507
 */
export const checkStorage: Check = async (changes, tx, rules) => {
  for (const { kind, id, record } of changes) {
    if (record === null || !('partner' in record) || 'deleted' in record) continue
    if (await tx.get(kind, id) !== undefined || await isContinued(id, tx)) continue
    requireStorage(await tx.sizeOf(record.partner, rules.maxPartnerSize), rules)
  }
}

/**
 * Apply changes, then reject each open proposal that can no longer become an Order, and let the others end in time.
 * @returns all changes applied
 */
export async function applyWithConsequences (
  tx: Tx, changes: readonly Change[], environment: Environment
): Promise<readonly Change[]> {
  const reduced = await reducedBy(changes, tx)
  const applied: Change[] = []
  for (const change of changes) applied.push(isHidden(change) ? await shownAgain(change, tx) : change)
  await tx.apply(applied)
  if (reduced.size === 0) return applied
  const proposals = await loadProposalsOf(reduced, tx)
  for (const proposal of proposalsAbout(reduced, proposals)) {
    const context = await loadOrderContext(tx, proposal, proposal.uuid, [])
    const consequences = followOpportunities(proposal, context, environment)
    await tx.apply(consequences)
    applied.push(...consequences)
  }
  return applied
}

type Storing<K extends Change['kind'], R> = Extract<Change, { readonly kind: K }> & { readonly record: R }
type HiddenChange = Storing<'order', Order> | Storing<'proposal', Proposal>

/** @returns whether a change stores an order or order proposal that no feed shows */
const isHidden = (change: Change): change is HiddenChange =>
  (change.kind === 'order' || change.kind === 'proposal') &&
  change.record !== null && !isDeleted(change.record) && !change.record.listed

/** A feed that shows the deletion of a free UUID shows its next order at once: hidden, this would look deleted. */
async function shownAgain (change: HiddenChange, tx: Reader): Promise<Change> {
  const { kind, id, record } = change
  const former = await tx.get(kind, id)
  if (former === undefined || !isFree(former)) return change
  return kind === 'order' ? announceOrder(record) : announceProposal(record)
}

async function loadProposalsOf (paths: ReadonlySet<string>, tx: Reader): Promise<Array<Records['proposal']>> {
  const found = new Set<Records['proposal']>()
  for (const path of paths) for (const proposal of await tx.list('proposal', { opportunity: path })) found.add(proposal)
  return [...found]
}

/** @returns the paths of Opportunities in which changes, not applied yet, leave less to open proposals. */
async function reducedBy (changes: readonly Change[], tx: Reader): Promise<Set<string>> {
  const paths = new Set<string>()
  for (const { kind, id, record } of changes) {
    if (kind === 'opportunity' && record !== null && reducesAvailability(await tx.get(kind, id), record)) paths.add(id)
  }
  return paths
}
