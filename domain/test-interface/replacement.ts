import { addHours } from 'date-fns'
import { releaseSpaces } from '../leasing/spaces.ts'
import { copyPath, offerPath } from '../protocol/ids.ts'
import { isoInstant } from '../protocol/time.ts'
import type { Change } from '../records/change.ts'
import type { OpportunityIndex, Opportunity } from '../records/opportunity.ts'
import type { ItemOfOrder, Purchase } from '../records/order.ts'

/** Delay of the replacement (hours). */
const DELAY_HOURS = 1

/** The new Opportunity of an OrderItem. */
interface Replacement {
  readonly purchase: Purchase
  /** Changes that publish the new Opportunity and release the former spaces. */
  readonly changes: readonly Change[]
}

/**
 * Replace the Opportunity of an OrderItem with a later copy, on the same terms.
 * @param item - the OrderItem
 * @param records - current Opportunities
 * @param newId - source of ids
 * @returns the new purchase of the item and the changes
 */
export function replace ({ item }: ItemOfOrder, records: OpportunityIndex, newId: () => string): Replacement {
  const { orderedItem, offer, spaces, taxes } = item
  const opportunity = copyOf(orderedItem.opportunity, spaces, newId())
  const index = orderedItem.opportunity.offers.findIndex((known) => known.path === offer.path)
  const { path } = opportunity.offers[index] ?? offer
  // The terms are those of the item: an amendment may have changed its price.
  const purchase: Purchase = { orderedItem: { ...orderedItem, opportunity }, offer: { ...offer, path }, taxes }
  return {
    purchase,
    changes: [
      ...releaseSpaces([item], records),
      { kind: 'opportunity', id: opportunity.path, record: opportunity, feed: opportunity.feed }
    ]
  }
}

function copyOf (original: Opportunity, spaces: number, id: string): Opportunity {
  const path = copyPath(original.path, id)
  const { maximum } = original.spaces
  const { details: { url, identifier, ...details }, edition: _edition, ...kept } = original
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
