import { BookingError } from '../protocol/errors.ts'
import { iriOf, oa } from '../protocol/ids.ts'
import { received } from '../protocol/received.ts'
import type { Rules } from '../records/booking-rules.ts'
import type { Caller, Environment } from '../records/environment.ts'
import type { Order } from '../records/order.ts'
import { onlySeller, type Seller, sellerByIri, sellerIris } from '../records/seller.ts'
import type { OrderRequest } from '../request/order-requests.ts'
import { asReceived, errorOf, isProblem } from '../request/problem.ts'

const BROKER_ROLES = ['AgentBroker', 'ResellerBroker', 'NoBroker'] as const
export type BrokerRole = typeof BROKER_ROLES[number]

/**
 * Find the Seller of an order and require that the caller may act for it.
 * @param request - body of C1, C2, P or B
 * @param caller - booking partner and Seller of the credentials
 * @param environment - base URL and rules
 * @returns the Seller that the request names
 * @throws {SellerMismatchError} if the request names no Seller
 * @throws {InvalidAuthorizationDetailsError} if the credentials are for another Seller
 * @throws {SellerNotFoundError} if the credentials are for every Seller, and there is no such Seller
 */
export function authorisedSeller (request: OrderRequest, caller: Caller, { base, rules }: Environment): Seller {
  const { seller: named } = request
  const iri = isProblem(named) ? undefined : iriOf(named)
  const came = received(isProblem(named) ? named.value : iri)
  const expectation = `seller must be ${sellerIris(rules, base)}; received ${came}.`
  if (iri === undefined) throw new BookingError('SellerMismatchError', expectation)
  const seller = sellerByIri(rules, base, iri)
  if (caller.seller !== null && caller.seller !== seller?.path) {
    throw new BookingError('InvalidAuthorizationDetailsError', `The credentials are for ${base}/${caller.seller}, ` +
      `but the seller of the request is ${received(iri)}. Send the credentials of that seller.`)
  }
  if (seller === undefined) throw new BookingError('SellerNotFoundError', expectation)
  return seller
}

/** Credentials of a booking partner that were found valid. */
export interface Credentials {
  /** Id of the booking partner. */
  readonly partner: string
  /** Path of the Seller that the credentials name, undefined if they name none. */
  readonly seller: string | undefined
  /** Whether the call works without a Seller. */
  readonly anySeller: boolean
  /** Description of the error if the call needs a Seller and there are several. */
  readonly problem: string
}

/**
 * Identify the caller by its credentials. Without a Seller they are for the only one of the booking system.
 * @param credentials - booking partner and Seller of the credentials, and the need for a Seller
 * @param rules - sellers
 * @returns the caller
 * @throws {InvalidAuthorizationDetailsError} if the call needs a Seller and the credentials name none of several
 */
export function callerFor ({ partner, seller, anySeller, problem }: Credentials, rules: Rules): Caller {
  const path = seller ?? onlySeller(rules)?.path
  if (path === undefined && !anySeller) throw new BookingError('InvalidAuthorizationDetailsError', problem)
  return { partner, seller: path ?? null }
}

/**
 * Say whether a caller may read and change a record.
 * @param caller - booking partner and Seller of the credentials
 * @param record - a record with its Seller
 * @returns true if the credentials are for that Seller or for every Seller
 */
export function mayActFor (caller: Caller, record: Pick<Order, 'seller'>): boolean {
  return caller.seller === null || caller.seller === record.seller
}

/**
 * Require complete broker details.
 * @param request - a request of C1, C2, P or B
 * @returns the role of the broker
 * @throws {IncompleteBrokerDetailsError} if the role is not known, or the broker does not fit the role or is not valid
 * @see {@link https://openactive.io/open-booking-api/EditorsDraft/#broker-roles}
 */
export function requireBroker ({ brokerRole, broker }: OrderRequest): BrokerRole {
  const role = BROKER_ROLES.find((known) => brokerRole === oa(known))
  if (role === undefined) {
    incompleteBroker(`brokerRole must be one of ${BROKER_ROLES.map(oa).join(', ')}; ` +
      `received ${received(asReceived(brokerRole))}.`)
  }
  if (role === 'NoBroker') {
    if (broker !== undefined) incompleteBroker('With the brokerRole NoBroker, omit broker.')
    return role
  }
  if (broker === undefined) incompleteBroker('broker must be an Organization with a name.')
  if (isProblem(broker)) throw errorOf(broker)
  return role
}

function incompleteBroker (description: string): never {
  throw new BookingError('IncompleteBrokerDetailsError', description)
}

/**
 * Require complete customer details. Only a ResellerBroker may omit the customer or its e-mail address.
 * @param request - a request of C2, P or B
 * @param role - role of the broker
 * @throws {IncompleteCustomerDetailsError} if the customer or its e-mail address is missing or not valid
 */
export function requireCustomer ({ customer }: OrderRequest, role: BrokerRole): void {
  if (isProblem(customer)) throw errorOf(customer)
  if (role === 'ResellerBroker') return
  if (customer === undefined) incompleteCustomer('The request must have a customer.')
  if (customer.email === undefined) incompleteCustomer('customer must have an email.')
}

function incompleteCustomer (description: string): never {
  throw new BookingError('IncompleteCustomerDetailsError', description)
}
