import { oa } from '../protocol/ids.ts'
import type { Rules } from '../records/booking-rules.ts'
import type { PriceBasis, Totals } from '../records/order.ts'
import type { OrderRequest, PaymentRequest } from '../request/order-requests.ts'
import { isProblem, type Problem, valid } from '../request/problem.ts'

/** @returns whether a payment pays prices that are not known yet */
export function isDynamic (payment: PaymentRequest | Problem | undefined): payment is PaymentRequest {
  return payment !== undefined && !isProblem(payment) && payment['@type'] === 'DynamicPayment'
}

/** The rules for orders without taxes. */
type BasisRules = Pick<Rules, 'calculatesTaxes' | 'excludesBusinessTaxes'>

/**
 * Find the prices that an order has. Only C2 and later stages know an Organization as customer.
 * @param request - request of C1, C2, P or B
 * @param rules - the orders that have taxes
 * @returns the basis of its prices, undefined for the usual ones
 * @see {@link https://openactive.io/open-booking-api/EditorsDraft/#tax-calculation}
 */
export function priceBasis (
  { payment, brokerRole, customer }: Pick<OrderRequest, 'payment' | 'brokerRole' | 'customer'>, rules: BasisRules
): PriceBasis | undefined {
  if (isDynamic(payment)) return 'dynamic'
  const isBusiness = brokerRole === oa('ResellerBroker') || valid(customer)?.['@type'] === 'Organization'
  return isBusiness && rules.excludesBusinessTaxes ? 'net' : usualBasis(rules)
}

/**
 * Find the prices that orders have, unless a request changes them.
 * @param rules - the orders that have taxes
 * @returns net without taxes, else undefined
 */
export function usualBasis ({ calculatesTaxes }: Pick<Rules, 'calculatesTaxes'>): PriceBasis | undefined {
  return calculatesTaxes ? undefined : 'net'
}

/**
 * Find the prices of a stored order. Records of earlier versions do not name their basis.
 * @param totals - totals of the order
 * @param rules - whether orders have taxes
 * @returns the basis of its prices, undefined for the usual ones
 */
export function basisOf (
  { basis }: Pick<Totals, 'basis'>, rules: Pick<Rules, 'calculatesTaxes'>
): PriceBasis | undefined {
  return basis ?? usualBasis(rules)
}
