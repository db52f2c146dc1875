import type { FeedItem, Reader, Store } from '../data/store.ts'
import { KINDS_BY_UUID, type RecordOfUuid } from '../domain/operations/lower-case-uuids.ts'
import type { Relation } from '../domain/partners/consent.ts'
import { ANYBODY, type Caller } from '../domain/records/environment.ts'
import type { DeletedDataset, OpportunityIndex, Opportunity, OpportunityGroup } from '../domain/records/opportunity.ts'
import type { OrderContext } from '../domain/records/order-context.ts'
import { proposalItems } from '../domain/records/order-proposal.ts'
import { isDeleted, isFree, orderItems, orderKey } from '../domain/records/order.ts'
import type { Records } from '../domain/records/record-kinds.ts'
import { type DatasetToDelete, ITEMS_TO_LOAD } from '../domain/test-interface/dataset-deletion.ts'

export type { Reader } from '../data/store.ts'

/** The owner of an Order: a UUID is unique per booking partner only. */
interface Owner { readonly partner: string }

/**
 * Load everything stored under a UUID, with the Opportunities concerned.
 * @param owner - the booking partner of the Order
 * @param uuid - UUID of the Order, made by the broker
 * @param paths - paths of the Opportunities and groups that the request names
 */
export async function loadOrderContext (
  tx: Reader, owner: Owner, uuid: string, paths: readonly string[]
): Promise<OrderContext> {
  const key = orderKey(owner.partner, uuid)
  const [storedOrder, storedProposal, classic, lease] = await Promise.all([
    tx.get('order', key), tx.get('proposal', key), tx.get('classic', key), tx.get('lease', key)
  ])
  const order = unlessFree(storedOrder)
  const proposal = unlessFree(storedProposal)
  const booked = order === undefined || isDeleted(order) ? [] : orderItems(order).map(({ item }) => item)
  const proposed = proposal === undefined || isDeleted(proposal) ? [] : proposalItems(proposal)
  const held = [...booked, ...proposed].map(({ orderedItem }) => orderedItem.opportunity.path)
  const records = await loadOpportunities(tx, [...paths, ...held, ...Object.keys(lease?.spaces ?? {})])
  return { order, proposal, classic, lease, records }
}

/**
 * Load everything stored under a UUID that exists already. Somebody who may act for everybody sees the order of any
 * booking partner.
 * @param caller - the caller
 * @param uuid - UUID of the Order, made by the broker
 */
export async function loadKnownOrder (tx: Reader, caller: Caller, uuid: string): Promise<OrderContext> {
  if (caller !== ANYBODY) return await loadOrderContext(tx, caller, uuid, [])
  const [owner] = [
    ...await loadByUuid(tx, 'order', uuid, undefined),
    ...await loadByUuid(tx, 'proposal', uuid, undefined),
    ...await tx.list('lease', { uuid })
  ]
  return await loadOrderContext(tx, owner ?? caller, uuid, [])
}

/** @returns whether the UUID of a record is in use. */
const isInUse = (record: object): boolean => !isFree(record)

function unlessFree<R extends object> (record: R | undefined): R | undefined {
  return record === undefined || isFree(record) ? undefined : record
}

/** Load Opportunities and groups by path, with the groups of the Opportunities. */
export async function loadOpportunities (tx: Reader, paths: readonly string[]): Promise<OpportunityIndex> {
  const records = await loadRecords(tx, paths)
  const groups = [...records.values()].flatMap((record) => 'group' in record ? record.group ?? [] : [])
    .filter((path) => !records.has(path))
  for (const [path, group] of await loadRecords(tx, groups)) records.set(path, group)
  return records
}

/** The items of a deleted test dataset are missing. */
async function loadRecords (
  tx: Reader, paths: readonly string[]
): Promise<Map<string, Opportunity | OpportunityGroup>> {
  const found = await Promise.all([...new Set(paths)].map((path) => tx.get('opportunity', path)))
  const live = found.flatMap((record) => record === undefined || isDeleted(record) ? [] : record)
  const names = [...new Set(live.flatMap(({ dataset }) => dataset ?? []))]
  const deletions = await Promise.all(names.map((name) => tx.get('dataset', name)))
  const deleted = new Set(names.filter((_, index) => deletions[index] !== undefined))
  const kept = live.filter(({ dataset }) => dataset === undefined || !deleted.has(dataset))
  return new Map(kept.map((record) => [record.path, record]))
}

/** Load a test dataset for the next step of its deletion. */
export async function loadDataset (tx: Reader, name: string): Promise<DatasetToDelete> {
  const items = await tx.list('opportunity', { dataset: name }, ITEMS_TO_LOAD)
  return { name, deletion: await tx.get('dataset', name), items }
}

/**
 * Show the items of an open feed: those of a deleted dataset are deleted, also before their step comes.
 * @param items - stored items of a page
 */
export async function withDeletions (
  store: Pick<Store, 'read'>, items: readonly FeedItem[]
): Promise<readonly FeedItem[]> {
  const names = datasetsOf(items)
  if (names.length === 0) return items
  const deletions = new Map<string, DeletedDataset>()
  await store.read(async (tx) => {
    deletions.clear()
    for (const name of names) {
      const deletion = await tx.get('dataset', name)
      if (deletion !== undefined) deletions.set(name, deletion)
    }
  })
  if (deletions.size === 0) return items
  return items.map((item) => {
    const record = item.record as Records['opportunity']
    const deletion = 'dataset' in record ? deletions.get(record.dataset) : undefined
    if (deletion === undefined) return item
    const { path, type } = record
    return { ...item, record: { path, type, deleted: true, expires: deletion.expires } }
  })
}

/** Names of the datasets of stored pages, as long as a store keeps the page. */
const datasets = new WeakMap<object, readonly string[]>()

function datasetsOf (items: readonly FeedItem[]): readonly string[] {
  const known = datasets.get(items)
  if (known !== undefined) return known
  const names = new Set<string>()
  for (const { record } of items) if ('dataset' in record && record.dataset !== undefined) names.add(record.dataset)
  const found = [...names].sort()
  datasets.set(items, found)
  return found
}

/**
 * Load every record of a kind under a UUID.
 * @param owner - the only booking partner to look at; without one, all of them
 */
export async function loadByUuid<K extends 'order' | 'proposal'> (
  tx: Reader, kind: K, uuid: string, owner: Owner | undefined
): Promise<ReadonlyArray<Records[K]>> {
  if (owner === undefined) return (await tx.list(kind, { uuid })).filter(isInUse)
  const record = unlessFree(await tx.get(kind, orderKey(owner.partner, uuid)))
  return record === undefined ? [] : [record]
}

/** Load every record that a UUID identifies, older ones first. */
export async function loadAllByUuid (tx: Reader): Promise<RecordOfUuid[]> {
  const found: RecordOfUuid[] = []
  for (const kind of KINDS_BY_UUID) {
    for (const record of await tx.list(kind, {})) found.push({ kind, record } as RecordOfUuid)
  }
  return found
}

/**
 * Load everything that connects a booking partner and a seller: grants, tokens, Orders and OrderProposals.
 * @param partner - id of the booking partner
 * @param seller - path of the seller
 */
export async function loadRelation (tx: Reader, partner: string, seller: string): Promise<Relation> {
  return {
    granted: await tx.list('openid', { clientId: partner, accountId: seller }),
    orders: (await tx.list('order', { partner, seller })).filter(isInUse),
    proposals: (await tx.list('proposal', { partner, seller })).filter(isInUse)
  }
}

/**
 * Load the order that the older API knows by an id.
 * @param openOrders - whether the order may belong to another booking partner
 */
export async function loadClassicContext (
  tx: Reader, owner: Owner, uuid: string, openOrders: boolean
): Promise<OrderContext> {
  const own = await loadOrderContext(tx, owner, uuid, [])
  if (!openOrders || own.classic !== undefined || own.order !== undefined) return own
  const [other] = [...await tx.list('classic', { uuid }), ...(await tx.list('order', { uuid })).filter(isInUse)]
  return other === undefined ? own : await loadOrderContext(tx, other, uuid, [])
}
