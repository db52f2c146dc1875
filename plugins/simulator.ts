import { randomUUID } from 'node:crypto'
import fp from 'fastify-plugin'
import { customAlphabet } from 'nanoid'
import { createMemoryStore, openFileStore } from '../data/lowdb-store.ts'
import { loadListed } from '../data/loading.ts'
import { type Store, StoreUnavailableError } from '../data/store.ts'
import type { Caller, Environment, Rules } from '../domain/rules.ts'
import { CLASSIC_EVENTS, startClassic } from '../domain/sample/classic.ts'
import { changedOption, renewSample, SAMPLE } from '../domain/sample/sample-data.ts'
import type { SamplePlan } from '../domain/state.ts'
import type { ResolvedSimulatorOptions } from '../schemas/options.ts'
import { originOf, urlBelow } from './base-url.ts'
import { configuredCredentials, digestOf, newSecrets } from './credentials.ts'
import { doDue } from './due.ts'
import { dataFileOf, OptionsError, rulesOf, spellingsOf } from './options.ts'
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
  /** Does what time has brought about, if anything. */
  settle (): Promise<void>
  /** The same for readers, who get what is there when nothing can be written. */
  settleIfPossible (): Promise<void>
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

/** @throws OptionsError if the stored sample data was made for other options: it would hold what these do not know. */
function expectSameAssortment (plan: SamplePlan, rules: Rules): void {
  const changed = changedOption(plan, rules)
  if (changed !== undefined) throw new OptionsError(`what the data file holds was made with another ${spellingsOf(changed)}, which a profile may set; begin anew with --fresh, or take another data file`)
}

/** Opens the store, fills it at the first start, and decorates the area with `openBooking`. */
export default fp<SimulatorPluginOptions>(async (app, { resolved, clock = () => new Date(), newId = newRandomId, store: given }) => {
  const rules = rulesOf(resolved)
  const file = dataFileOf(resolved)
  const store = given ?? (file === undefined
    ? createMemoryStore(clock)
    : await openFileStore({ file, clock, fresh: resolved.fresh, warn: (message) => { app.log.warn(message) } }))
  let timer: NodeJS.Timeout | undefined
  let ready = false
  let closed = false

  async function settle (): Promise<void> {
    if (store.dueAt() > clock().getTime()) return
    await store.transaction(async (tx) => { await doDue(tx, environment(tx.now)) })
  }

  async function settleIfPossible (): Promise<void> {
    try {
      await settle()
    } catch (error) {
      if (!(error instanceof StoreUnavailableError)) throw error
      app.log.error({ err: error }, 'what is due could not be done')
    }
  }

  // An idle server announces what lapses, too. A clock may be moved, so it never sleeps for long.
  function wakeWhenDue (): void {
    if (closed) return
    const wait = Math.min(Math.max(store.dueAt() - clock().getTime(), 1000), 60_000)
    timer = setTimeout(() => {
      settle().catch((error: unknown) => { app.log.error(error) }).finally(wakeWhenDue)
    }, wait).unref()
  }

  const environment = (now: Date): Environment => ({ now, newId, newUuid: randomUUID, digest: digestOf, rules, base: baseUrl() })
  const baseUrl = (): string => resolved.baseUrl ?? `${originOf(app.server.address(), Boolean(app.initialConfig.https))}${app.prefix}`

  app.decorate('openBooking', {
    options: resolved,
    rules,
    store,
    baseUrl,
    urlOf: (requestUrl) => urlBelow(baseUrl(), app.prefix, requestUrl),
    environment,
    settle,
    settleIfPossible,
    clock,
    newSecrets,
    version: VERSION,
    isReady: () => ready
  })
  app.decorateRequest('openBooking', null)
  app.addHook('onReady', async () => {
    await store.transaction(async (tx) => {
      const plan = await tx.get('sample', SAMPLE)
      if (plan === undefined) await tx.apply(renewSample(undefined, resolved.seed, [], { now: tx.now, rules }))
      else expectSameAssortment(plan, rules)
    })
    await settle()
    const [partner] = configuredCredentials(resolved).partners
    // Once what lapsed while nobody was there is free again.
    await store.transaction(async (tx) => { await tx.apply(startClassic(await loadListed(tx, CLASSIC_EVENTS), partner?.id, environment(tx.now))) })
    ready = true
    wakeWhenDue()
  })
  app.addHook('onClose', async () => {
    closed = true
    clearTimeout(timer)
    await store.close()
  })
}, { name: 'open-booking-simulator-core' })
