import type { BrokerRequest, CustomerRequest, OrderRequest } from '../schemas/order-request.ts'
import { BookingError } from './errors.ts'
import { iriOf, pathOf } from './ids.ts'
import type { JsonObject } from './json.ts'
import type { Caller, Environment } from './rules.ts'
import type { Order, Seller } from './state.ts'

const BROKER_ROLES = ['AgentBroker', 'ResellerBroker', 'NoBroker'] as const
export type BrokerRole = typeof BROKER_ROLES[number]

/** Properties of a broker and of a customer that answers repeat. */
const ECHOED_OF_ORGANIZATION: ReadonlyArray<keyof BrokerRequest> =
  ['@id', 'identifier', 'name', 'legalName', 'description', 'url', 'logo', 'email', 'telephone', 'address']
const ECHOED_OF_PERSON: ReadonlyArray<keyof CustomerRequest> =
  ['@id', 'identifier', 'name', 'givenName', 'familyName', 'email', 'telephone']

/**
 * The Seller of an order: the one that the request names, if the credentials are for it.
 * @throws SellerMismatchError without a seller, InvalidAuthorizationDetailsError for one that the caller may not act for
 */
export function authorisedSeller (request: OrderRequest, caller: Caller, { base, rules }: Environment): Seller {
  const iri = iriOf(request.seller)
  if (iri === undefined) throw new BookingError('SellerMismatchError', 'The request names no seller.')
  const path = pathOf(base, iri)
  const seller = rules.sellers.find((known) => known.path === path)
  if (seller === undefined || (caller.seller !== null && caller.seller !== seller.path)) {
    throw new BookingError('InvalidAuthorizationDetailsError', 'The credentials are not for the seller of this request.')
  }
  return seller
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
export function expectBroker ({ brokerRole, broker }: OrderRequest): BrokerRole {
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
  return role
}

/**
 * @throws IncompleteCustomerDetailsError unless there is a customer with an e-mail address, whom only a ResellerBroker may leave out
 */
export function expectCustomer ({ customer }: OrderRequest, role: BrokerRole): void {
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
}

export function echoBroker (broker: BrokerRequest): JsonObject {
  return { '@type': 'Organization', ...pick(broker, ECHOED_OF_ORGANIZATION) }
}

export function echoCustomer (customer: CustomerRequest): JsonObject {
  const type = customer['@type'] === 'Organization' ? 'Organization' : 'Person'
  return { '@type': type, ...pick(customer, type === 'Person' ? ECHOED_OF_PERSON : ECHOED_OF_ORGANIZATION) }
}

function pick (from: object, names: ReadonlyArray<string | number>): JsonObject {
  const wanted = new Set(names.map(String))
  return Object.fromEntries(Object.entries(from).filter(([name]) => wanted.has(name))) as JsonObject
}
