import type { FastifyInstance } from 'fastify'
import type { Link, Operation } from '../../schemas/operations/operation.ts'
import { OPPORTUNITY_TYPES } from '../../schemas/opportunity-types.ts'
import { namedSchemas } from './components.ts'
import { type DocumentedRoute, documentedRoutes, schemaOf } from './document.ts'
import { schemesOf } from './security.ts'

const TITLE = 'Open Booking Simulator'
const DESCRIPTION = 'A booking system for the Open Booking API 1.0, to develop and test brokers against. Examples ' +
  'name opportunities of this simulator and a new UUID, so each can be sent as it is, in the order of this page.'
const SPECIFICATION = {
  description: 'Open Booking API 1.0', url: 'https://openactive.io/open-booking-api/EditorsDraft/'
}

/** Path of the reference page in its app; the page names its files relative to itself. */
const PAGE = '/.reference'
/** Settings of the page: it calls no validator of others, and opens with a list of the operations. */
const PAGE_SETTINGS = {
  docExpansion: 'list', defaultModelsExpandDepth: 0, displayRequestDuration: true, validatorUrl: 'none'
} as const

/** The reference page and the document that it shows. */
export interface Reference {
  /** Serves the page. */
  readonly pages: FastifyInstance
  /** Path of the page in its app, without a trailing slash. */
  readonly path: string
  /** The OpenAPI document. Words in braces stand for values of a simulator. */
  readonly document: object
}

/** The parts of a document that `@fastify/swagger` leaves as they are. */
interface Generated {
  readonly components: object
  readonly paths: Readonly<Record<string, Readonly<Record<string, GeneratedOperation>>>>
}
interface GeneratedOperation {
  readonly operationId: string
  readonly requestBody?: { readonly content: Readonly<Record<string, object>> }
}

/**
 * Make the OpenAPI document of an app and the page that shows it. Both come from a Fastify app of their own, so that
 * its plugins cost a start nothing, and a host can have the same ones.
 * @param app - the app of the routes
 * @param version - version of the simulator
 * @returns the document and the page
 */
export async function createReference (app: FastifyInstance, version: string): Promise<Reference> {
  const [{ fastify }, { default: swagger }, { default: swaggerUi }] =
    await Promise.all([import('fastify'), import('@fastify/swagger'), import('@fastify/swagger-ui')])
  const { options, routes } = app.openBooking
  const documented = documentedRoutes(routes.all(), app.prefix.replace(/\/$/, ''))
  const schemas = new Map(documented.map((one) => [`${one.method} ${one.path}`, schemaOf(one, options)]))
  const tags = [...new Set(documented.map(({ operation: { tag } }) => tag))].map((name) => ({ name }))
  const pages = fastify()
  await pages.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: TITLE, description: DESCRIPTION, version, license: { name: 'MIT', identifier: 'MIT' } },
      tags,
      externalDocs: SPECIFICATION,
      components: { securitySchemes: schemesOf([...schemas.values()].flatMap(({ security = [] }) => security)) }
    },
    convertConstToEnum: false,
    stripBasePath: false,
    transform: ({ url, route: { method } }) =>
      ({ url, schema: schemas.get(`${String(method)} ${url}`) ?? { hide: true } })
  })
  for (const { method, path, operation } of documented) {
    pages.route({ method, url: path, links: linksOf(operation), handler: async () => {} })
  }
  await pages.register(swaggerUi, { routePrefix: PAGE, theme: { title: TITLE }, uiConfig: PAGE_SETTINGS })
  await pages.ready()
  return { pages, path: PAGE, document: completed(pages.swagger() as unknown as Generated, documented, options.types) }
}

const linksOf = ({ answers }: Operation): Record<string, Record<string, Link>> => Object.fromEntries(
  Object.entries(answers).flatMap(([status, { links }]) => links === undefined ? [] : [[status, links]]))

/** Add the named schemas, and the examples of requests: the plugin would change them. */
function completed (
  { components, paths, ...rest }: Generated, documented: readonly DocumentedRoute[], types: readonly string[]
): object {
  const examples = new Map(documented.map(({ operationId, operation }) => [operationId, examplesOf(operation, types)]))
  const withExample = (operation: GeneratedOperation): object => {
    const { requestBody, operationId } = operation
    if (requestBody === undefined) return operation
    const content = mapValues(requestBody.content, (media) => ({ ...media, ...examples.get(operationId) }))
    return { ...operation, requestBody: { ...requestBody, content } }
  }
  return {
    ...rest,
    servers: [{ url: '{base}' }],
    components: { ...components, schemas: namedSchemas() },
    paths: mapValues(paths, (operations) => mapValues(operations, withExample))
  }
}

/** @returns the examples of requests; one with the name of an opportunity type needs this type on offer. */
function examplesOf ({ examples = {} }: Operation, types: readonly string[]): { examples?: object } {
  const known: readonly string[] = OPPORTUNITY_TYPES
  const shown = Object.entries(examples).filter(([name]) => !known.includes(name) || types.includes(name))
  return shown.length === 0 ? {} : { examples: Object.fromEntries(shown.map(([name, value]) => [name, { value }])) }
}

function mapValues<T> (values: Readonly<Record<string, T>>, change: (value: T) => unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(value)]))
}
