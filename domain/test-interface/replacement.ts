import { addHours } from 'date-fns'
import { releaseSpaces } from '../leasing/spaces.ts'
import { copyPath, offerPath } from '../protocol/ids.ts'
import { isoInstant } from '../protocol/time.ts'
import type { Change } from '../records/change.ts'
import type { OpportunityIndex, Opportunity } from '../records/opportunity.ts'
import type { ItemOfOrder, Purchase } from '../records/order.ts'

/** How much later the replacement begins (hours). */
const LATER = 1

/**
 * Gives an OrderItem a place in an Opportunity that is made for it, on the same terms.
 * @returns what the item is a place in now, and the changes that publish it and free the old place
 */
export function replace ({ item }: ItemOfOrder, records: OpportunityIndex, newId: () => string): { purchase: Purchase, changes: Change[] } {
  const { listing, offer, spaces, taxes } = item
  const opportunity = copyOf(listing.opportunity, spaces, newId())
  const { path } = opportunity.offers[listing.opportunity.offers.findIndex((one) => one.path === offer.path)] ?? offer
  // Not the terms of the offer as it is published: a price may have been amended.
  const purchase: Purchase = { listing: { ...listing, opportunity }, offer: { ...offer, path }, taxes }
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
  const { details: { url, identifier, ...details }, edition: _edition, ...kept } = original
  return {
    ...kept,
    path,
    ...later(original),
    // What tells it from others, it does not share with them.
    details: { ...details, ...(url !== undefined && { url: `${String(url)}-${id}` }) },
    spaces: { ...(original.spaces.maximum !== undefined && { maximum: original.spaces.maximum }), booked: spaces, leased: 0 },
    // Offers of a group stay as they are; its own become those of the copy.
    offers: original.offers.map((offer, index) => original.group === undefined ? { ...offer, path: offerPath(path, index) } : offer)
  }
}

function later ({ type, start, end }: Opportunity): { start?: string, end?: string } {
  if (start === undefined || end === undefined || type === 'CourseInstance') return {}
  const shifted = (instant: string): string => isoInstant(addHours(new Date(instant), LATER))
  return { start: shifted(start), end: shifted(end) }
}

/** @returns whether an item can be replaced: it is neither cancelled nor taken up, and what it is a place in is still there. */
export function isReplaceable ({ item: { listing }, state }: ItemOfOrder, records: OpportunityIndex): boolean {
  return state.status === 'OrderItemConfirmed' && records.has(listing.opportunity.path)
}
