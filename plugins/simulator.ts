import type { IncomingMessage } from 'node:http'
import type { FastifyContextConfig, FastifyInstance, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import type { Fault } from '../domain/control/faults/match-faults.ts'
import type { LoggedRequest } from '../domain/control/requests/request-entry.ts'
import type { BookingError } from '../domain/protocol/errors.ts'
import type { Caller } from '../domain/records/environment.ts'
import type { ResolvedSimulatorOptions } from '../schemas/options.ts'
import { originOf, pathOfPrefix, urlBelow } from '../simulator/base-url.ts'
import { createTenantStarter } from '../simulator/control/tenants/start-tenant.ts'
import { createTenants, type Tenants } from '../simulator/control/tenants/tenants.ts'
import { createSimulator, type Replaceable, type Simulator } from '../simulator/index.ts'
import { controlTokenOf } from './control/token.ts'
import type { OpenId } from './openid/index.ts'
import { prefersHtml } from './pages/prefers-html.ts'
import { collectRoutes, type RouteIndex } from './routing/route-index.ts'

/** The decorator of an app: everything that plugins and routes need before a request names its simulator. */
export interface OpenBookingApp {
  /** The options that the plugin was registered with. */
  readonly options: ResolvedSimulatorOptions
  /** The path below which the plugin is registered, percent-encoded, without a trailing slash; empty without one. */
  readonly prefix: string
  /** The simulator of requests that name no other, for start and stop; everything else asks `simulatorOf`. */
  readonly simulator: Simulator
  /** The tenants of this process. */
  readonly tenants: Tenants
  /** Where requests for tenants go, by the request of Node. */
  readonly destinations: WeakMap<IncomingMessage, Destination>
  /** @returns the simulator that a request is for. */
  simulatorOf (request: Pick<FastifyRequest, 'raw'>): Simulator
  /** @returns the path that the addresses of a request's simulator begin with. */
  pathOf (request: Pick<FastifyRequest, 'raw'>): string
  /** @returns the absolute URL of a request without its query, which may carry secrets. */
  urlOf (request: FastifyRequest): string
  /** The routes of the areas. */
  readonly routes: RouteIndex
  /**
   * @returns the token that control calls need at the moment; null where they are open, because only this machine
   * reaches the server; undefined where there are none
   */
  controlToken (): string | null | undefined
  /** Find the OpenID Provider of a simulator; null where OpenID is switched off. */
  openIdOf: ((simulator: Simulator) => OpenId) | null
  /** Tells a server that writes its own log of each request; null for the log of Fastify. */
  onRequestLogged: ((logged: LoggedRequest) => void) | null
}

/** Where a request for a tenant goes. */
export interface Destination {
  /** The path of the tenant, which the path of the request no longer has. */
  readonly path: string
  readonly simulator?: Simulator
  /** The refusal of a request for a tenant that does not exist. */
  readonly refusal?: BookingError
}

/** The decorator of a request. */
export interface OpenBookingRequest {
  readonly simulator: Simulator
  /** The tenants of this process; a tenant has none. */
  readonly tenants: Tenants | null
  /** The settings of the route, none for an unknown path. Fastify's `routeOptions` is a new object for each reader. */
  readonly config: FastifyContextConfig
  /** Whether a person asks with a browser, and no program. */
  readonly prefersHtml: boolean
  /** The authenticated caller. Reading it on a route without authentication is a programming error. */
  caller: Caller
  /** The authenticated caller, undefined without one. */
  readonly knownCaller: Caller | undefined
  /** The faults that a tester has ordered for this request. */
  faults: readonly Fault[]
  /** Length of the decoded body (characters), undefined where no body is read as JSON. */
  bodyLength: number | undefined
  /** The entry of this request in the request log, once it is answered. */
  logged: LoggedRequest | undefined
}

declare module 'fastify' {
  interface FastifyInstance { openBooking: OpenBookingApp }
  interface FastifyRequest { openBooking: OpenBookingRequest }
  interface FastifyContextConfig {
    /** Set where the answer is about this process, not about records that other processes may have changed. */
    probe?: boolean
  }
}

/** Options of the plugin: the resolved options of the simulator, and replacements for its parts. */
export interface SimulatorPluginOptions extends Replaceable {
  readonly resolved: ResolvedSimulatorOptions
}

const CONTEXT = Symbol('openBooking')

/** Create the simulator, run it with the server, and let requests find it. */
export default fp<SimulatorPluginOptions>(async (app, { resolved: options, ...replaced }) => {
  const prefix = pathOfPrefix(app.prefix)
  const baseUrl = baseUrlOf(app, options.baseUrl, prefix)
  const simulator = await createSimulator({ options, baseUrl, log: app.log, ...replaced })
  const urlOf = (id: string): string => `${baseUrl()}/t/${id}`
  const start = createTenantStarter({
    options,
    realNow: simulator.realNow,
    recordsAt: simulator.firstRecords,
    requestMemory: simulator.requestLog.memory,
    urlOf,
    logOf: (tenant) => app.log.child({ tenant }),
    ...(replaced.newId && { newId: replaced.newId })
  })
  const tenants = createTenants({
    limit: options.maxTenants,
    urlOf,
    start,
    onEvicted: (id) => { app.log.warn(`The tenant ${id} has ended: there were ${options.maxTenants} others later`) }
  })
  const destinations = new WeakMap<IncomingMessage, Destination>()
  const simulatorOf = ({ raw }: Pick<FastifyRequest, 'raw'>): Simulator => destinations.get(raw)?.simulator ?? simulator
  const tenantPathOf = ({ raw }: Pick<FastifyRequest, 'raw'>): string => destinations.get(raw)?.path ?? ''

  app.decorate('openBooking', {
    options,
    prefix,
    simulator,
    tenants,
    destinations,
    simulatorOf,
    pathOf: (request) => `${prefix}${tenantPathOf(request)}`,
    urlOf: (request) => urlBelow(`${baseUrl()}${tenantPathOf(request)}`, prefix, request.url),
    routes: collectRoutes(app, prefix),
    controlToken: () => controlTokenOf(options.control, app),
    openIdOf: null,
    onRequestLogged: null
  })
  app.decorateRequest('openBooking', {
    getter (this: FastifyRequest & { [CONTEXT]?: OpenBookingRequest }) {
      if (this[CONTEXT] !== undefined) return this[CONTEXT]
      const ownTenants = destinations.has(this.raw) ? null : tenants
      return (this[CONTEXT] = new RequestContext(this, simulatorOf(this), ownTenants))
    }
  })
  app.addHook('onRequest', ({ openBooking: { config, simulator: { refresh } } }, _reply, done) => {
    // Probes tell how this process is.
    if (refresh === undefined || config.probe === true) done()
    else refresh().then(() => { done() }, done)
  })
  app.addHook('onReady', async () => { await simulator.start() })
  app.addHook('onClose', async () => {
    await tenants.close()
    await simulator.close()
  })
}, { name: 'open-booking-simulator-core' })

/** @returns the base URL: the given one, or that of the listening address, found once for each time that it listens. */
function baseUrlOf (app: FastifyInstance, given: string | undefined, prefix: string): () => string {
  if (given !== undefined) return () => given
  const isSecure = Boolean(app.initialConfig.https)
  const current = (): string => `${originOf(app.server.address(), isSecure)}${prefix}`
  let listening: string | undefined
  app.server.on('listening', () => { listening = current() })
  app.server.on('close', () => { listening = undefined })
  return () => listening ?? current()
}

const NO_FAULTS: readonly Fault[] = []
const NO_CONFIG: FastifyContextConfig = {}

/** A class, because an object with accessors of its own takes microseconds to make. */
class RequestContext implements OpenBookingRequest {
  readonly simulator: Simulator
  readonly tenants: Tenants | null
  readonly config: FastifyContextConfig
  readonly #request: FastifyRequest
  knownCaller: Caller | undefined = undefined
  faults = NO_FAULTS
  bodyLength: number | undefined = undefined
  logged: LoggedRequest | undefined = undefined

  constructor (request: FastifyRequest, simulator: Simulator, tenants: Tenants | null) {
    this.simulator = simulator
    this.tenants = tenants
    this.config = request.routeOptions.config ?? NO_CONFIG
    this.#request = request
  }

  get prefersHtml (): boolean { return prefersHtml(this.#request.headers.accept) }

  get caller (): Caller {
    if (this.knownCaller === undefined) throw new Error('A route without authentication asked for its caller')
    return this.knownCaller
  }

  set caller (caller: Caller) { this.knownCaller = caller }
}
