import type { BrokerRequest, CustomerRequest } from '../../schemas/order-request.ts'
import { ADDRESS } from '../checks/parties.ts'
import type { JsonObject } from '../protocol/json.ts'

const ORGANIZATION_PROPERTIES: ReadonlyArray<keyof BrokerRequest> =
  ['@id', 'identifier', 'name', 'legalName', 'description', 'url', 'email', 'telephone']

const PERSON_PROPERTIES: ReadonlyArray<keyof CustomerRequest> =
  ['@id', 'identifier', 'name', 'givenName', 'familyName', 'email', 'telephone']

const TERMS_PROPERTIES = ['@type', 'name', 'url', 'requiresExplicitConsent', 'dateModified']

/**
 * Repeat the broker of a request.
 * @param broker - broker of the request
 * @returns an Organization with the known properties alone
 */
export function echoBroker (broker: BrokerRequest): JsonObject {
  const { logo, address } = broker
  const terms = 'termsOfService' in broker ? broker.termsOfService : undefined
  return {
    '@type': 'Organization',
    ...pick(broker, ORGANIZATION_PROPERTIES),
    ...(terms && { termsOfService: terms.map((document) => pick(document, TERMS_PROPERTIES)) }),
    ...(logo && { logo: { '@type': 'ImageObject', url: logo.url } }),
    ...(address && { address: { '@type': 'PostalAddress', ...pick(address, ADDRESS) } })
  }
}

/**
 * Repeat the customer of a request.
 * @param customer - customer of the request
 * @returns an Organization or Person with the known properties alone
 */
export function echoCustomer (customer: CustomerRequest): JsonObject {
  return customer['@type'] === 'Organization' ? echoBroker(customer) : echoAttendee(customer)
}

/**
 * Repeat the attendee of an OrderItem.
 * @param attendee - attendee of the request
 * @returns a Person with the known properties alone
 */
export function echoAttendee (attendee: CustomerRequest): JsonObject {
  return { '@type': 'Person', ...pick(attendee, PERSON_PROPERTIES) }
}

function pick (node: object, names: ReadonlyArray<string | number>): JsonObject {
  const wanted = new Set(names.map(String))
  return Object.fromEntries(Object.entries(node).filter(([name]) => wanted.has(name))) as JsonObject
}
