import { addHours } from 'date-fns/addHours'
import { bookabilityProblem } from '../checks/bookability.ts'
import { remaining } from '../leasing/capacity.ts'
import { toPrice } from '../pricing/money.ts'
import { usualBasis } from '../pricing/price-basis.ts'
import { priceInOrder } from '../pricing/tax.ts'
import { calculateTotals } from '../pricing/totals.ts'
import { before } from '../protocol/time.ts'
import type { Environment } from '../records/environment.ts'
import {
  attendeeDetailsOf, type Offer, type Opportunity, type OpportunityWithParent, questionsOf
} from '../records/opportunity.ts'
import type { Seller } from '../records/seller.ts'

/** An Opportunity and an Offer that a request can name as they are. */
export interface BookingExample {
  readonly opportunity: string
  readonly offer: string
  readonly seller: string
  /** Amount due for one space (major units). */
  readonly price: number
}

/** The part of the environment that decides an example. */
type Circumstances = Pick<Environment, 'now' | 'rules' | 'base'>

/** Shortest time to the start of an example (hours): a reader may send it later. */
const HOURS_LEFT = 2

/**
 * Find an Opportunity that anybody can book for one space, without further details, and cancel again.
 * @param opportunities - Opportunities to choose from, with their groups
 * @param isForApproval - whether its Seller has to approve an order
 * @param circumstances - current time, rules and base URL
 * @returns the first example of the first Seller, with a price if possible; undefined without one
 */
export function findBookingExample (
  opportunities: readonly OpportunityWithParent[], isForApproval: boolean, circumstances: Circumstances
): BookingExample | undefined {
  const { now, rules: { sellers: [seller] } } = circumstances
  const notBefore = addHours(now, HOURS_LEFT)
  let free: BookingExample | undefined
  for (const orderedItem of opportunities) {
    const { opportunity } = orderedItem
    if (seller === undefined || opportunity.seller !== seller.path || remaining(opportunity.spaces) <= 0) continue
    const offer = opportunity.offers.find((one) =>
      requiresApproval(one) === isForApproval &&
      isSimple(one, orderedItem, { now: notBefore, rules: circumstances.rules }))
    if (offer === undefined) continue
    const example = bookingExample({ opportunity, offer, seller }, circumstances)
    if (example.price > 0) return example
    free ??= example
  }
  return free
}

const requiresApproval = ({ flowRequirements = [] }: Offer): boolean => flowRequirements.includes('OpenBookingApproval')

/** @returns whether an Offer can be booked and cancelled at an instant, free or paid in advance, without details. */
function isSimple (
  offer: Offer, orderedItem: OpportunityWithParent, { now: at, rules }: Pick<Circumstances, 'now' | 'rules'>
): boolean {
  const { prepayment, priceMinor, fullRefund, latestCancellationBeforeStart: latest } = offer
  const { start } = orderedItem.opportunity
  if (start !== undefined && new Date(start) < at) return false
  if (attendeeDetailsOf(offer).length + questionsOf(offer).length > 0) return false
  if (priceMinor > 0 && prepayment === 'Unavailable') return false
  const isCancellable = fullRefund && (start === undefined || latest === undefined || before(start, latest) > at)
  return isCancellable && bookabilityProblem({ ...orderedItem, offer }, { now: at, rules }) === null
}

/**
 * Describe an Opportunity and an Offer for a request.
 * @param pair - the Opportunity, the Offer and the Seller
 * @param circumstances - rules and base URL
 * @returns their `@id`s and the amount due for one space
 */
export function bookingExample (
  { opportunity, offer, seller }: { readonly opportunity: Opportunity, readonly offer: Offer, readonly seller: Seller },
  { rules, base }: Pick<Circumstances, 'rules' | 'base'>
): BookingExample {
  const pricing = { taxMode: seller.taxMode, basis: usualBasis(rules) }
  const priced = priceInOrder({ offer, opportunity }, pricing, rules)
  const { dueMinor } = calculateTotals([priced], [priced], pricing)
  return {
    opportunity: `${base}/${opportunity.path}`,
    offer: `${base}/${offer.path}`,
    seller: `${base}/${seller.path}`,
    price: toPrice(dueMinor)
  }
}
