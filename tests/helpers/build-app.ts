import basicAuth from '@fastify/basic-auth'
import cors from '@fastify/cors'
import sensible from '@fastify/sensible'
import fastify, { type FastifyInstance, type InjectOptions } from 'fastify'
import { onTestFinished } from 'vitest'
import type { Store } from '../../data/store.ts'
import plugin, { type OpenBookingSimulatorOptions } from '../../plugin.ts'
import { collectAnswer, logCollector } from './collection.ts'
import { allKept, countChanges, type Kept } from './kept.ts'
import { seededStore } from './seeded.ts'

/** Where the simulator is mounted in this run. */
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
  readonly store: Store
  readonly clock: { now: Date, advance (minutes: number): void }
  /** Sends a request; a path begins below the base URL. */
  request (method: string, path: string, options?: { headers?: Record<string, string>, body?: unknown }): Promise<Answered>
  state (): Promise<Kept>
  /** How many changes were kept so far: as long as it is the same, so is the state. */
  changes (): number
}

/** A machine that is busy with other tests starts an app late, which is no fault of the app's (ms). */
const pluginTimeout = 60_000

/** A host with whatever may get into the way of a plugin. */
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
 * A simulator as its users have it, but with a clock that stands, ids that count, and state in memory.
 * All that it answers and logs is collected for `tests/collected`. It is closed when the test ends.
 */
export async function buildApp (options: OpenBookingSimulatorOptions = {}): Promise<Simulator> {
  const simulator = await openApp(options)
  onTestFinished(async () => { await simulator.app.close() })
  return simulator
}

/** The same for several tests in which nothing depends on what the others did: whoever opens it closes it. */
export async function openApp (options: OpenBookingSimulatorOptions = {}): Promise<Simulator> {
  const app = PREFIX === '' ? fastify({ pluginTimeout, logger: { level: 'trace', stream: logCollector } }) : await buildHost()
  const clock = { now: NOW, advance (minutes: number) { this.now = new Date(this.now.getTime() + minutes * 60_000) } }
  const read = (): Date => clock.now
  let ids = 0
  const { clock: _clock, newId: _newId, store: given, standalone: _standalone, ...simulatorOptions } = options
  const { store, changes } = countChanges(given ?? await seededStore(simulatorOptions, read, NOW))
  collect(app, options.baseUrl ?? BASE)
  await app.register(plugin, { baseUrl: BASE, clock: read, newId: () => `ID${++ids}`, ...options, store, ...(PREFIX === '' ? { standalone: true } : { prefix: PREFIX }) })
  await app.ready()
  return { app, store, clock, request: (method, path, given) => send(app, method, path, given), state: () => allKept(store), changes }
}

function collect (app: FastifyInstance, base: string): void {
  app.addHook('onSend', async (request, reply, payload) => {
    const text = (name: string): string => String(reply.getHeader(name) ?? '')
    // Set by a hook of the area after this one, so asked for once the answer is out.
    reply.raw.once('finish', () => {
      if (typeof payload !== 'string' || payload === '') return
      collectAnswer({ method: request.method, url: request.url, base, status: reply.statusCode, contentType: text('content-type'), cacheControl: text('cache-control'), body: payload })
    })
    return payload
  })
}

async function send (app: FastifyInstance, method: string, path: string, { headers = {}, body }: { headers?: Record<string, string>, body?: unknown } = {}): Promise<Answered> {
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
