import type { Rules } from '../records/booking-rules.ts'
import type { Offer, Opportunity } from '../records/opportunity.ts'
import type { PriceBasis, Tax } from '../records/order.ts'
import type { Seller } from '../records/seller.ts'
import { divideHalfUp } from './money.ts'

/** The rules for taxes. */
type TaxRules = Pick<Rules, 'calculatesTaxes' | 'taxRates'>

/** An Offer at its price in an order, and the taxes of one item. */
export interface PricedItem { readonly offer: Offer, readonly taxes: readonly Tax[] }

/** The Offer of an item, and its Opportunity, whose type decides the taxes. */
export interface OfferOfItem { readonly offer: Offer, readonly opportunity: Pick<Opportunity, 'type'> }

/** The meaning of the prices of an order. */
export interface Pricing {
  readonly taxMode: Seller['taxMode']
  /** Missing for the usual prices. */
  readonly basis?: PriceBasis | undefined
}

/**
 * Price an Offer for an order. Where an order has no taxes, every price in it is net, whatever the tax mode; an
 * OfferOverride names its net price itself.
 * @param item - the Offer as published, and the Opportunity
 * @param pricing - tax mode of the Seller, and the basis of the prices
 * @param rules - whether taxes are calculated, and their rates
 * @returns the Offer and its taxes
 * @see {@link https://openactive.io/open-booking-api/EditorsDraft/#tax-calculation}
 */
export function priceInOrder (item: OfferOfItem, pricing: Pricing, rules: TaxRules): PricedItem {
  const { offer } = item
  const { taxMode, basis } = pricing
  if (basis !== 'net' || taxMode === 'TaxNet' || offer.override !== undefined) {
    return { offer, taxes: calculateUnitTaxes(item, pricing, rules) }
  }
  const priceMinor = taxesOn(item, taxMode, rules).reduce((net, { amountMinor }) => net - amountMinor, offer.priceMinor)
  return { offer: { ...offer, priceMinor }, taxes: [] }
}

/**
 * Calculate the taxes of one OrderItem. A gross price contains its taxes, a net price does not.
 * @param item - the accepted Offer, and the Opportunity
 * @param pricing - tax mode of the Seller, and the basis of the prices
 * @param rules - whether taxes are calculated, and their rates
 * @returns taxes in minor units, each rounded half up; the tax of a free Offer is 0. None without taxes
 * @see {@link https://openactive.io/open-booking-api/EditorsDraft/#tax-calculation}
 */
export function calculateUnitTaxes (item: OfferOfItem, { taxMode, basis }: Pricing, rules: TaxRules): Tax[] {
  return rules.calculatesTaxes && basis === undefined ? taxesOn(item, taxMode, rules) : []
}

function taxesOn (
  { offer: { priceMinor }, opportunity }: OfferOfItem, taxMode: Seller['taxMode'],
  { taxRates }: Pick<TaxRules, 'taxRates'>
): Tax[] {
  const rates = taxRates[opportunity.type]
  const percents = rates.reduce((sum, { percent }) => sum + percent, 0)
  const whole = taxMode === 'TaxGross' ? 100 + percents : 100
  return rates.map(({ name, percent }) =>
    ({ name, rate: percent / 100, amountMinor: divideHalfUp(priceMinor * percent, whole) }))
}

/**
 * Sum up taxes of the same name.
 * @param taxes - taxes of several items
 * @returns one tax per name, in minor units
 */
export function addTaxes (taxes: readonly Tax[]): Tax[] {
  const sums = new Map<string, Tax>()
  for (const tax of taxes) {
    const amountMinor = tax.amountMinor + (sums.get(tax.name)?.amountMinor ?? 0)
    sums.set(tax.name, { ...tax, amountMinor })
  }
  return [...sums.values()]
}
