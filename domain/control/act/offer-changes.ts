import type { OfferPatch, OpportunityPatch } from '../../../schemas/control/opportunities.ts'
import { fromPrice } from '../../pricing/money.ts'
import { received } from '../../protocol/received.ts'
import type { Rules } from '../../records/booking-rules.ts'
import type { Offer } from '../../records/opportunity.ts'
import { conflict } from './at-argument.ts'
import { ControlError, pointerTo } from '../control-error.ts'

/**
 * Change the offers of their owner.
 * @param offers - the offers
 * @param patch - the price of all of them, and terms of some
 * @param rules - whether all offers are free
 * @param base - base URL
 * @throws {ControlError} for an unknown offer, a price that is none, or an offer that must be free
 */
export function withOffers (
  offers: readonly Offer[], { price, offers: patches = [] }: OpportunityPatch, rules: Rules, base: string
): readonly Offer[] {
  const priced = price === undefined ? offers : offers.map((offer) => withPriceOf(offer, price, '/price', rules))
  patches.forEach(({ id }, index) => { requireOffer(id, pointerTo('/offers', index), offers, base) })
  return priced.map((offer) => patches.reduce((changed, patch, index) =>
    isNamed(patch.id, offer, base) ? withTerms(changed, patch, pointerTo('/offers', index), rules) : changed, offer))
}

const isNamed = (id: string, { path }: Offer, base: string): boolean => id === path || id === `${base}/${path}`

function requireOffer (id: string, path: string, offers: readonly Offer[], base: string): void {
  if (offers.some((offer) => isNamed(id, offer, base))) return
  const known = offers.map((offer) => `${base}/${offer.path}`).join(', ')
  throw new ControlError(404, `The offers here are ${known}; received ${received(id)}.`, pointerTo(path, 'id'))
}

function withTerms (offer: Offer, patch: OfferPatch, path: string, rules: Rules): Offer {
  const { price, openBookingPrepayment: prepayment, openBookingInAdvance: inAdvance } = patch
  const { allowCustomerCancellationFullRefund: fullRefund } = patch
  const priced = price === undefined ? offer : withPriceOf(offer, price, pointerTo(path, 'price'), rules)
  const { validFromBeforeStart, validThroughBeforeStart, latestCancellationBeforeStart, ...rest } = priced
  const from = windowOf(patch.validFromBeforeStartDate, validFromBeforeStart)
  const through = windowOf(patch.validThroughBeforeStartDate, validThroughBeforeStart)
  const cancellation = windowOf(patch.latestCancellationBeforeStartDate, latestCancellationBeforeStart)
  return {
    ...rest,
    ...(prepayment && { prepayment }),
    ...(inAdvance && { inAdvance }),
    ...(fullRefund !== undefined && { fullRefund }),
    ...(from !== undefined && { validFromBeforeStart: from }),
    ...(through !== undefined && { validThroughBeforeStart: through }),
    ...(cancellation !== undefined && { latestCancellationBeforeStart: cancellation })
  }
}

/** @returns the window of a patch, where null removes it, else the former one */
const windowOf = (given: string | null | undefined, former: string | undefined): string | undefined =>
  given === undefined ? former : given ?? undefined

function withPriceOf (offer: Offer, price: number, path: string, { prices }: Rules): Offer {
  const priceMinor = fromPrice(price)
  if (priceMinor === undefined) {
    throw new ControlError(400, `A price is 0 or more, with at most two decimals; received ${price}.`, path)
  }
  if (priceMinor > 0 && prices === 'free') conflict(path, 'All offers of this system are free: the options say so.')
  return { ...offer, priceMinor }
}
