import type { BrokerRequest, CustomerRequest } from '../../schemas/order-request.ts'
import { ADDRESS } from '../checks/parties.ts'
import type { JsonObject } from '../protocol/json.ts'

/** Properties of a broker and of a customer that answers repeat. */
const ECHOED_OF_ORGANIZATION: ReadonlyArray<keyof BrokerRequest> =
  ['@id', 'identifier', 'name', 'legalName', 'description', 'url', 'email', 'telephone']

const TERMS = ['@type', 'name', 'url', 'requiresExplicitConsent', 'dateModified']

const ECHOED_OF_PERSON: ReadonlyArray<keyof CustomerRequest> =
  ['@id', 'identifier', 'name', 'givenName', 'familyName', 'email', 'telephone']

/** @returns the broker as answers repeat it: what is known of it, and nothing else that was sent. */
export function echoBroker (broker: BrokerRequest): JsonObject {
  const { logo, address } = broker
  return {
    '@type': 'Organization',
    ...pick(broker, ECHOED_OF_ORGANIZATION),
    ...('termsOfService' in broker && broker.termsOfService && { termsOfService: broker.termsOfService.map((terms) => pick(terms, TERMS)) }),
    ...(logo && { logo: { '@type': 'ImageObject', url: logo.url } }),
    ...(address && { address: { '@type': 'PostalAddress', ...pick(address, ADDRESS) } })
  }
}

/** @returns the customer as answers repeat it. */
export function echoCustomer (customer: CustomerRequest): JsonObject {
  return customer['@type'] === 'Organization' ? echoBroker(customer) : echoAttendee(customer)
}

/** @returns an attendee as answers repeat it. */
export function echoAttendee (attendee: CustomerRequest): JsonObject {
  return { '@type': 'Person', ...pick(attendee, ECHOED_OF_PERSON) }
}

function pick (from: object, names: ReadonlyArray<string | number>): JsonObject {
  const wanted = new Set(names.map(String))
  return Object.fromEntries(Object.entries(from).filter(([name]) => wanted.has(name))) as JsonObject
}
