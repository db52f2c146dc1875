import type { ItemError } from '../protocol/errors.ts'
import { iriOf, oa, type Reference } from '../protocol/ids.ts'
import type { JsonObject } from '../protocol/json.ts'
import type { OpportunityWithParent, Offer } from '../records/opportunity.ts'
import type { Access, ItemState, Tax } from '../records/order.ts'
import { accessProperties } from './access.ts'
import { detailsAskedFor } from './details-document.ts'
import { offerDocument } from './offer-document.ts'
import { opportunityInOrder } from './opportunity-in-order.ts'
import { taxDocument } from './totals-document.ts'

/** An OrderItem, before or after it is booked. What could not be found is repeated as it was sent. */
export interface ItemParts {
  readonly id?: string
  readonly position?: number | undefined
  readonly offer: Offer | Reference
  readonly listing: OpportunityWithParent | Reference
  /** Spaces that the order may still book (count). */
  readonly free: number
  readonly taxes: readonly Tax[]
  readonly attendee?: JsonObject | undefined
  readonly responses?: readonly JsonObject[] | undefined
  readonly state?: ItemState
  readonly access?: Access
  readonly errors?: readonly ItemError[]
}

/** Renders an OrderItem. */
export function itemDocument ({ id, position, offer, listing, free, taxes, attendee, responses, state, access, errors = [] }: ItemParts, base: string): JsonObject {
  const acceptedOffer = isOffer(offer) ? offerDocument(offer, base) : iriOf(offer)
  const orderedItem = isListing(listing) ? opportunityInOrder(listing, free, base) : iriOf(listing)
  return {
    '@type': 'OrderItem',
    ...(id !== undefined && { '@id': id }),
    ...(position !== undefined && { position }),
    ...(acceptedOffer !== undefined && { acceptedOffer }),
    ...(orderedItem !== undefined && { orderedItem }),
    ...(state && { orderItemStatus: oa(state.status) }),
    ...(access && accessProperties(access, base)),
    ...(taxes.length > 0 && isOffer(offer) && { unitTaxSpecification: taxes.map((tax) => taxDocument(tax, offer.currency)) }),
    ...(isOffer(offer) && detailsAskedFor(offer, base)),
    ...(attendee && { attendee }),
    ...(responses && responses.length > 0 && { orderItemIntakeFormResponse: responses }),
    ...(errors.length > 0 && { error: errors })
  }
}

const isOffer = (offer: Offer | Reference): offer is Offer => typeof offer === 'object' && 'priceMinor' in offer

const isListing = (listing: OpportunityWithParent | Reference): listing is OpportunityWithParent => typeof listing === 'object' && 'opportunity' in listing
