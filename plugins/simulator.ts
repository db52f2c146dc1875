import { createHash } from 'node:crypto'
import fp from 'fastify-plugin'
import { customAlphabet } from 'nanoid'
import { createMemoryStore, openFileStore } from '../data/lowdb-store.ts'
import type { Store, Tx } from '../data/store.ts'
import { dueChanges } from '../domain/due.ts'
import type { Caller, Environment, Rules } from '../domain/rules.ts'
import { renewSample, SAMPLE } from '../domain/sample-data.ts'
import { isDeleted, type Opportunity } from '../domain/state.ts'
import type { ResolvedSimulatorOptions } from '../schemas/options.ts'
import { dataFileOf, rulesOf } from './options.ts'

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
  /** Does what time has brought about, if anything. */
  settle (): Promise<void>
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

const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64url')

/** Opens the store, fills it at the first start, and decorates the area with `openBooking`. */
export default fp<SimulatorPluginOptions>(async (app, { resolved, clock = () => new Date(), newId = newRandomId, store: given }) => {
  const rules = rulesOf(resolved)
  const file = dataFileOf(resolved)
  const store = given ?? (file === undefined
    ? createMemoryStore(clock)
    : await openFileStore({ file, clock, fresh: resolved.fresh, warn: (message) => { app.log.warn(message) } }))
  let timer: NodeJS.Timeout | undefined
  let ready = false

  async function settle (): Promise<void> {
    if (store.dueAt() > clock().getTime()) return
    await store.transaction(async (tx) => { await tx.apply(await changesDue(tx, rules)) })
  }

  // An idle server announces what lapses, too. Timers can't wait longer than 24 days.
  function wakeWhenDue (): void {
    const wait = Math.min(Math.max(store.dueAt() - clock().getTime(), 1000), 60_000)
    timer = setTimeout(() => {
      settle().catch((error: unknown) => { app.log.error(error) }).finally(wakeWhenDue)
    }, wait).unref()
  }

  const baseUrl = (): string => resolved.baseUrl ?? `${originOf(app.server.address(), 'https' in app.initialConfig)}${app.prefix}`

  app.decorate('openBooking', {
    options: resolved,
    rules,
    store,
    baseUrl,
    urlOf: (requestUrl) => urlBelow(baseUrl(), app.prefix, requestUrl),
    environment: (now) => ({ now, newId, digest: sha256, rules, base: baseUrl() }),
    settle,
    isReady: () => ready
  })
  app.decorateRequest('openBooking', null)
  app.addHook('onReady', async () => {
    await store.transaction(async (tx) => {
      if (await tx.get('sample', SAMPLE) === undefined) await tx.apply(renewSample(undefined, resolved.seed, [], { now: tx.now, rules }))
    })
    await settle()
    ready = true
    wakeWhenDue()
  })
  app.addHook('onClose', async () => {
    clearTimeout(timer)
    await store.close()
  })
}, { name: 'open-booking-simulator-core' })

/**
 * @param prefix - part of the request's path that `base` stands for
 * @param requestUrl - as it came: mostly a path, but a whole URL or `*` is allowed, too
 */
function urlBelow (base: string, prefix: string, requestUrl: string): string {
  const path = requestUrl.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '').replace(/[?#].*$/s, '')
  const url = new URL(base)
  url.pathname = `${url.pathname.replace(/\/$/, '')}${path.startsWith(prefix) ? path.slice(prefix.length) : path}`
  // A reader could take an ampersand for the begin of an HTML entity.
  return url.href.replaceAll('&', '%26')
}

/** Loopback and wildcard addresses are reached as localhost. */
function originOf (address: ReturnType<import('node:net').Server['address']>, secure: boolean): string {
  const scheme = secure ? 'https' : 'http'
  if (address === null || typeof address === 'string') return `${scheme}://localhost`
  const local = ['127.0.0.1', '0.0.0.0', '::1', '::'].includes(address.address)
  const host = address.family === 'IPv6' ? `[${address.address}]` : address.address
  return `${scheme}://${local ? 'localhost' : host}:${address.port}`
}

async function changesDue (tx: Tx, rules: Rules): Promise<ReturnType<typeof dueChanges>> {
  const due = await tx.due()
  const leases = due.flatMap(({ kind, record }) => kind === 'lease' ? [record] : [])
  const records = new Map<string, Opportunity>()
  for (const path of [...new Set(leases.flatMap(({ places }) => Object.keys(places)))].sort()) {
    const record = await tx.get('opportunity', path)
    if (record !== undefined && 'spaces' in record) records.set(path, record)
  }
  const [sample] = due.flatMap(({ kind, record }) => kind === 'sample' ? [record] : [])
  const sampleItems = sample === undefined ? [] : await tx.list('opportunity', { sample: true }) as Opportunity[]
  const tombstones = due.flatMap(({ kind, record }) => kind === 'opportunity' && isDeleted(record) ? [record] : [])
  return dueChanges({ leases, tombstones, sample, records, sampleItems }, { now: tx.now, rules })
}
