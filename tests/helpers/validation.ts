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
const models = require('@openactive/data-model-validator') as
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

  /**
   * Validate documents in worker threads.
   * @returns the findings of each document, in the order of the documents
   */
  async validateAll (documents: readonly Validated[]): Promise<Finding[][]> {
    const shares = Array.from({ length: WORKERS }, (_, share) =>
      documents.filter((_document, index) => index % WORKERS === share))
    const findings = await Promise.all(shares.map((share) => this.#validateShare(share)))
    return documents.map((_, index) => shorten(findings[index % WORKERS]?.[Math.floor(index / WORKERS)] ?? []))
  }

  async #validateShare (share: readonly Validated[]): Promise<Finding[][]> {
    const workerData = { documents: share.map(({ body, mode }) => ({ body, mode })), remoteJsonCachePath: this.#cache }
    const worker = new Worker(new URL('validation-worker.mjs', import.meta.url), { workerData })
    const [findings] = await once(worker, 'message') as [Finding[][]]
    return findings
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
