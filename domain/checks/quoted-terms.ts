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
  for (const { orderedItem: { opportunity: { path } }, request: { acceptedOffer } } of items) {
    const prices = quoted.filter(({ orderedItem }) => orderedItem === path).map(({ override }) => override?.price)
    const price = !isProblem(acceptedOffer) && isOverride(acceptedOffer) ? acceptedOffer.price : undefined
    if (prices.length === 0 || prices.includes(price)) continue
    const words = [...new Set(prices.map((known) => known === undefined ? 'that of an Offer' : String(known)))]
    throw new BookingError('TotalPaymentDueMismatchError',
      `The price of an item must be that of its quote, ${words.join(' or ')}; received ` +
      `${price === undefined ? 'that of an Offer' : String(price)}. Request a new quote.`)
  }
}
