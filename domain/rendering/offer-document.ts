import { toPrice } from '../pricing/money.ts'
import { oa } from '../protocol/ids.ts'
import type { JsonObject } from '../protocol/json.ts'
import type { Offer } from '../records/opportunity.ts'
import { withBase } from './base-url-in.ts'

/** Renders an Offer as orders show it. */
export function offerDocument (offer: Offer, base: string): JsonObject {
  return {
    '@type': 'Offer',
    '@id': `${base}/${offer.path}`,
    name: offer.name,
    ...withBase(offer.details, base),
    price: toPrice(offer.priceMinor),
    ...(offer.priceMinor > 0 && { priceCurrency: offer.currency }),
    allowCustomerCancellationFullRefund: offer.fullRefund,
    // What costs nothing, perhaps by an amendment, can't be paid in advance.
    ...(offer.prepayment && offer.priceMinor > 0 && { openBookingPrepayment: oa(offer.prepayment) }),
    ...(offer.inAdvance && { openBookingInAdvance: oa(offer.inAdvance) }),
    ...(offer.validFrom && { validFrom: offer.validFrom }),
    ...(offer.validThrough && { validThrough: offer.validThrough }),
    ...(offer.validFromBeforeStart && { validFromBeforeStartDate: offer.validFromBeforeStart }),
    ...(offer.validThroughBeforeStart && { validThroughBeforeStartDate: offer.validThroughBeforeStart }),
    ...(offer.latestCancellationBeforeStart && { latestCancellationBeforeStartDate: offer.latestCancellationBeforeStart })
  }
}

/** Renders an Offer as feeds show it: with what the booking flow will ask for, which orders must not repeat. */
export function offerInFeed (offer: Offer, base: string): JsonObject {
  return {
    ...offerDocument(offer, base),
    ...(offer.flowRequirements && { openBookingFlowRequirement: offer.flowRequirements.map(oa) })
  }
}
