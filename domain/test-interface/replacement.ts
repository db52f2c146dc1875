import { addHours } from 'date-fns/addHours'
import { adjustSpaces, countSpaces, isSameEdition, subtract } from '../leasing/spaces.ts'
import { copyPath, offerPath } from '../protocol/ids.ts'
import { isoInstant } from '../protocol/time.ts'
import type { Change } from '../records/change.ts'
import type { OpportunityIndex, Opportunity } from '../records/opportunity.ts'
import type { ItemOfOrder, Purchase } from '../records/order.ts'

/** Delay of the replacement (hours). */
const DELAY_HOURS = 1

/** The new Opportunity of an OrderItem. */
export interface Replacement {
  readonly purchase: Purchase
  /** The Opportunity, if it was made for the purpose; another one has spaces to book. */
  readonly made?: Opportunity
}

/**
 * Replace the Opportunity of an OrderItem with a later copy, on the same terms.
 * @param item - the OrderItem
 * @param newId - source of ids
 * @returns the new purchase of the item, and the copy, in which the spaces of the item are booked
 */
export function laterCopy ({ item }: ItemOfOrder, newId: () => string): Required<Replacement> {
  const { orderedItem, offer, spaces, taxes } = item
  const opportunity = copyOf(orderedItem.opportunity, spaces, newId())
  const index = orderedItem.opportunity.offers.findIndex((known) => known.path === offer.path)
  const { path } = opportunity.offers[index] ?? offer
  // The terms are those of the item: an amendment may have changed its price.
  return {
    purchase: { orderedItem: { ...orderedItem, opportunity }, offer: { ...offer, path }, taxes },
    made: opportunity
  }
}

/**
 * Publish the Opportunities of replacements, and move the spaces of the items to them.
 * @param replaced - the items and their replacements
 * @param records - current Opportunities
 */
export function moveSpaces (
  replaced: ReadonlyArray<readonly [ItemOfOrder, Replacement]>, records: OpportunityIndex
): Change[] {
  const left = replaced.map(([{ item }]) => item)
    .filter(({ orderedItem: { opportunity } }) => isSameEdition(opportunity, records.get(opportunity.path)))
  const taken = replaced.flatMap(([{ item }, { made, purchase }]) =>
    made === undefined ? { ...item, ...purchase } : [])
  const made = replaced.flatMap(([, replacement]) => replacement.made ?? [])
  return [
    ...adjustSpaces(records, { booked: subtract(countSpaces(taken), countSpaces(left)) }),
    ...made.map((record): Change => ({ kind: 'opportunity', id: record.path, record, feed: record.feed }))
  ]
}

function copyOf (original: Opportunity, spaces: number, id: string): Opportunity {
  const path = copyPath(original.path, id)
  const { maximum } = original.spaces
  // The copy takes place, also in place of an Opportunity that is called off.
  const { details: { url, identifier, ...details }, edition: _edition, eventStatus: _status, ...kept } = original
  return {
    ...kept,
    path,
    ...laterTimes(original),
    // Drop or change identifying properties of the original.
    details: { ...details, ...(url !== undefined && { url: `${String(url)}-${id}` }) },
    spaces: { ...(maximum !== undefined && { maximum }), booked: spaces, leased: 0 },
    // Offers of a group stay; offers of the Opportunity itself get the path of the copy.
    offers: original.offers.map((offer, index) =>
      original.group === undefined ? { ...offer, path: offerPath(path, index) } : offer)
  }
}

function laterTimes ({ type, start, end }: Opportunity): { start?: string, end?: string } {
  if (start === undefined || end === undefined || type === 'CourseInstance') return {}
  const shifted = (instant: string): string => isoInstant(addHours(new Date(instant), DELAY_HOURS))
  return { start: shifted(start), end: shifted(end) }
}

/**
 * Say whether the Opportunity of an OrderItem can be replaced.
 * @param item - the OrderItem
 * @param records - current Opportunities
 * @returns true if the item is confirmed and its Opportunity exists
 */
export function isReplaceable ({ item, state }: ItemOfOrder, records: OpportunityIndex): boolean {
  return state.status === 'OrderItemConfirmed' && records.has(item.orderedItem.opportunity.path)
}
