import basicAuth from '@fastify/basic-auth'
import cors from '@fastify/cors'
import sensible from '@fastify/sensible'
import fastify, { type FastifyInstance, type InjectOptions, type RouteOptions } from 'fastify'
import { afterAll, onTestFinished } from 'vitest'
import type { Store } from '../../data/store.ts'
import plugin, { type OpenBookingSimulatorOptions } from '../../plugin.ts'
import type { OpenBookingRequest } from '../../plugins/simulator.ts'
import type { Simulator as Core } from '../../simulator/index.ts'
import { collectAnswer, logCollector } from './collection.ts'
import { allKept, countChanges, type Kept } from './kept.ts'
import { seededStore } from './seeded.ts'

/** Path under which this run mounts the simulator. */
export const PREFIX = process.env['MOUNT_PREFIX'] ?? ''
export const BASE = `http://localhost:5000${PREFIX}`
/** A Tuesday, at 10:20 UTC. */
export const NOW = new Date('2027-03-09T10:20:00Z')

export interface Answered {
  readonly status: number
  readonly headers: Readonly<Record<string, unknown>>
  /** The parsed body, null without one. */
  readonly body: ReturnType<typeof JSON.parse>
  readonly text: string
}

export interface Simulator {
  readonly app: FastifyInstance
  /** The simulator behind the app. */
  readonly core: Core
  /** The scope of the plugin, which a host does not see. */
  readonly scope: FastifyInstance
  readonly store: Store
  /** Every route that is registered, also routes of a host. */
  readonly routes: readonly RouteOptions[]
  readonly clock: { now: Date, advance (minutes: number): void }
  /** Send a request to a path below the base URL. */
  request (method: string, path: string, options?: { headers?: Record<string, string>, body?: unknown }): Promise<Answered>
  state (): Promise<Kept>
  /** Committed changes so far (count). The state is the same while the count is. */
  changes (): number
}

/** Longest start of an app (ms); a machine that is busy with other tests starts apps slowly. */
const pluginTimeout = 60_000

/** Create a host with decorators, plugins and handlers that could interfere with the simulator. */
export async function buildHost (): Promise<FastifyInstance> {
  const host = fastify({ pluginTimeout, logger: { level: 'trace', stream: logCollector } })
  host.decorate('config', { of: 'the host' })
  await host.register(cors, { origin: 'https://host.example' })
  await host.register(sensible)
  await host.register(basicAuth, { validate: async () => {} })
  host.setErrorHandler((_error, _request, reply) => reply.code(418).send({ host: 'error' }))
  host.setNotFoundHandler((_request, reply) => reply.code(404).send({ host: 'not found' }))
  return host
}

/**
 * Create a simulator with a fixed clock, sequential ids and state in memory, and close it when the test ends.
 * Collect its answers and log lines for `tests/collected`.
 */
export async function buildApp (options: OpenBookingSimulatorOptions = {}): Promise<Simulator> {
  const simulator = await openApp(options)
  onTestFinished(async () => { await simulator.app.close() })
  return simulator
}

/**
 * Share such a simulator among the tests of a file that do not see what the others do. It closes after the last one.
 * @returns the simulator, which its first user creates
 */
export function shareApp (options: OpenBookingSimulatorOptions = {}): () => Promise<Simulator> {
  let shared: Promise<Simulator> | undefined
  afterAll(async () => { await (await shared)?.app.close() })
  return async () => await (shared ??= openApp(options))
}

/**
 * Share such a simulator among the tests of a file that change its records but not its clock.
 * @returns the simulator in its first state, for each test that asks for it once
 */
export function shareRestored (options: OpenBookingSimulatorOptions = {}): () => Promise<Simulator> {
  const shared = shareApp(options)
  let isKept = false
  return async () => {
    const simulator = await shared()
    const { state } = simulator.core
    await (isKept ? state.restore('first') : state.snapshot('first'))
    isKept = true
    return simulator
  }
}

/** Create the same simulator for several independent tests. The caller closes it. */
export async function openApp (options: OpenBookingSimulatorOptions = {}, { isCollected = true } = {}): Promise<Simulator> {
  const app = PREFIX === '' ? fastify({ pluginTimeout, logger: isCollected && { level: 'trace', stream: logCollector } }) : await buildHost()
  const clock = { now: NOW, advance (minutes: number) { this.now = new Date(this.now.getTime() + minutes * 60_000) } }
  const read = (): Date => clock.now
  let ids = 0
  const { clock: _clock, newId: _newId, store: given, standalone: _standalone, ...simulatorOptions } = options
  const { store, changes } = countChanges(given ?? await seededStore(simulatorOptions, NOW))
  if (isCollected) collect(app, options.baseUrl ?? BASE)
  const routes: RouteOptions[] = []
  app.addHook('onRoute', (route) => { routes.push(route) })
  let scope: FastifyInstance | undefined
  app.addHook('onRegister', (instance) => { scope ??= instance })
  await app.register(plugin, { baseUrl: BASE, clock: read, newId: () => `ID${++ids}`, ...options, store, ...(PREFIX === '' ? { standalone: true } : { prefix: PREFIX }) })
  await app.ready()
  if (scope === undefined) throw new Error('The plugin was not registered')
  return { app, scope, core: scope.openBooking.simulator, store, routes, clock, request: (method, path, given) => send(app, method, path, given), state: () => allKept(store), changes }
}

let simulators = 0

function collect (app: FastifyInstance, base: string): void {
  const simulator = ++simulators
  app.addHook('onSend', async (request, reply, payload) => {
    // The host's own plugin answers it.
    if (PREFIX !== '' && request.method === 'OPTIONS') return payload
    // Requests to routes of a host have no simulator.
    const seen = request.openBooking as OpenBookingRequest | undefined
    // A fault breaks what the answer promises.
    if (seen !== undefined && seen.faults.length > 0) return payload
    const requestBase = seen?.simulator.baseUrl() ?? base
    // The path of a request lacks a tenant, and has the prefix of the host even where the base URL names another one.
    const path = `${new URL(requestBase).pathname.replace(/\/$/, '')}${request.url.slice(PREFIX.length)}`
    const text = (name: string): string => String(reply.getHeader(name) ?? '')
    // A later hook of the area sets the headers, so read them after the answer is sent.
    reply.raw.once('finish', () => {
      // Pages of feeds are bytes, and so are pictures.
      const body = Buffer.isBuffer(payload) && text('content-type').includes('json') ? String(payload) : payload
      if (typeof body !== 'string' || body === '') return
      // A browser gets a page in place of this document.
      if (body.startsWith('{') && text('content-type').startsWith('text/html')) return
      collectAnswer({
        simulator,
        method: request.method,
        url: path,
        base: requestBase,
        status: reply.statusCode,
        contentType: text('content-type'),
        cacheControl: text('cache-control'),
        body
      })
    })
    return payload
  })
}

async function send (
  app: FastifyInstance, method: string, path: string,
  { headers = {}, body }: { headers?: Record<string, string>, body?: unknown } = {}
): Promise<Answered> {
  const url = path.startsWith(BASE) ? `${PREFIX}${path.slice(BASE.length)}` : `${PREFIX}${path}`
  const payload = body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body)
  const response = await app.inject({
    method: method as NonNullable<InjectOptions['method']>,
    url,
    headers: { ...(payload !== undefined && { 'content-type': 'application/vnd.openactive.booking+json; version=1' }), ...headers },
    ...(payload !== undefined && { payload })
  })
  return { status: response.statusCode, headers: response.headers, text: response.body, body: response.body === '' || !/json/.test(String(response.headers['content-type'])) ? null : JSON.parse(response.body) }
}
