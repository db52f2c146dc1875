import { BookingError } from '../protocol/errors.ts'
import type { JsonObject } from '../protocol/json.ts'
import { received } from '../protocol/received.ts'
import type { PaymentAccount, Rules } from '../records/booking-rules.ts'
import type { Totals } from '../records/order.ts'
import type { OrderRequest, PaymentRequest } from '../request/order-requests.ts'
import { errorOf, isProblem, type Problem } from '../request/problem.ts'
import { isPrice, toPrice } from './money.ts'
import { isDynamic } from './price-basis.ts'

/** The rule for payments: the agreed details, null without reconciliation. */
type PaymentRules = Pick<Rules, 'paymentAccount'>

/**
 * Compare the reconciliation details of a payment with the agreed ones. Its name is free: it says how the customer
 * paid.
 * @param payment - payment of the request, if any
 * @param rules - the agreed details, null without reconciliation
 * @throws {InvalidPaymentDetailsError} if the payment is not valid, or a detail differs
 * @throws {IncompletePaymentDetailsError} if a DynamicPayment has no account
 * @see {@link https://openactive.io/open-booking-api/EditorsDraft/#payment-reconciliation-detail-validation}
 */
export function checkReconciliation (
  payment: PaymentRequest | Problem | undefined, { paymentAccount }: PaymentRules
): void {
  if (isProblem(payment)) throw errorOf(payment)
  if (payment === undefined) return
  if (isDynamic(payment) && payment.accountId === undefined) {
    throw new BookingError('IncompletePaymentDetailsError',
      'A DynamicPayment must have the accountId agreed with the seller.')
  }
  if (paymentAccount === null) return
  const { accountId, paymentProviderId } = paymentAccount
  // Only the account of a DynamicPayment is required.
  const isOtherProvider = payment.paymentProviderId !== paymentProviderId &&
    !(isDynamic(payment) && payment.paymentProviderId === undefined)
  if (payment.accountId !== accountId || isOtherProvider) {
    throw new BookingError('InvalidPaymentDetailsError', 'payment must have the details agreed with the seller, ' +
      `${detailsIn(paymentAccount)}; received ${detailsIn(payment)}.`)
  }
}

function detailsIn ({ accountId, paymentProviderId }: Partial<PaymentAccount>): string {
  return `accountId ${received(accountId)} and paymentProviderId ${received(paymentProviderId)}`
}

/**
 * Compare the `totalPaymentDue` of P or B with the totals of the order.
 * @param request - body of P or B
 * @param totals - totals of the order
 * @throws {TotalPaymentDueMismatchError} if price or currency differs, or if an order without prices has one
 * @see {@link https://openactive.io/open-booking-api/EditorsDraft/#payment-error-conditions}
 */
export function checkAmount ({ totalPaymentDue }: OrderRequest, { basis, dueMinor, currency }: Totals): void {
  if (isProblem(totalPaymentDue)) throw errorOf(totalPaymentDue)
  if (basis === 'dynamic') {
    if (totalPaymentDue === undefined) return
    throw new BookingError('TotalPaymentDueMismatchError', 'totalPaymentDue must be omitted with a DynamicPayment.')
  }
  if (totalPaymentDue === undefined || !isPrice(totalPaymentDue.price, dueMinor)) {
    throw new BookingError('TotalPaymentDueMismatchError',
      `totalPaymentDue must have the price ${toPrice(dueMinor)}; received ${received(totalPaymentDue?.price)}.`)
  }
  const { priceCurrency = currency } = totalPaymentDue
  if (dueMinor > 0 && priceCurrency !== currency) {
    throw new BookingError('TotalPaymentDueMismatchError',
      `totalPaymentDue must have the priceCurrency ${currency}; received ${received(priceCurrency)}.`)
  }
}

/**
 * Check the payment of P or B against the prepayment of the order. The order of the checks is part of the protocol.
 * @param payment - payment of the request, if any
 * @param totals - totals of the order
 * @throws {MissingPaymentDetailsError} if prepayment is required and there is no payment
 * @throws {UnnecessaryPaymentDetailsError} if prepayment is unavailable and there is a payment
 * @throws {InvalidPaymentDetailsError} if the payment is not valid
 * @throws {IncompletePaymentDetailsError} if the payment has no valid identifier
 * @see {@link https://openactive.io/open-booking-api/EditorsDraft/#payment-error-conditions}
 */
export function checkPayment (payment: PaymentRequest | Problem | undefined, { basis, prepayment }: Totals): void {
  if (payment === undefined) {
    if (prepayment !== 'Required') return
    throw new BookingError('MissingPaymentDetailsError', 'This order must be paid in advance. Send its payment.')
  }
  if (prepayment === 'Unavailable' && basis !== 'dynamic') {
    throw new BookingError('UnnecessaryPaymentDetailsError', 'This order cannot be paid in advance. Omit payment.')
  }
  if (isProblem(payment)) throw errorOf(payment)
  if (isProblem(payment.identifier)) throw errorOf(payment.identifier)
  if (payment.identifier === undefined) {
    throw new BookingError('IncompletePaymentDetailsError', 'payment must have the identifier of the payment made.')
  }
}

/**
 * Repeat a payment in a quote.
 * @param payment - payment of the request
 * @param rules - the agreed details, null without reconciliation
 * @returns a Payment with its name and the reconciliation details; without reconciliation, with neither. A
 * DynamicPayment is complete
 */
export function echoReconciliation (payment: PaymentRequest, { paymentAccount }: PaymentRules): JsonObject {
  const { identifier, ...details } = payment
  if (isDynamic(payment)) return { ...details, ...(typeof identifier === 'string' && { identifier }) }
  const { name, accountId, paymentProviderId } = payment
  return {
    '@type': 'Payment',
    ...(paymentAccount !== null && {
      ...(name !== undefined && { name }),
      ...(accountId !== undefined && { accountId }),
      ...(paymentProviderId !== undefined && { paymentProviderId })
    })
  }
}

/**
 * Repeat a payment in an Order or OrderProposal.
 * @param payment - payment of the request
 * @param rules - the agreed details, null without reconciliation
 * @returns a Payment as in a quote, and its identifier
 * @see {@link https://openactive.io/open-booking-api/EditorsDraft/#payment-reconciliation-detail-validation}
 */
export function echoPayment (payment: PaymentRequest, rules: PaymentRules): JsonObject {
  return {
    ...echoReconciliation(payment, rules),
    ...(typeof payment.identifier === 'string' && { identifier: payment.identifier })
  }
}
