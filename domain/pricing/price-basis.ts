import type { PriceBasis } from '../records/order.ts'
import type { OrderRequest, PaymentRequest } from '../request/order-requests.ts'
import { isProblem, type Problem } from '../request/problem.ts'

/** @returns whether a payment pays prices that are not known yet */
export function isDynamic (payment: PaymentRequest | Problem | undefined): payment is PaymentRequest {
  return payment !== undefined && !isProblem(payment) && payment['@type'] === 'DynamicPayment'
}

/**
 * Find the prices that an order has.
 * @param request - request of C1, C2, P or B
 * @returns the basis of its prices, undefined for the usual ones
 */
export function priceBasis ({ payment }: Pick<OrderRequest, 'payment'>): PriceBasis | undefined {
  return isDynamic(payment) ? 'dynamic' : undefined
}
