import type { FromSchema, JSONSchema } from 'json-schema-to-ts'
import type { Known } from '../requests/known.ts'
import { instant, iri, words } from './values.ts'

/** The way to the Open Booking API. */
const accessService = {
  type: 'object',
  properties: {
    '@type': { const: 'WebAPI' },
    name: words,
    description: words,
    documentation: iri,
    termsOfService: iri,
    endpointUrl: iri,
    conformsTo: { type: 'array', items: iri },
    endpointDescription: { ...iri, description: 'This document, where the simulator serves it' },
    landingPage: iri,
    authenticationAuthority: iri
  },
  required: ['@type', 'name', 'endpointUrl', 'conformsTo', 'endpointDescription']
} as const

/** An open feed. */
const distribution = {
  type: 'object',
  properties: {
    '@type': { const: 'DataDownload' },
    identifier: words,
    name: words,
    additionalType: iri,
    encodingFormat: words,
    contentUrl: iri
  },
  required: ['@type', 'identifier', 'additionalType', 'encodingFormat', 'contentUrl']
} as const

/** The document in the dataset site, within `<script type="application/ld+json">`. */
export const dataset = {
  type: 'object',
  properties: {
    '@context': { type: 'array', items: iri },
    '@type': { const: 'Dataset' },
    '@id': iri,
    url: iri,
    name: words,
    description: words,
    keywords: { type: 'array', items: words },
    license: iri,
    discussionUrl: iri,
    documentation: iri,
    inLanguage: { type: 'array', items: words },
    schemaVersion: iri,
    datePublished: instant,
    dateModified: instant,
    backgroundImage: { type: 'object' },
    publisher: { type: 'object' },
    bookingService: { type: 'object' },
    accessService,
    distribution: { type: 'array', items: distribution }
  },
  required: ['@context', '@type', '@id', 'url', 'name', 'accessService', 'distribution']
} as const satisfies JSONSchema

export type Dataset = Known<FromSchema<typeof dataset>>
