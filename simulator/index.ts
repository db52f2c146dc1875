import { randomUUID } from 'node:crypto'
import { customAlphabet } from 'nanoid'
import { drawPicture } from '../data/sample/pictures/draw-picture.ts'
import { SAMPLE_CONTENT } from '../data/sample/content.ts'
import { type Reader, type Store, StoreUnavailableError } from '../data/store.ts'
import type { Rules } from '../domain/records/booking-rules.ts'
import type { Environment } from '../domain/records/environment.ts'
import { orderKey } from '../domain/records/order.ts'
import type { ResolvedSimulatorOptions } from '../schemas/options.ts'
import { type BookingPartners, createBookingPartners } from './booking-partners.ts'
import { digestOf, newSecrets } from './credentials.ts'
import { createFailedCredentials, type FailedCredentials } from './failed-credentials.ts'
import { createClock } from './control/clock.ts'
import { type Control, createControl } from './control/create-control.ts'
import type { RequestMemory } from './control/request-memory.ts'
import type { FirstState } from './control/state/first-state.ts'
import { loadClock, warnOfIgnoredStart } from './control/time.ts'
import { createDueTimer, type DueTimer } from './due-timer.ts'
import { withDeletions } from './load.ts'
import type { Log } from './log.ts'
import { rulesOf } from './options/rules.ts'
import { prepareState } from './startup.ts'
import { openStore } from './store.ts'
import { checkStorage, createTransact, type Transact } from './transact.ts'
import { VERSION } from './this-package.ts'

/** A running booking system, without a server: state, clock, rules, and the one way to change the state. */
export interface Simulator
  extends Control, Pick<DueTimer, 'processDueBefore' | 'processSoon'>, Pick<Store, 'feedPage' | 'isWritable'> {
  readonly options: ResolvedSimulatorOptions
  readonly rules: Rules
  readonly bookingPartners: BookingPartners
  readonly failedCredentials: FailedCredentials
  readonly transact: Transact
  /** Read a consistent state, and wait until everything seen is durable. */
  read<T> (work: (reader: Reader) => Promise<T>): Promise<T>
  /** @returns the simulated time. */
  clock (): Date
  /** @returns the real time: for change numbers, rate limits and HTTP. */
  realNow (): Date
  /** @returns the base URL, without a trailing slash. */
  baseUrl (): string
  /** @returns everything that a decision made now may depend on beside its arguments. */
  environment (): Environment
  /** @returns secrets that nobody can guess, one for each kind of credentials. */
  newSecrets: typeof newSecrets
  /** @returns the SVG picture of a programme, facility or venue, undefined for an unknown slug. */
  drawPicture: typeof drawPicture
  /** Version of this package. */
  readonly version: string
  /**
   * Spell a UUID of a request as the records do.
   * @param uuid - the UUID in any letter case
   * @param partner - id of the booking partner, undefined for any
   * @returns the UUID in lower case; unchanged if older data has a record under exactly this spelling
   */
  spellUuid (uuid: string, partner: string | undefined): string
  /** Read again what is kept in memory beside a store that other processes share; missing for other stores. */
  readonly refresh?: () => Promise<void>
  /** Find the records of a first start, for another simulator with these options. */
  readonly firstRecords: FirstState['recordsAt']
  /** @returns whether sample data and first feed pages exist. */
  isReady (): boolean
  /** Prepare the state and begin to process what becomes due. Without room to write, this happens later. */
  start (): Promise<void>
  /** Finish pending commits and release the store. */
  close (): Promise<void>
}

/** Replacements for the clock, ids and store of a simulator. */
export interface Replaceable {
  /** @returns the real time. */
  readonly clock?: () => Date
  /** @returns an id that was never given before: letters and digits. */
  readonly newId?: () => string
  /** A store to use instead of the data file; the simulator closes it. */
  readonly store?: Store
}

/** The parts that a simulator is created from. */
export interface SimulatorParts extends Replaceable {
  readonly options: ResolvedSimulatorOptions
  /** @returns the base URL as of now: the listening address may be unknown at first. */
  readonly baseUrl: () => string
  readonly log: Log
  /** Set for a tenant, whose store has the records of a first start: the memory of the request logs of its process. */
  readonly requestMemory?: RequestMemory
}

/** Time between two tries to prepare the state (ms). */
const RETRY_MS = 60_000
const UNPREPARED = 'cannot write to bring the stored state to the present; reads work, and the next minute tries again'

/** @returns the time of this process, which libraries read themselves. */
export const processTime = (): Date => new Date()

/** Letters and digits that readers do not confuse. */
const newRandomId = customAlphabet('23456789ABCDEFGHJKLMNPQRSTUVWXYZ', 10)

/**
 * Create a simulator and open its store.
 * @throws {Error} if the data file is damaged, foreign, unreadable or in use
 */
export async function createSimulator (
  {
    options, baseUrl, log, clock: realNow = processTime, newId = newRandomId, store: given, requestMemory
  }: SimulatorParts
): Promise<Simulator> {
  const rules = rulesOf(options)
  const simulated = createClock(realNow)
  const clock = simulated.now
  const store = given ?? await openStore(options, realNow, log)
  const isNew = await store.read(async (reader) => await loadClock(simulated, reader, options.clock))
  const isTenant = requestMemory !== undefined
  if (!isNew && !isTenant) warnOfIgnoredStart(simulated, options.clock, log)
  const environmentAt = (now: Date): Environment =>
    ({ now, newId, newUuid: randomUUID, digest: digestOf, rules, content: SAMPLE_CONTENT, base: baseUrl() })
  const environment = (): Environment => environmentAt(clock())
  const transact = createTransact(store, environment, checkStorage)
  const bookingPartners = createBookingPartners(transact, options)
  const due = createDueTimer({
    store, clock, environmentAt, log, beforeWork: async () => { if (store.isShared) await refresh() }
  })
  const { control, reload, refresh, first } = createControl({
    options, rules, clock: simulated, store, due, transact, bookingPartners, baseUrl, environmentAt, requestMemory
  })
  let ready = false
  let retry: NodeJS.Timeout | undefined
  let keptSpellings: ReadonlySet<string> = new Set()

  async function prepare (): Promise<void> {
    // The preparation must not fail for a booking partner that has stored too much.
    const unlimited = createTransact(store, environment)
    const prepared = await prepareState({
      options, transact: unlimited, setting: simulated.setting(), processDue: due.processDue, log
    })
    keptSpellings = prepared.keptSpellings
    await bookingPartners.load()
    await reload()
    await (prepared.isNew || isTenant ? first.begin() : first.resume())
    ready = true
  }

  /** Without room on the disk, a start still serves what it can read, and tries again later. */
  async function start (): Promise<void> {
    try {
      await prepare()
    } catch (error) {
      if (!(error instanceof StoreUnavailableError)) throw error
      log.error({ err: error }, UNPREPARED)
      await reload()
      retry = setInterval(() => {
        prepare().then(() => { clearInterval(retry) }, (again: unknown) => { log.error({ err: again }, UNPREPARED) })
      }, RETRY_MS).unref()
    }
    due.start()
  }

  function spellUuid (uuid: string, partner: string | undefined): string {
    const isKept = partner === undefined
      ? [...keptSpellings].some((key) => key.startsWith(`${uuid} `))
      : keptSpellings.has(orderKey(partner, uuid))
    return isKept ? uuid : uuid.toLowerCase()
  }

  async function close (): Promise<void> {
    clearInterval(retry)
    due.stop()
    control.requestLog.close()
    await store.close()
  }

  return {
    ...control,
    options,
    rules,
    bookingPartners,
    failedCredentials: createFailedCredentials(options.failureLimit, realNow),
    transact,
    read: async (work) => await store.read(work),
    feedPage: async (feed, cursor, limit) => await withDeletions(store, await store.feedPage(feed, cursor, limit)),
    isWritable: async () => await store.isWritable(),
    processDueBefore: due.processDueBefore,
    processSoon: due.processSoon,
    ...(store.isShared && { refresh }),
    clock,
    realNow,
    baseUrl,
    environment,
    newSecrets,
    drawPicture,
    spellUuid,
    version: VERSION,
    firstRecords: first.recordsAt,
    isReady: () => ready,
    start,
    close
  }
}
