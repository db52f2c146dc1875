import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'

/** A JSON object of any type. */
export type Json = Readonly<Record<string, unknown>>

/** A finding of a validator at a path of a document. */
export interface Finding {
  readonly severity: 'failure' | 'warning' | 'suggestion' | 'notice'
  readonly path: string
  readonly message: string
}

/** A received page of a feed. */
export interface Page {
  readonly url: string
  readonly json: Json
  readonly pageIndex: number
  readonly contentType: string
  readonly cacheControl: string
  readonly status: number
  readonly isInitialHarvestComplete: boolean
  readonly isOrdersFeed: boolean
}

/** Checks the successive pages of one feed. */
export interface PageChecker { validateRpdePage (page: Page): ReadonlyArray<{ readonly message: string }> }

/** A document, and the mode of the OpenActive validator for it, such as `C1Response`. */
export interface Validated { readonly body: Json, readonly mode: string }

/** Worker threads of the validator, each of which keeps one processor busy (count). */
const WORKERS = 2

interface ModelOptions { readonly loadRemoteJson: true, readonly remoteJsonCachePath: string, readonly validationMode: string }

// The packages have no types.
const require = createRequire(import.meta.url)
const models = require('./model-validator.cjs') as
  { validate (document: unknown, options: ModelOptions): Promise<readonly Finding[]> }
const rpde = require('@openactive/rpde-validator') as { FeedPageChecker: new () => PageChecker }

export const newPageChecker = (): PageChecker => new rpde.FeedPageChecker()

/** The parts of remote documents that answers refer to, by URL of the document. */
export const EXCERPTS = JSON.parse(readFileSync(join(import.meta.dirname, 'validation-excerpts.json'), 'utf8')) as
  Readonly<Record<string, { readonly concept?: ReadonlyArray<{ readonly id: string, readonly prefLabel: string }> }>>

const cacheFile = (url: string): string => `${createHash('sha256').update(url).digest('hex')}.json`

const shorten = (findings: readonly Finding[]): Finding[] => findings
  .map(({ severity, path, message }) => ({ severity, path, message: message.split('\n', 1)[0] ?? '' }))

/** The OpenActive model validator with a cache of remote documents, so that it needs no network. */
export class ModelValidator {
  readonly #cache = mkdtempSync(join(tmpdir(), 'open-booking-validation-'))

  constructor () {
    for (const [url, data] of Object.entries(EXCERPTS)) {
      const entry = { errorCode: 'error_none', data, statusCode: 200, url, exception: null, contentType: 'application/ld+json', fetchTime: Date.now() }
      writeFileSync(join(this.#cache, cacheFile(url)), JSON.stringify(entry))
    }
  }

  /**
   * Validate a document.
   * @param mode - mode of the OpenActive validator, such as `C1Response`
   */
  async validate (document: Json, mode: string): Promise<Finding[]> {
    const options = { loadRemoteJson: true, remoteJsonCachePath: this.#cache, validationMode: mode } as const
    return shorten(await models.validate(structuredClone(document), options))
  }

  /** Start to validate documents in worker threads, while the caller finds more of them. */
  start (): ValidationRun {
    return new ValidationRun(this.#cache)
  }

  /**
   * Count the requested documents without an excerpt. Each request would have needed the network.
   * @returns documents (count)
   */
  countUnexpectedDocuments (): number {
    const known = Object.keys(EXCERPTS).map(cacheFile)
    return readdirSync(this.#cache).filter((name) => !known.includes(name)).length
  }

  /** Delete the cache. */
  remove (): void {
    rmSync(this.#cache, { recursive: true, force: true })
  }
}

/** A validation in worker threads. Each takes its share of the documents as they come. */
export class ValidationRun {
  readonly #shares: ReadonlyArray<{ readonly worker: Worker, readonly end: Promise<unknown>, readonly findings: Finding[][] }>
  #documents = 0

  /** @param remoteJsonCachePath - folder of the remote documents */
  constructor (remoteJsonCachePath: string) {
    const file = new URL('validation-worker.mjs', import.meta.url)
    this.#shares = Array.from({ length: WORKERS }, () => {
      const worker = new Worker(file, { workerData: { remoteJsonCachePath } })
      const findings: Finding[][] = []
      worker.on('message', (found: Finding[]) => { findings.push(shorten(found)) })
      return { worker, end: once(worker, 'exit'), findings }
    })
  }

  /** Add a document. */
  add ({ body, mode }: Validated): void {
    this.#shares[this.#documents++ % WORKERS]?.worker.postMessage({ body, mode })
  }

  /**
   * End the validation.
   * @returns the findings of each document, in the order of the documents
   */
  async findings (): Promise<Finding[][]> {
    for (const { worker } of this.#shares) worker.postMessage(null)
    await Promise.all(this.#shares.map(({ end }) => end))
    return Array.from({ length: this.#documents }, (_, index) => {
      const found = this.#shares[index % WORKERS]?.findings[Math.floor(index / WORKERS)]
      if (found === undefined) throw new Error(`The validator has not answered for document ${index + 1} of ${this.#documents}`)
      return found
    })
  }
}
