import type { OrderRequest, PaymentRequest } from '../../schemas/order-request.ts'
import { BookingError } from '../protocol/errors.ts'
import type { JsonObject } from '../protocol/json.ts'
import type { Rules } from '../records/booking-rules.ts'
import type { Totals } from '../records/order.ts'
import { isPrice, toPrice } from './money.ts'

/**
 * Compares the reconciliation details of a payment with those agreed with the broker.
 * @throws InvalidPaymentDetailsError
 * @see {@link https://openactive.io/open-booking-api/EditorsDraft/#payment-reconciliation-detail-validation}
 */
export function checkReconciliation (payment: PaymentRequest | undefined, { paymentAccount }: Rules): void {
  if (payment === undefined || paymentAccount === null) return
  const { name, accountId, paymentProviderId } = paymentAccount
  if (payment.name !== name || payment.accountId !== accountId || payment.paymentProviderId !== paymentProviderId) {
    throw new BookingError('InvalidPaymentDetailsError', 'name, accountId and paymentProviderId of the payment must be those agreed with the seller.')
  }
}

/**
 * Checks at P and B what the broker believes that it has to pay.
 * @throws TotalPaymentDueMismatchError
 * @see {@link https://openactive.io/open-booking-api/EditorsDraft/#payment-error-conditions}
 */
export function checkAmount ({ totalPaymentDue }: OrderRequest, { dueMinor, currency }: Totals): void {
  if (totalPaymentDue?.price === undefined || !isPrice(totalPaymentDue.price, dueMinor)) {
    throw new BookingError('TotalPaymentDueMismatchError', `totalPaymentDue must have the price ${toPrice(dueMinor)}.`)
  }
  if (dueMinor > 0 && totalPaymentDue.priceCurrency !== undefined && totalPaymentDue.priceCurrency !== currency) {
    throw new BookingError('TotalPaymentDueMismatchError', `totalPaymentDue must be in ${currency}.`)
  }
}

/**
 * Checks at P and B how the broker pays. The order of these checks is part of the protocol.
 * @throws MissingPaymentDetailsError, UnnecessaryPaymentDetailsError, IncompletePaymentDetailsError
 * @see {@link https://openactive.io/open-booking-api/EditorsDraft/#payment-error-conditions}
 */
export function checkPayment (payment: PaymentRequest | undefined, { prepayment }: Totals): void {
  if (payment === undefined) {
    if (prepayment === 'Required') throw new BookingError('MissingPaymentDetailsError', 'This order has to be paid: payment is missing.')
    return
  }
  if (prepayment === 'Unavailable') {
    throw new BookingError('UnnecessaryPaymentDetailsError', 'This order is not to be paid in advance: payment must be left out.')
  }
  if (payment.identifier === undefined) {
    throw new BookingError('IncompletePaymentDetailsError', 'payment must have the identifier of the payment that was made.')
  }
}

/** @returns the payment as quotes repeat it: reconciliation details only. */
export function echoReconciliation ({ name, accountId, paymentProviderId }: PaymentRequest): JsonObject {
  return {
    '@type': 'Payment',
    ...(name !== undefined && { name }),
    ...(accountId !== undefined && { accountId }),
    ...(paymentProviderId !== undefined && { paymentProviderId })
  }
}

/** @returns the payment as orders repeat it. */
export function echoPayment (payment: PaymentRequest): JsonObject {
  return { ...echoReconciliation(payment), ...(payment.identifier !== undefined && { identifier: payment.identifier }) }
}
