import type { ReplacementBySeller } from '../../../schemas/control/sellers.ts'
import { requireSpaces } from '../../checks/allotment.ts'
import { pathsOfItem } from '../../checks/order-items.ts'
import { toPrice } from '../../pricing/money.ts'
import { prepaymentOf } from '../../pricing/prepayment.ts'
import { basisOf } from '../../pricing/price-basis.ts'
import type { Pricing } from '../../pricing/tax.ts'
import { calculateTotals } from '../../pricing/totals.ts'
import type { Change } from '../../records/change.ts'
import type { Environment } from '../../records/environment.ts'
import type { OpportunityIndex } from '../../records/opportunity.ts'
import type { ItemOfOrder, PriceBasis, Purchase } from '../../records/order.ts'
import { requireSeller } from '../../records/seller.ts'
import { purchaseOf, withPrice } from '../../test-interface/amendment.ts'
import { laterCopy, type Replacement } from '../../test-interface/replacement.ts'
import {
  type ExplainedReplacement, type OrderOfSeller, replaceableItems, replaceItems
} from '../../test-interface/seller-updates.ts'
import { ControlError } from '../control-error.ts'
import { atArgument, conflict } from './at-argument.ts'

/** Terms of a replacement. */
type Terms = Pick<ReplacementBySeller, 'price' | 'opportunity' | 'offer' | 'notice'>

/**
 * List the records that a replacement needs, beside those of the order.
 * @returns paths of Opportunities and of the holders of Offers
 */
export const pathsOfReplacement = ({ opportunity, offer }: Terms, base: string): string[] =>
  pathsOfItem({ opportunityIri: opportunity, offerIri: offer }, base)

/**
 * Replace items of an Order for its seller: the first one that can be replaced, or those named.
 * @param scope - the Order, and the ids of the items
 * @param terms - the new price and Opportunity; by default a later copy at the same price
 * @param records - current Opportunities
 * @param environment - time, ids and rules
 * @throws {ControlError} with status 409 if nothing can be replaced, the price rises, or the prepayment changes
 * @see Open Booking API, "Cancellation, replacement, refund calculation and notification"
 */
export function replaceForSeller (
  { order, chosen }: OrderOfSeller, terms: Terms, records: OpportunityIndex, environment: Environment
): Change[] {
  const open = replaceableItems({ order, chosen }, records)
  const items = chosen === undefined ? open.slice(0, 1) : open
  if (items.length === 0 || items.length < (chosen?.size ?? 0)) {
    conflict('/items', 'Only an item that is confirmed, and whose opportunity exists, can be replaced.')
  }
  const scope = { records, seller: order.seller, basis: basisOf(order.totals, environment.rules), environment }
  const replaced = items.map((item) => [item, replacementOf(item, terms, scope)] as const)
  requireRoom(replaced)
  return replaceItems(order, replaced, records, environment)
}

interface Scope {
  readonly records: OpportunityIndex
  readonly seller: string
  readonly basis: PriceBasis | undefined
  readonly environment: Environment
}

function replacementOf (
  item: ItemOfOrder, terms: Terms, { records, seller, basis, environment }: Scope
): ExplainedReplacement {
  const { rules } = environment
  const { price, opportunity, offer, notice } = terms
  if (opportunity !== undefined && offer === undefined && basis !== 'dynamic') {
    throw new ControlError(400, 'opportunity must come with one of its offers.', '/offer')
  }
  const { offer: former } = item.item
  const owner = requireSeller(rules, seller)
  const scope = { seller: owner, records, basis, rules }
  const found: Replacement = opportunity === undefined
    ? laterCopy(item, environment.newId)
    : atArgument('/opportunity', () => ({
      purchase: purchaseOf({
        amendedItem: { orderedItem: opportunity, ...(offer !== undefined && { acceptedOffer: offer }) }, item: item.item
      }, scope, environment)
    }))
  const priced = price === undefined ? {} : { acceptedOffer: { price } }
  const purchase = atArgument('/price', () => withPrice(found.purchase, priced, scope))
  requireNotDearer(item.item, purchase, { taxMode: owner.taxMode, basis })
  if (purchase.offer.priceMinor > 0 && prepaymentOf(purchase.offer) !== prepaymentOf(former)) {
    conflict('/offer', 'The offer of a replacement must have the same prepayment.')
  }
  return { ...found, purchase, ...(notice !== undefined && { customerNotice: notice }) }
}

/** Require that the totals do not rise, as they do by higher taxes of another type of Opportunity, too. */
function requireNotDearer (former: Purchase, purchase: Purchase, pricing: Pricing): void {
  const dueOf = (one: Purchase): number => calculateTotals([one], [one], pricing).dueMinor
  requireAtMost(former.offer.priceMinor, purchase.offer.priceMinor, 'The price of a replacement')
  requireAtMost(dueOf(former), dueOf(purchase), 'The price of a replacement, with its taxes,')
}

function requireAtMost (mostMinor: number, minor: number, subject: string): void {
  if (minor <= mostMinor) return
  conflict('/price', `${subject} must be at most that of the item, ${toPrice(mostMinor)}; it is ${toPrice(minor)}.`)
}

/** Require a space in each Opportunity that was not made for the purpose. */
function requireRoom (replaced: ReadonlyArray<readonly [ItemOfOrder, Replacement]>): void {
  const taken = replaced.flatMap(([{ item }, { made, purchase }]) =>
    made === undefined ? Array.from({ length: item.spaces }, () => purchase) : [])
  atArgument('/opportunity', () => { requireSpaces(taken, undefined) })
}
