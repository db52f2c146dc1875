import type { IncomingMessage } from 'node:http'
import type { FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import type { Fault } from '../domain/control/faults/match-faults.ts'
import type { LoggedRequest } from '../domain/control/requests/request-entry.ts'
import type { Caller } from '../domain/records/environment.ts'
import type { ResolvedSimulatorOptions } from '../schemas/options.ts'
import { originOf, pathOfPrefix, urlBelow } from '../simulator/base-url.ts'
import { createSimulator, type Replaceable, type Simulator } from '../simulator/index.ts'
import { controlTokenOf } from './control/token.ts'
import type { OpenId } from './openid/index.ts'
import { collectRoutes, type RouteIndex } from './routing/route-index.ts'

/** The decorator of an app: everything that plugins and routes need before a request names its simulator. */
export interface OpenBookingApp {
  /** The options that the plugin was registered with. */
  readonly options: ResolvedSimulatorOptions
  /** The path below which the plugin is registered, percent-encoded, without a trailing slash; empty without one. */
  readonly prefix: string
  /** The simulator of requests that name no other, for start and stop; everything else asks `simulatorOf`. */
  readonly simulator: Simulator
  /** @returns the simulator that a request is for. */
  simulatorOf (request: Pick<FastifyRequest, 'raw'>): Simulator
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

/** The decorator of a request. */
export interface OpenBookingRequest {
  readonly simulator: Simulator
  /** The authenticated caller. Reading it on a route without authentication is a programming error. */
  caller: Caller
  /** The authenticated caller, undefined without one. */
  readonly knownCaller: Caller | undefined
  /** The faults that a tester has ordered for this request. */
  faults: readonly Fault[]
  /** The entry of this request in the request log, once it is answered. */
  logged: LoggedRequest | undefined
}

declare module 'fastify' {
  interface FastifyInstance { openBooking: OpenBookingApp }
  interface FastifyRequest { openBooking: OpenBookingRequest }
}

/** Options of the plugin: the resolved options of the simulator, and replacements for its parts. */
export interface SimulatorPluginOptions extends Replaceable {
  readonly resolved: ResolvedSimulatorOptions
}

const CONTEXT = Symbol('openBooking')

/** Create the simulator, run it with the server, and let requests find it. */
export default fp<SimulatorPluginOptions>(async (app, { resolved: options, ...replaced }) => {
  const origin = (): string => originOf(app.server.address(), Boolean(app.initialConfig.https))
  const prefix = pathOfPrefix(app.prefix)
  const baseUrl = (): string => options.baseUrl ?? `${origin()}${prefix}`
  const simulator = await createSimulator({ options, baseUrl, log: app.log, ...replaced })
  /** The simulators of requests that are not for the default one, by the request of Node. */
  const simulators = new WeakMap<IncomingMessage, Simulator>()
  const simulatorOf = ({ raw }: Pick<FastifyRequest, 'raw'>): Simulator => simulators.get(raw) ?? simulator

  app.decorate('openBooking', {
    options,
    prefix,
    simulator,
    simulatorOf,
    urlOf: (request) => urlBelow(simulatorOf(request).baseUrl(), prefix, request.url),
    routes: collectRoutes(app, prefix),
    controlToken: controlTokenOf(options.control, () => app.addresses()),
    openIdOf: null,
    onRequestLogged: null
  })
  app.decorateRequest('openBooking', {
    getter (this: FastifyRequest & { [CONTEXT]?: OpenBookingRequest }) {
      return (this[CONTEXT] ??= contextOf(simulatorOf(this)))
    }
  })
  app.addHook('onReady', async () => { await simulator.start() })
  app.addHook('onClose', async () => { await simulator.close() })
}, { name: 'open-booking-simulator-core' })

function contextOf (simulator: Simulator): OpenBookingRequest {
  let authenticated: Caller | undefined
  return {
    simulator,
    get caller () {
      if (authenticated === undefined) throw new Error('A route without authentication asked for its caller')
      return authenticated
    },
    set caller (caller) { authenticated = caller },
    get knownCaller () { return authenticated },
    faults: [],
    logged: undefined
  }
}
