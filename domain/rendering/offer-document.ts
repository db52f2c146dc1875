import { toPrice } from '../pricing/money.ts'
import { oa } from '../protocol/ids.ts'
import type { JsonObject } from '../protocol/json.ts'
import type { Offer, Override } from '../records/opportunity.ts'
import { renderedOnce, withBase } from './base-url-in.ts'

/**
 * Render an Offer in an order.
 * @param offer - the Offer
 * @param base - base URL
 * @returns the Offer document
 */
export const offerDocument = renderedOnce((offer: Offer, base): JsonObject => {
  if (offer.override !== undefined) return overrideDocument(offer, offer.override, base)
  return {
    '@type': 'Offer',
    '@id': `${base}/${offer.path}`,
    name: offer.name,
    ...withBase(offer.details, base),
    price: toPrice(offer.priceMinor),
    ...(offer.priceMinor > 0 && { priceCurrency: offer.currency }),
    allowCustomerCancellationFullRefund: offer.fullRefund,
    // A free Offer cannot be paid in advance, also if it became free by an amendment.
    ...(offer.prepayment && offer.priceMinor > 0 && { openBookingPrepayment: oa(offer.prepayment) }),
    ...(offer.inAdvance && { openBookingInAdvance: oa(offer.inAdvance) }),
    ...(offer.validFrom && { validFrom: offer.validFrom }),
    ...(offer.validThrough && { validThrough: offer.validThrough }),
    ...(offer.validFromBeforeStart && { validFromBeforeStartDate: offer.validFromBeforeStart }),
    ...(offer.validThroughBeforeStart && { validThroughBeforeStartDate: offer.validThroughBeforeStart }),
    ...(offer.latestCancellationBeforeStart && {
      latestCancellationBeforeStartDate: offer.latestCancellationBeforeStart
    })
  }
})

function overrideDocument ({ path, priceMinor, currency }: Offer, override: Override, base: string): JsonObject {
  return {
    '@type': 'OfferOverride',
    '@id': `${base}/${path}`,
    ...override,
    price: toPrice(priceMinor),
    priceCurrency: currency
  }
}

/**
 * Render the Offer of an OrderItem as a property of it.
 * @param offer - the Offer
 * @param base - base URL
 * @returns `acceptedOffer`, or nothing in an order without prices
 */
export function acceptedOfferProperty (offer: Offer, base: string): JsonObject {
  return offer.dynamic === true ? {} : { acceptedOffer: offerDocument(offer, base) }
}

/**
 * Render an Offer in a feed, with its flow requirements, which orders must not repeat.
 * @param offer - the Offer
 * @param base - base URL
 * @returns the Offer document
 */
export const offerInFeed = renderedOnce((offer: Offer, base): JsonObject => ({
  ...offerDocument(offer, base),
  ...(offer.flowRequirements && { openBookingFlowRequirement: offer.flowRequirements.map(oa) })
}))
