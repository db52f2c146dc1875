import type { BrokerRequest, OrderRequest } from '../../schemas/order-request.ts'
import { BookingError } from '../protocol/errors.ts'
import { iriOf } from '../protocol/ids.ts'
import type { Rules } from '../records/booking-rules.ts'
import type { Caller, Environment } from '../records/environment.ts'
import type { Order } from '../records/order.ts'
import { onlySeller, type Seller, sellerByIri } from '../records/seller.ts'

const BROKER_ROLES = ['AgentBroker', 'ResellerBroker', 'NoBroker'] as const
export type BrokerRole = typeof BROKER_ROLES[number]

export const ADDRESS: ReadonlyArray<keyof NonNullable<BrokerRequest['address']>> =
  ['streetAddress', 'addressLocality', 'addressRegion', 'postalCode', 'addressCountry']

/**
 * The Seller of an order: the one that the request names, if the credentials are for it.
 * @throws SellerMismatchError without a seller, InvalidAuthorizationDetailsError for one that the caller may not act for
 */
export function authorisedSeller (request: OrderRequest, caller: Caller, { base, rules }: Environment): Seller {
  const iri = iriOf(request.seller)
  if (iri === undefined) throw new BookingError('SellerMismatchError', 'The request names no seller.')
  const seller = sellerByIri(rules, base, iri)
  if (seller === undefined || (caller.seller !== null && caller.seller !== seller.path)) {
    throw new BookingError('InvalidAuthorizationDetailsError', 'The credentials are not for the seller of this request.')
  }
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

/** @returns whether the caller may see and change what is stored of this seller. */
export function mayActFor (caller: Caller, stored: Pick<Order, 'seller'>): boolean {
  return caller.seller === null || caller.seller === stored.seller
}

/**
 * @returns the role of the broker
 * @throws IncompleteBrokerDetailsError
 * @see {@link https://openactive.io/open-booking-api/EditorsDraft/#broker-roles}
 */
export function requireBroker ({ brokerRole, broker }: OrderRequest): BrokerRole {
  const role = BROKER_ROLES.find((known) => brokerRole === `https://openactive.io/${known}`)
  if (role === undefined) {
    throw new BookingError('IncompleteBrokerDetailsError', `brokerRole must be one of ${BROKER_ROLES.map((known) => `https://openactive.io/${known}`).join(', ')}.`)
  }
  if (role === 'NoBroker' && broker !== undefined) {
    throw new BookingError('IncompleteBrokerDetailsError', 'A request with the role NoBroker must not name a broker.')
  }
  if (role !== 'NoBroker' && (broker?.name === undefined || broker['@type'] !== 'Organization')) {
    throw new BookingError('IncompleteBrokerDetailsError', 'broker must be an Organization with a name.')
  }
  if (broker?.address !== undefined && !isComplete(broker.address)) {
    throw new BookingError('IncompleteBrokerDetailsError', `The address of the broker must have ${ADDRESS.join(', ')}.`)
  }
  return role
}

const isComplete = (address: BrokerRequest['address']): boolean => address !== undefined && ADDRESS.every((name) => address[name] !== undefined)

/**
 * @throws IncompleteCustomerDetailsError unless there is a customer with an e-mail address, whom only a ResellerBroker may leave out;
 * an Organization has a name and an address, too
 */
export function requireCustomer ({ customer }: OrderRequest, role: BrokerRole): void {
  if (customer === undefined) {
    if (role === 'ResellerBroker') return
    throw new BookingError('IncompleteCustomerDetailsError', 'The request names no customer.')
  }
  if (customer['@type'] !== 'Person' && customer['@type'] !== 'Organization') {
    throw new BookingError('IncompleteCustomerDetailsError', 'customer must be a Person or an Organization.')
  }
  if (customer.email === undefined && role !== 'ResellerBroker') {
    throw new BookingError('IncompleteCustomerDetailsError', 'customer must have an email.')
  }
  const { '@type': type, email, name, address } = customer
  if (type === 'Organization' && (email === undefined || name === undefined || !isComplete(address))) {
    throw new BookingError('IncompleteCustomerDetailsError', `A customer that is an Organization must have email, name and an address with ${ADDRESS.join(', ')}.`)
  }
}
