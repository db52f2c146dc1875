import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const MODELS = join(dirname(createRequire(import.meta.url).resolve('@openactive/data-models/package.json')), 'versions/2.x/models')

/** List the properties that the published model gives a type. */
function modelOf (type: string): string[] {
  const { fields } = JSON.parse(readFileSync(join(MODELS, `${type}.json`), 'utf8')) as { readonly fields: object }
  return Object.keys(fields)
}

/** Properties of other nodes, of extensions, of schema.org and of no one. */
const OTHERS = ['acme:note', 'beta:affiliatedLocation', 'ext', 'birthDate', 'image', 'potentialAction', '@graph', '@reverse', 'id', 'toString', 'constructor', 'prototype', '__proto__', '']

/** Properties that the tables of the specification give the nodes of a request, by path. */
const ORDER = ['brokerRole', 'broker', 'seller', 'orderedItem', 'payment']
const PERSON = ['identifier', 'email', 'givenName', 'familyName', 'telephone']
const NODES: ReadonlyArray<readonly [path: string, types: readonly string[], known: readonly string[], stages: string]> = [
  ['', ['Order', 'OrderQuote', 'OrderProposal'], ORDER, 'C1'],
  ['', ['Order', 'OrderQuote', 'OrderProposal'], [...ORDER, 'customer'], 'C2'],
  ['', ['Order', 'OrderQuote', 'OrderProposal'], [...ORDER, 'customer', 'totalPaymentDue', 'orderCustomerNote'], 'P'],
  ['', ['Order', 'OrderQuote', 'OrderProposal'], [...ORDER, 'customer', 'totalPaymentDue', 'orderProposalVersion'], 'B'],
  ['broker', ['Organization', 'Person'], ['identifier', 'name', 'email', 'telephone', 'url', 'logo', 'termsOfService', 'address'], 'C1 C2 P B'],
  ['broker.logo', ['ImageObject'], ['url'], 'C1 C2 P B'],
  ['broker.address', ['PostalAddress', 'Place'], ['streetAddress', 'addressLocality', 'addressRegion', 'postalCode', 'addressCountry'], 'C1 C2 P B'],
  ['broker.termsOfService.0', ['Terms', 'Organization'], ['name', 'url', 'requiresExplicitConsent', 'dateModified'], 'C1 C2 P B'],
  ['seller', ['Organization', 'Person'], [], 'C1 C2 P B'],
  ['customer', ['Person', 'Organization'], PERSON, 'C2 P B'],
  ['orderedItem.0', ['OrderItem', 'Order'], ['position', 'acceptedOffer', 'orderedItem', 'attendee', 'orderItemIntakeFormResponse'], 'C1 C2 P B'],
  ['orderedItem.0.acceptedOffer', ['Offer', 'PriceSpecification'], [], 'C1 C2 P B'],
  ['orderedItem.0.orderedItem', ['ScheduledSession', 'Slot', 'Event'], [], 'C1 C2 P B'],
  ['orderedItem.1.attendee', ['Person', 'Organization'], PERSON, 'C2 P B'],
  ['orderedItem.2.orderItemIntakeFormResponse.0', ['PropertyValue', 'OrderItem'], ['propertyID', 'value'], 'C2 P B'],
  ['payment', ['Payment', 'PriceSpecification'], ['name', 'accountId', 'paymentProviderId'], 'C1 C2'],
  ['payment', ['Payment', 'PriceSpecification'], ['name', 'accountId', 'paymentProviderId', 'identifier'], 'P B'],
  ['totalPaymentDue', ['PriceSpecification', 'TaxChargeSpecification'], ['price', 'priceCurrency'], 'P B']
]

/** A node of a request, and properties that the specification does not give it. */
export interface Ignored { readonly path: string, readonly names: readonly string[] }

/**
 * List the properties that a stage ignores, node by node: those of the published models that the specification's tables
 * do not give the node, and properties of no model.
 */
export function ignoredAt (stage: string): Ignored[] {
  return NODES.filter(([, , , stages]) => stages.split(' ').includes(stage)).map(([path, types, known]) => {
    const kept = ['type', '@type', '@id', '@context', ...known]
    const names = new Set([...types.flatMap(modelOf), ...OTHERS])
    return { path, names: [...names].filter((name) => !kept.includes(name)) }
  })
}

/** Values of properties that nobody knows. */
export const ANY_VALUES: readonly unknown[] = [null, '', 7, 1e300, true, [], [null], {}, { '@type': 'Thing', '@id': 7 }, 'www.example.com', '12 High Street, Leeds', '<b>x</b>', '&lt;', { '': [[{ a: null }]] }]
