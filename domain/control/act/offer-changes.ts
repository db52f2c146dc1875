import type { OfferTermsPatch, OpportunityPatch } from '../../../schemas/control/opportunities.ts'
import { fromOfferPrice, PRICE_RANGE } from '../../pricing/money.ts'
import { received } from '../../protocol/received.ts'
import { isoInstant } from '../../protocol/time.ts'
import type { Rules } from '../../records/booking-rules.ts'
import type { FlowRequirement, Offer } from '../../records/opportunity.ts'
import { conflict } from './at-argument.ts'
import { beforeLast } from './last-instant.ts'
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

/**
 * Change terms of an offer.
 * @param offer - the offer
 * @param patch - the new terms; null removes a window or bound, an empty list the requirements
 * @param path - JSON pointer of the new terms
 * @param rules - whether all offers are free
 * @throws {ControlError} for a price that is none, or an offer that must be free
 */
export function withTerms (offer: Offer, patch: OfferTermsPatch, path: string, rules: Rules): Offer {
  const { name, price, openBookingPrepayment: prepayment, openBookingInAdvance: inAdvance } = patch
  const { allowCustomerCancellationFullRefund: fullRefund } = patch
  const priced = price === undefined ? offer : withPriceOf(offer, price, pointerTo(path, 'price'), rules)
  return {
    ...withDetails(withWindows(priced, patch, path), patch),
    ...(name !== undefined && { name }),
    ...(prepayment && { prepayment }),
    ...(inAdvance && { inAdvance }),
    ...(fullRefund !== undefined && { fullRefund })
  }
}

/** @returns the offer with the details that it asks for, and the requirements that these imply */
function withDetails (offer: Offer, { attendeeDetails, intakeForm }: OfferTermsPatch): Offer {
  const implied: FlowRequirement[] = [
    ...(attendeeDetails === undefined ? [] : ['OpenBookingAttendeeDetails' as const]),
    ...(intakeForm === undefined ? [] : ['OpenBookingIntakeForm' as const])
  ]
  if (implied.length === 0) return offer
  return {
    ...offer,
    flowRequirements: [...new Set([...offer.flowRequirements ?? [], ...implied])],
    ...(attendeeDetails && { attendeeDetails }),
    ...(intakeForm && { intakeForm })
  }
}

function withWindows (offer: Offer, patch: OfferTermsPatch, path: string): Offer {
  const {
    validFrom, validThrough, validFromBeforeStart, validThroughBeforeStart, latestCancellationBeforeStart,
    flowRequirements: former, ...rest
  } = offer
  const opens = boundOf(patch.validFrom, validFrom, pointerTo(path, 'validFrom'))
  const closes = boundOf(patch.validThrough, validThrough, pointerTo(path, 'validThrough'))
  const flowRequirements = patch.openBookingFlowRequirement ?? former ?? []
  const from = windowOf(patch.validFromBeforeStartDate, validFromBeforeStart)
  const through = windowOf(patch.validThroughBeforeStartDate, validThroughBeforeStart)
  const cancellation = windowOf(patch.latestCancellationBeforeStartDate, latestCancellationBeforeStart)
  return {
    ...rest,
    ...(flowRequirements.length > 0 && { flowRequirements }),
    ...(opens !== undefined && { validFrom: opens }),
    ...(closes !== undefined && { validThrough: closes }),
    ...(from !== undefined && { validFromBeforeStart: from }),
    ...(through !== undefined && { validThroughBeforeStart: through }),
    ...(cancellation !== undefined && { latestCancellationBeforeStart: cancellation })
  }
}

/** @returns the window of a patch, where null removes it, else the former one */
const windowOf = (given: string | null | undefined, former: string | undefined): string | undefined =>
  given === undefined ? former : given ?? undefined

/** @returns the bound of a patch in UTC, where null removes it, else the former one */
const boundOf = (given: string | null | undefined, former: string | undefined, path: string): string | undefined =>
  typeof given === 'string' ? isoInstant(beforeLast(new Date(given), path)) : windowOf(given, former)

function withPriceOf (offer: Offer, price: number, path: string, { prices }: Rules): Offer {
  const priceMinor = fromOfferPrice(price)
  if (priceMinor === undefined) {
    throw new ControlError(400, `price must be ${PRICE_RANGE}; received ${price}.`, path)
  }
  if (priceMinor > 0 && prices === 'free') conflict(path, 'All offers of this system are free: the options say so.')
  return { ...offer, priceMinor }
}
