import type { JSONSchema } from 'json-schema-to-ts'
import { iri, openActiveContext, words } from './values.ts'

/** A test opportunity that was created; its feed has the rest. */
export const createdOpportunity = {
  type: 'object',
  properties: { '@context': openActiveContext, '@type': { type: 'string' }, '@id': iri },
  required: ['@context', '@type', '@id']
} as const satisfies JSONSchema

/** The note that a customer wrote to the seller. */
export const customerNote = {
  type: 'object',
  properties: {
    '@context': openActiveContext,
    '@type': { enum: ['Order', 'OrderProposal'] },
    '@id': iri,
    orderCustomerNote: words
  },
  required: ['@context', '@type', '@id']
} as const satisfies JSONSchema
