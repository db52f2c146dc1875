import { liveness, readiness } from '../responses/health.ts'
import { opportunitiesPage } from '../responses/rpde.ts'
import type { Operation } from './operation.ts'

const SITE = { tag: 'Open data', access: 'nobody' } as const
const EVERY = ['TooManyRequestsError', 'InternalApplicationError'] as const
const picture = { schema: { type: 'string', contentMediaType: 'image/svg+xml' }, type: 'image/svg+xml' } as const
const page = { schema: { type: 'string', contentMediaType: 'text/html' }, type: 'text/html' } as const

/** Open data, images, health, and this documentation. */
export const SITE_OPERATIONS = {
  datasetSite: {
    ...SITE,
    format: 'page',
    summary: 'Dataset site',
    description: 'A page for people around a JSON-LD `Dataset`, by which brokers find the feeds and the booking API.',
    answers: { 200: { description: 'The page, with a `Dataset` in its `application/ld+json` script', ...page } },
    errors: EVERY
  },
  openFeed: {
    ...SITE,
    format: 'rpde',
    summary: 'Open feed',
    description: 'Changes of opportunities (RPDE).',
    answers: {
      200: { description: 'A page', schema: opportunitiesPage, headers: { etag: 'Version of the page' } },
      304: { description: 'The reader has this page' }
    },
    errors: EVERY,
    problems: { 400: 'The query is not valid.' }
  },
  linkedData: {
    ...SITE,
    format: 'linked',
    summary: 'The document of a published `@id`',
    description: 'A node of the open feeds in JSON-LD: an opportunity, its parent, a seller, a place, a person. ' +
      'Leave out the fragment of an `@id`: the document contains its node.',
    parameters: { path: '{identifier}' },
    answers: { 200: { description: 'The node', schema: { type: 'object' }, hasPage: true } },
    errors: [...EVERY, 'NotFoundError']
  },
  siteImage: {
    ...SITE,
    format: 'json',
    summary: 'Image of the dataset site',
    answers: { 200: { description: 'The image', ...picture } },
    errors: EVERY
  },
  picture: {
    ...SITE,
    format: 'json',
    summary: 'Picture of a programme, facility or venue',
    parameters: { slug: 'morning-yoga' },
    answers: { 200: { description: 'The picture', ...picture } },
    errors: [...EVERY, 'NotFoundError']
  },
  accessPass: {
    ...SITE,
    tag: 'Booking',
    format: 'json',
    summary: 'Image of an access pass',
    description: 'Draws the text in its address, for the phone of a customer.',
    parameters: { symbology: 'qrcode', text: 'EXAMPLE-1' },
    answers: {
      200: { description: 'The image', schema: { type: 'string', contentMediaType: 'image/png' }, type: 'image/png' }
    },
    errors: EVERY,
    problems: { 400: 'The symbology or the text is not valid.' }
  },
  health: {
    tag: 'Health',
    format: 'json',
    access: 'nobody',
    summary: 'Whether the process lives',
    answers: { 200: { description: 'It lives', schema: liveness } }
  },
  ready: {
    tag: 'Health',
    format: 'json',
    access: 'nobody',
    summary: 'Whether bookings can be made',
    answers: {
      200: { description: 'There is something to book, and a booking can be written', schema: readiness },
      503: { description: 'The simulator is starting, or cannot write', schema: readiness }
    }
  },
  referencePage: {
    tag: 'Documentation',
    format: 'page',
    access: 'nobody',
    summary: 'Reference page',
    answers: { 200: { description: 'The page', ...page } },
    errors: EVERY
  },
  referencePath: {
    tag: 'Documentation',
    format: 'page',
    access: 'nobody',
    summary: 'Path of the reference page',
    answers: { 302: { description: 'Leads to the page', headers: { location: 'Address of the page' } } },
    errors: EVERY
  },
  dashboardPage: {
    tag: 'Documentation',
    format: 'page',
    access: 'nobody',
    summary: 'Dashboard',
    description: 'A page for people that uses only the calls of the tag Control.',
    answers: { 200: { description: 'The page', ...page } },
    errors: EVERY
  },
  dashboardRoot: {
    tag: 'Documentation',
    format: 'page',
    access: 'nobody',
    summary: 'Way of a browser to the dashboard',
    answers: { 302: { description: 'Leads to the dashboard', headers: { location: 'Address of the dashboard' } } },
    errors: EVERY
  },
  dashboardPath: {
    tag: 'Documentation',
    format: 'page',
    access: 'nobody',
    summary: 'Path of the dashboard',
    answers: { 302: { description: 'Leads to the page', headers: { location: 'Address of the page' } } },
    errors: EVERY
  },
  openApiDocument: {
    tag: 'Documentation',
    format: 'json',
    access: 'nobody',
    summary: 'This document',
    answers: { 200: { description: 'An OpenAPI 3.1 document', schema: { type: 'object' } } },
    errors: EVERY
  }
} as const satisfies Readonly<Record<string, Operation>>
