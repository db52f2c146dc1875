import type { FastifyContextConfig, FastifyInstance, RouteOptions } from 'fastify'
import createRouter, { type HTTPMethod } from 'find-my-way'
import { nearest } from '../../domain/protocol/nearest.ts'

/** Methods of routes, in the order of `Allow`. */
const METHODS = ['GET', 'HEAD', 'PUT', 'POST', 'PATCH', 'DELETE', 'TRACE'] as const satisfies readonly HTTPMethod[]

/** The routes of the areas, so that a refusal can name the methods of a path, or the path that was meant. */
export interface RouteIndex {
  /** @returns every route, also the routes for HEAD. */
  all (): readonly RouteOptions[]
  /** @returns the methods that a path takes, and the config of one of its routes; no methods for an unknown path. */
  routesAt (path: string): { readonly methods: readonly string[], readonly config: FastifyContextConfig }
  /**
   * Find the route nearest to those of a request.
   * @param base - the path that the addresses of its simulator begin with
   * @returns its method and path, undefined if none resembles them
   */
  nearestTo (method: string, path: string, base: string): string | undefined
}

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi
const PARAMETER = /:(\w+)(?:\([^)]*\))?/g

/** The routes of each server: of its first simulator, if it has several. */
const indexes = new WeakMap<object, RouteIndex>()

/** @returns the routes of the simulator of a server, for refusals before any plugin; undefined before it is there */
export const routesOf = ({ server }: FastifyInstance): RouteIndex | undefined => indexes.get(server)

/**
 * Collect the routes that are registered from now on.
 * @param app - the app or area of the routes
 * @param prefix - the path below which it is registered, without a trailing slash
 */
export function collectRoutes (app: FastifyInstance, prefix: string): RouteIndex {
  const routes: RouteOptions[] = []
  app.addHook('onRoute', (route) => { if (route.config?.passesOn !== true) routes.push(route) })
  let known: ReturnType<typeof createRouter> | undefined
  // Most processes refuse no method, so the first refusal makes the router.
  const router = (): ReturnType<typeof createRouter> => (known ??= routerOf(routes))
  const index: RouteIndex = {
    all: () => routes,
    routesAt (path) {
      const found = METHODS.flatMap((method) => {
        const route = router().find(method, path)
        if (route === null) return []
        const { config } = route.store as { readonly config?: FastifyContextConfig }
        return [{ method, config }]
      })
      return { methods: found.map(({ method }) => method), config: found[0]?.config ?? {} }
    },
    nearestTo (method, path, base) {
      const templates = templatesOf(routes, prefix)
      const wanted = pathBelow(prefix, path).replace(/^\/|\/+$/g, '').replaceAll(UUID, '{uuid}')
      const filled = new Map([...templates.keys()].map((template) => [filledBy(wanted, template), template]))
      const found = filled.get(nearest(wanted, [...filled.keys()]) ?? '')
      if (found === undefined) return undefined
      const methods = templates.get(found) ?? []
      return `${methods.includes(method) ? method : methods.join(' or ')} ${base}/${found}`
    }
  }
  if (!indexes.has(app.server)) indexes.set(app.server, index)
  return index
}

const methodsOf = ({ method }: RouteOptions): HTTPMethod[] =>
  METHODS.filter((known) => [method].flat().includes(known))

function routerOf (routes: readonly RouteOptions[]): ReturnType<typeof createRouter> {
  const router = createRouter()
  for (const route of routes) {
    const methods = methodsOf(route)
    if (methods.length > 0) router.on(methods, route.url, () => {}, route)
  }
  return router
}

const pathBelow = (prefix: string, path: string): string =>
  path.startsWith(`${prefix}/`) ? path.slice(prefix.length) : path

/** @returns a template with the values that a path of as many parts has in place of its parameters */
function filledBy (path: string, template: string): string {
  const [values, parts] = [path.split('/'), template.split('/')]
  if (values.length !== parts.length) return template
  return parts.map((part, index) => /^\{\w+\}$/.test(part) ? values[index] : part).join('/')
}

/** @returns methods by path, with the names of parameters in braces, without prefix, first slash, HEAD and wildcards */
function templatesOf (routes: readonly RouteOptions[], prefix: string): ReadonlyMap<string, readonly string[]> {
  const templates = new Map<string, string[]>()
  for (const route of routes) {
    if (route.url.includes('*')) continue
    const template = pathBelow(prefix, route.url).slice(1).replaceAll(PARAMETER, '{$1}')
    const methods = methodsOf(route).filter((method) => method !== 'HEAD')
    templates.set(template, [...templates.get(template) ?? [], ...methods])
  }
  return templates
}
