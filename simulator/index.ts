import { randomUUID } from 'node:crypto'
import fp from 'fastify-plugin'
import { customAlphabet } from 'nanoid'
import { createMemoryStore, openFileStore } from '../data/lowdb-store.ts'
import type { Store } from '../data/store.ts'
import type { Rules } from '../domain/records/booking-rules.ts'
import type { Caller, Environment } from '../domain/records/environment.ts'
import type { ResolvedSimulatorOptions } from '../schemas/options.ts'
import { originOf, urlBelow } from './base-url.ts'
import { digestOf, newSecrets } from './credentials.ts'
import { createSettling, type Settling } from './due-timer.ts'
import { dataFileOf, rulesOf } from './options/rules.ts'
import { prepareState } from './startup.ts'
import { createDecide, type Decide } from './transact.ts'
import { VERSION } from './version.ts'

/** What routes work with. */
export interface OpenBooking {
  readonly options: ResolvedSimulatorOptions
  readonly rules: Rules
  readonly store: Store
  /** Base URL as of now. */
  baseUrl (): string
  /** @returns the absolute URL of a request, without its query, which may hold secrets. */
  urlOf (requestUrl: string): string
  /** What a decision at `now` may depend on. */
  environment (now: Date): Environment
  /** Runs a decision, and keeps what it changes with all that follows from that. */
  readonly decide: Decide
  /** Does what time has brought about before a request. */
  settleBefore: Settling['settleBefore']
  /** @returns secrets that nobody can guess, one for each way in. */
  newSecrets: typeof newSecrets
  /** The current instant. */
  clock (): Date
  /** Version of this package. */
  readonly version: string
  /** Whether sample data and first feed pages are there. */
  isReady (): boolean
}

declare module 'fastify' {
  interface FastifyInstance { openBooking: OpenBooking }
  interface FastifyRequest { openBooking: { caller: Caller } | null }
}

/** What a host can put in place of the real ones. */
export interface Replaceable {
  /** @returns the current instant. */
  readonly clock?: () => Date
  /** @returns an id not given before: letters and digits. */
  readonly newId?: () => string
  /** A store to use instead of the data file, closed with the plugin. */
  readonly store?: Store
}

export interface SimulatorPluginOptions extends Replaceable {
  readonly resolved: ResolvedSimulatorOptions
}

/** Without letters that are easily confused. */
const newRandomId = customAlphabet('23456789ABCDEFGHJKLMNPQRSTUVWXYZ', 10)

/** Opens the store, fills it at the first start, and decorates the area with `openBooking`. */
export default fp<SimulatorPluginOptions>(async (app, { resolved, clock = () => new Date(), newId = newRandomId, store: given }) => {
  const rules = rulesOf(resolved)
  const file = dataFileOf(resolved)
  const store = given ?? (file === undefined
    ? createMemoryStore(clock)
    : await openFileStore({ file, clock, fresh: resolved.fresh, warn: (message) => { app.log.warn(message) } }))
  const baseUrl = (): string => resolved.baseUrl ?? `${originOf(app.server.address(), Boolean(app.initialConfig.https))}${app.prefix}`
  const environment = (now: Date): Environment => ({ now, newId, newUuid: randomUUID, digest: digestOf, rules, base: baseUrl() })
  const decide = createDecide(store, environment)
  const { settle, settleBefore, start, stop } = createSettling({ store, clock, environment, log: app.log })
  let ready = false

  app.decorate('openBooking', {
    options: resolved,
    rules,
    store,
    baseUrl,
    urlOf: (requestUrl) => urlBelow(baseUrl(), app.prefix, requestUrl),
    environment,
    decide,
    settleBefore,
    clock,
    newSecrets,
    version: VERSION,
    isReady: () => ready
  })
  app.decorateRequest('openBooking', null)
  app.addHook('onReady', async () => {
    await prepareState({ store, options: resolved, environment, decide, settle })
    ready = true
    start()
  })
  app.addHook('onClose', async () => {
    stop()
    await store.close()
  })
}, { name: 'open-booking-simulator-core' })
