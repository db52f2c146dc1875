import type { FastifySchema, RouteOptions } from 'fastify'
import { OPERATIONS, type OperationName } from '../../schemas/operations/all.ts'
import type { Operation } from '../../schemas/operations/operation.ts'
import { withReferences } from './components.ts'
import { documentType, responsesOf } from './responses.ts'
import { type AuthOptions, requirementsOf } from './security.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The operation that documents this route. */
    operation?: OperationName
  }
}

/** A route with its operation, and its place in the document. */
export interface DocumentedRoute {
  readonly route: RouteOptions
  readonly operation: Operation
  readonly operationId: string
  readonly method: string
  /** Path below the base URL, with parameters as Fastify writes them. */
  readonly path: string
}

/**
 * Find the routes that the document describes: those with an operation, in the order of the operations.
 * @param routes - the routes of the areas
 * @param prefix - the prefix of the registration, without a trailing slash
 * @returns each method and path once
 */
export function documentedRoutes (routes: readonly RouteOptions[], prefix: string): DocumentedRoute[] {
  const found = Object.entries<Operation>(OPERATIONS).flatMap(([name, operation]) => {
    const ofOperation = routes.filter(({ config }) => config?.operation === name)
    const [first = ''] = ofOperation.map(({ url }) => url)
    return ofOperation.flatMap((route) => methodsOf(route).map((method, index): DocumentedRoute => ({
      route,
      operation,
      operationId: `${name}${differenceOf(route.url, first)}${index === 0 ? '' : capitalized(method.toLowerCase())}`,
      method,
      // The root has two forms below a prefix.
      path: route.url.slice(prefix.length).replace('*', ':path') || '/'
    })))
  })
  return [...new Map(found.map((one) => [`${one.method} ${one.path}`, one])).values()]
}

const methodsOf = ({ method }: RouteOptions): string[] => [method].flat().filter((one) => one !== 'HEAD')
const capitalized = (word: string): string => `${word.charAt(0).toUpperCase()}${word.slice(1)}`

/** @returns the words of a path that another path lacks, in camel case. */
function differenceOf (path: string, other: string): string {
  const known = other.split('/')
  const words = path.split('/').filter((part) => !known.includes(part)).flatMap((part) => part.match(/[a-z]+/gi) ?? [])
  return words.map(capitalized).join('')
}

/** The parts of the schema of a route that describe a request. */
interface RouteSchema { readonly params?: Parameters, readonly querystring?: Parameters, readonly body?: object }
interface Parameters {
  readonly type?: unknown
  readonly properties: Readonly<Record<string, object>>
  readonly required?: readonly string[]
}

/**
 * Describe a route in the way of `@fastify/swagger`.
 * @param documented - the route and its operation
 * @param options - the ways of authentication
 * @returns the schema of the operation; Fastify never compiles it
 */
export function schemaOf (
  { route, operation, operationId, path, method }: DocumentedRoute, options: AuthOptions
): FastifySchema {
  const { querystring, body } = (route.schema ?? {}) as RouteSchema
  const params = parametersIn(path, route.schema as RouteSchema | undefined)
  const { tag, summary, description, access, request = body, parameters = {} } = operation
  const examplePath = path.replaceAll(/:(\w+)/g, (_word, name: string) =>
    String([parameters[name] ?? 'example'].flat()[0]))
  return {
    tags: [tag],
    operationId,
    summary,
    ...(description !== undefined && { description }),
    security: requirementsOf(access, options, route.config?.scope),
    ...(params && { params: withExamples(params, operation) }),
    ...(querystring && { querystring: withExamples(querystring, operation) }),
    ...(request && { body: { content: { [documentType(operation)]: { schema: withReferences(request) } } } }),
    response: responsesOf(operation, { method, path: examplePath })
  }
}

/** @returns the schema of the parameters in a path, undefined if there are none; a wildcard has the name `path`. */
function parametersIn (path: string, schema: RouteSchema | undefined): Parameters | undefined {
  const names = [...path.matchAll(/:(\w+)/g)].flatMap(([, name]) => name ?? [])
  if (names.length === 0) return undefined
  const known = schema?.params?.properties ?? {}
  const properties = names.map((name) => [name, known[name] ?? known['*'] ?? { type: 'string' }])
  return { type: 'object', properties: Object.fromEntries(properties) as Parameters['properties'], required: names }
}

function withExamples (parameters: Parameters, { parameters: values = {} }: Operation): Parameters {
  const properties = Object.entries(parameters.properties).map(([name, schema]) =>
    [name, { ...schema, ...(name in values && { examples: [values[name]].flat() }) }])
  return { ...parameters, properties: Object.fromEntries(properties) as Parameters['properties'] }
}
