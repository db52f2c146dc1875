import type { Offer, Opportunity, OpportunityGroup, Spaces } from '../../domain/records/opportunity.ts'
import type { Purchase } from '../../domain/records/order.ts'
import type { Records } from '../../domain/records/record-kinds.ts'
import type { FeedPosition, Row } from '../engine/entries.ts'

/** An Opportunity without its spaces, or a group. It never changes. */
export type Content = Omit<Opportunity, 'spaces'> | OpportunityGroup

/** An Opportunity or a group as files hold it. */
export interface Reference {
  /** Digest of its content. */
  readonly version: string
  readonly spaces?: Spaces
}

/** A row as files hold it: Opportunities and groups are references. */
export type StoredRow = readonly [kind: Row[0], id: string, record: unknown, position?: FeedPosition]

/** @returns values as a JSON array without its first bracket, in place of which a file has a checksum. */
export const bodyOf = (values: readonly unknown[]): string => JSON.stringify(values).slice(1)

type Refer = (current: Opportunity | OpportunityGroup) => Reference
type Resolve = (reference: Reference) => Opportunity | OpportunityGroup | undefined

/** A Purchase as files hold it. An Offer of its Opportunity is the index of this Offer. */
interface StoredPurchase extends Omit<Purchase, 'offer' | 'orderedItem'> {
  readonly offer: Purchase['offer'] | number
  readonly orderedItem: { readonly opportunity: Reference, readonly group?: Reference }
}

/** Converts each Purchase of a record. */
type MapPurchase = (purchase: Purchase) => Purchase

/**
 * Replace the Opportunities and groups of a row by references.
 * @param row - the row
 * @param refer - makes a reference
 * @returns the row as files hold it
 */
export function toStored ([kind, id, record, ...position]: Row, refer: Refer): StoredRow {
  if (record === null) return [kind, id, null]
  if (kind === 'opportunity') {
    const current = record as Records['opportunity']
    return [kind, id, 'deleted' in current ? current : refer(current), ...position]
  }
  // The type of a record is the same in both forms, so that one function finds the purchases of either.
  const store: MapPurchase = (purchase) => storedPurchase(purchase, refer) as unknown as Purchase
  return [kind, id, mapPurchases(kind, record, store), ...position]
}

/**
 * Replace the references of a row by Opportunities and groups.
 * @param row - the row as files hold it
 * @param resolve - finds the Opportunity or group of a reference
 * @returns the row, undefined if one of them is unknown
 */
export function fromStored ([kind, id, record, ...position]: StoredRow, resolve: Resolve): Row | undefined {
  if (record === null) return [kind, id, null]
  if (kind === 'opportunity') {
    const current = isReference(record) ? resolve(record) : record as Records['opportunity']
    return current && [kind, id, current, ...position]
  }
  let complete = true
  const restore: MapPurchase = (purchase) => {
    const restored = restoredPurchase(purchase as unknown as StoredPurchase, resolve)
    if (restored === undefined) complete = false
    return restored ?? purchase
  }
  const restored = mapPurchases(kind, record as Records[Row[0]], restore)
  return complete ? [kind, id, restored, ...position] : undefined
}

const isReference = (record: unknown): record is Reference =>
  typeof record === 'object' && record !== null && 'version' in record

function storedPurchase (purchase: Purchase, refer: Refer): StoredPurchase {
  const { offer, orderedItem: { opportunity, group } } = purchase
  const index = opportunity.offers.findIndex((known) => known === offer || isEqual(known, offer))
  return {
    ...purchase,
    offer: index === -1 ? offer : index,
    orderedItem: { opportunity: refer(opportunity), ...(group && { group: refer(group) }) }
  }
}

/** Offers of one Opportunity that are equal have the same JSON, mostly. If not, the item has its own copy. */
function isEqual (known: Offer, offer: Offer): boolean {
  return known.path === offer.path && JSON.stringify(known) === JSON.stringify(offer)
}

function restoredPurchase (purchase: StoredPurchase, resolve: Resolve): Purchase | undefined {
  const opportunity = resolve(purchase.orderedItem.opportunity) as Opportunity | undefined
  const group = purchase.orderedItem.group && resolve(purchase.orderedItem.group) as OpportunityGroup | undefined
  const offer = typeof purchase.offer === 'number' ? opportunity?.offers[purchase.offer] : purchase.offer
  if (opportunity === undefined || offer === undefined) return undefined
  if (purchase.orderedItem.group !== undefined && group === undefined) return undefined
  return { ...purchase, offer, orderedItem: { opportunity, ...(group && { group }) } }
}

function mapPurchases (kind: Row[0], record: Records[Row[0]], map: MapPurchase): Records[Row[0]] {
  if (kind === 'order' && 'booked' in record) {
    const { booked, items } = record
    return {
      ...record,
      booked: { ...booked, items: booked.items.map((item) => ({ ...item, ...map(item) })) },
      items: items.map((state) => state.purchase === undefined ? state : { ...state, purchase: map(state.purchase) })
    }
  }
  if (kind === 'proposal' && 'placed' in record) {
    const { placed, amended, added } = record
    return {
      ...record,
      placed: { ...placed, items: placed.items.map((item) => ({ ...item, ...map(item) })) },
      ...(added && { added: added.map((item) => ({ ...item, ...map(item) })) }),
      amended: Object.fromEntries(Object.entries(amended).map(([id, purchase]) => [id, map(purchase)]))
    }
  }
  if (kind === 'classic' && 'purchase' in record) return { ...record, purchase: map(record.purchase) }
  return record
}
