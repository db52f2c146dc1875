import type { OfferTermsPatch, OpportunityPatch } from '../../../schemas/control/opportunities.ts'
import { received } from '../../protocol/received.ts'
import { isoInstant } from '../../protocol/time.ts'
import type { Rules } from '../../records/booking-rules.ts'
import type { FlowRequirement, Offer } from '../../records/opportunity.ts'
import { conflict } from './at-argument.ts'
import { beforeLast, requireShort } from './last-instant.ts'
import { requireOwnPrice } from './price-argument.ts'
import { ControlError, pointerTo } from '../control-error.ts'

/**
 * Change the offers of their owner.
 * @param offers - the offers
 * @param patch - the price of all of them, and terms of some
 * @param rules - whether all offers are free, are paid in advance, or can be cancelled
 * @param base - base URL
 * @throws {ControlError} for an unknown offer, a price that is none, or terms that the options exclude
 */
export function withOffers (
  offers: readonly Offer[], { price, offers: patches = [] }: OpportunityPatch, rules: Rules, base: string
): readonly Offer[] {
  const priceMinor = price === undefined ? undefined : requireOwnPrice(price, '/price', rules)
  const priced = priceMinor === undefined ? offers : offers.map((offer) => ({ ...offer, priceMinor }))
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
 * @param rules - whether all offers are free, are paid in advance, or can be cancelled
 * @throws {ControlError} for a price that is none, or terms that the options exclude
 */
export function withTerms (offer: Offer, patch: OfferTermsPatch, path: string, rules: Rules): Offer {
  const { name, price, openBookingPrepayment, openBookingInAdvance: inAdvance } = patch
  const { allowCustomerCancellationFullRefund: fullRefund } = patch
  requireAllowed(patch, path, rules)
  // Where all offers are paid in advance, none says so.
  const prepayment = rules.prepayment === 'required' ? undefined : openBookingPrepayment
  const priceMinor = price === undefined ? offer.priceMinor : requireOwnPrice(price, pointerTo(path, 'price'), rules)
  const priced = { ...offer, priceMinor }
  return {
    ...withDetails(withWindows(priced, patch, path), patch),
    ...(name !== undefined && { name }),
    ...(prepayment && { prepayment }),
    ...(inAdvance && { inAdvance }),
    ...(fullRefund !== undefined && { fullRefund })
  }
}

/** Require terms that the options of this system allow, as criteria do. */
function requireAllowed (patch: OfferTermsPatch, path: string, { prepayment, cancellation }: Rules): void {
  const { openBookingPrepayment: paid = 'Required', allowCustomerCancellationFullRefund: fullRefund = true } = patch
  if (prepayment === 'required' && paid !== 'Required') {
    conflict(pointerTo(path, 'openBookingPrepayment'), `All offers of this system are paid in advance: ${OPTIONS}.`)
  }
  if (cancellation === 'mixed') return
  const always = `Customers can cancel everything of this system until it starts: ${OPTIONS}.`
  if (!fullRefund) conflict(pointerTo(path, 'allowCustomerCancellationFullRefund'), always)
  if (typeof patch.latestCancellationBeforeStartDate === 'string') {
    conflict(pointerTo(path, 'latestCancellationBeforeStartDate'), always)
  }
}

const OPTIONS = 'the options say so'

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

type Window = keyof OfferTermsPatch & `${string}BeforeStartDate`

function withWindows (offer: Offer, patch: OfferTermsPatch, path: string): Offer {
  const {
    validFrom, validThrough, validFromBeforeStart, validThroughBeforeStart, latestCancellationBeforeStart,
    flowRequirements: former, ...rest
  } = offer
  const opens = boundOf(patch.validFrom, validFrom, pointerTo(path, 'validFrom'))
  const closes = boundOf(patch.validThrough, validThrough, pointerTo(path, 'validThrough'))
  const flowRequirements = patch.openBookingFlowRequirement ?? former ?? []
  const window = (name: Window, one: string | undefined): string | undefined =>
    windowOf(patch[name], one, pointerTo(path, name))
  const from = window('validFromBeforeStartDate', validFromBeforeStart)
  const through = window('validThroughBeforeStartDate', validThroughBeforeStart)
  const cancellation = window('latestCancellationBeforeStartDate', latestCancellationBeforeStart)
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

/** The value of a term in a patch; null removes it. */
type Given = string | null | undefined

const valueOf = (given: Given, former: string | undefined): string | undefined =>
  given === undefined ? former : given ?? undefined

/** @returns the window of a patch, where null removes it, else the former one */
const windowOf = (given: Given, former: string | undefined, path: string): string | undefined =>
  typeof given === 'string' ? requireShort(given, path) : valueOf(given, former)

/** @returns the bound of a patch in UTC, where null removes it, else the former one */
const boundOf = (given: Given, former: string | undefined, path: string): string | undefined =>
  typeof given === 'string' ? isoInstant(beforeLast(new Date(given), path)) : valueOf(given, former)
