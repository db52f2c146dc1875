import { isDynamic } from '../pricing/price-basis.ts'
import { BookingError } from '../protocol/errors.ts'
import { received } from '../protocol/received.ts'
import type { Lease } from '../records/lease.ts'
import type { OrderRequest } from '../request/order-requests.ts'
import { isProblem } from '../request/problem.ts'
import type { BookableItem } from './order-items.ts'
import { isOverride } from './special-offers.ts'

/** A request of P or B with its items. */
interface ItemsOfRequest { readonly request: OrderRequest, readonly items: readonly BookableItem[] }

/**
 * Require the terms that the broker has named in the leased OrderQuote: each OfferOverride, and the account of a
 * DynamicPayment. Without a lease there is no OrderQuote to compare with.
 * @param order - request of P or B, and its items
 * @param lease - lease of the UUID
 * @throws {InvalidPaymentDetailsError} if the payment is no DynamicPayment of the same account, or it is the only one
 * @throws {TotalPaymentDueMismatchError} if the price of an item is not the quoted one
 * @see {@link https://openactive.io/open-booking-api/EditorsDraft/#offer-overrides}
 */
export function requireQuotedTerms ({ request, items }: ItemsOfRequest, lease: Lease | undefined): void {
  if (lease?.quote === undefined) return
  const { payment } = request
  const account = isDynamic(payment) ? payment.accountId : undefined
  const { items: quoted, dynamicAccountId } = lease.quote
  if (account !== dynamicAccountId) {
    throw new BookingError('InvalidPaymentDetailsError', dynamicAccountId === undefined
      ? 'payment must not be a DynamicPayment, because the quote has prices. Request a new quote.'
      : `payment must be a DynamicPayment with the accountId of the quote, ${received(dynamicAccountId)}; ` +
        `received ${received(account)}.`)
  }
  const booked = items.map(({ orderedItem: { opportunity }, request: { acceptedOffer } }): NamedPrice => ({
    path: opportunity.path,
    price: !isProblem(acceptedOffer) && isOverride(acceptedOffer) ? acceptedOffer.price : undefined
  }))
  const named = quoted.map(({ orderedItem, override }): NamedPrice => ({ path: orderedItem, price: override?.price }))
  if (![...booked, ...named].some(({ price }) => price !== undefined)) return
  for (const path of new Set(named.map((item) => item.path))) {
    requireQuotedPrices(pricesAt(path, booked), pricesAt(path, named))
  }
}

/** The Opportunity of an item, and the price of its OfferOverride; without one, an Offer has the price. */
interface NamedPrice { readonly path: string, readonly price: number | undefined }

type Prices = ReadonlyArray<NamedPrice['price']>

const pricesAt = (path: string, items: readonly NamedPrice[]): Prices =>
  items.flatMap((item) => item.path === path ? [item.price] : [])

/** Require that items of one Opportunity have its quoted prices, each no more often than the OrderQuote has it. */
function requireQuotedPrices (booked: Prices, quoted: Prices): void {
  const others = without(booked, quoted)
  const left = without(quoted, booked)
  if (others.length === 0 || (left.length === 0 && others.every((price) => quoted.includes(price)))) return
  throw new BookingError('TotalPaymentDueMismatchError',
    `The price of an item must be that of its quote, ${inWords(left.length > 0 ? left : quoted)}; received ` +
    `${inWords(others)}. Request a new quote.`)
}

/** @returns the prices of a list beyond those of another one, which takes away each as often as it has it */
function without (prices: Prices, taken: Prices): Prices {
  const left = [...taken]
  return prices.filter((price) => {
    const index = left.indexOf(price)
    if (index >= 0) left.splice(index, 1)
    return index < 0
  })
}

function inWords (prices: Prices): string {
  return [...new Set(prices.map((price) => price === undefined ? 'that of an Offer' : String(price)))].join(' or ')
}
