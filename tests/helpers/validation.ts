import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'

/** A JSON object that nobody knows more about. */
export type Json = Readonly<Record<string, unknown>>

/** What a validator has to say about a place in a document. */
export interface Finding { readonly severity: 'failure' | 'warning' | 'suggestion' | 'notice', readonly path: string, readonly message: string }

/** A page of a feed as it was received. */
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

/** Checks the pages of one feed, one after the other. */
export interface PageChecker { validateRpdePage (page: Page): ReadonlyArray<{ readonly message: string }> }

/** A document, and the mode of the OpenActive validator to check it in, such as `C1Response`. */
export interface Validated { readonly body: Json, readonly mode: string }

/** The validator keeps one processor busy (count). */
const WORKERS = 2

interface ModelOptions { readonly loadRemoteJson: true, readonly remoteJsonCachePath: string, readonly validationMode: string }

// Neither of the two has types.
const require = createRequire(import.meta.url)
const models = require('@openactive/data-model-validator') as { validate (document: unknown, options: ModelOptions): Promise<readonly Finding[]> }
const rpde = require('@openactive/rpde-validator') as { FeedPageChecker: new () => PageChecker }

export const newPageChecker = (): PageChecker => new rpde.FeedPageChecker()

/** The parts of remote documents that answers refer to, by URL. */
export const EXCERPTS = JSON.parse(readFileSync(join(import.meta.dirname, 'validation-excerpts.json'), 'utf8')) as
  Readonly<Record<string, { readonly concept?: ReadonlyArray<{ readonly id: string, readonly prefLabel: string }> }>>

const cacheFile = (url: string): string => `${createHash('sha256').update(url).digest('hex')}.json`

const shorten = (findings: readonly Finding[]): Finding[] => findings.map(({ severity, path, message }) => ({ severity, path, message: message.split('\n', 1)[0] ?? '' }))

/** The model validator with remote documents that need no network. */
export class ModelValidator {
  readonly #cache = mkdtempSync(join(tmpdir(), 'open-booking-validation-'))

  constructor () {
    for (const [url, data] of Object.entries(EXCERPTS)) {
      const entry = { errorCode: 'error_none', data, statusCode: 200, url, exception: null, contentType: 'application/ld+json', fetchTime: Date.now() }
      writeFileSync(join(this.#cache, cacheFile(url)), JSON.stringify(entry))
    }
  }

  /** @param mode - validation mode of the OpenActive validator, such as `C1Response` */
  async validate (document: Json, mode: string): Promise<Finding[]> {
    return shorten(await models.validate(structuredClone(document), { loadRemoteJson: true, remoteJsonCachePath: this.#cache, validationMode: mode }))
  }

  /** @returns what there is to say about each document, in their order. */
  async validateAll (documents: readonly Validated[]): Promise<Finding[][]> {
    const shares = Array.from({ length: WORKERS }, (_, share) => documents.filter((_document, index) => index % WORKERS === share))
    const findings = await Promise.all(shares.map((share) => this.#validateShare(share)))
    return documents.map((_, index) => shorten(findings[index % WORKERS]?.[Math.floor(index / WORKERS)] ?? []))
  }

  async #validateShare (share: readonly Validated[]): Promise<Finding[][]> {
    const workerData = { documents: share.map(({ body, mode }) => ({ body, mode })), remoteJsonCachePath: this.#cache }
    const [findings] = await once(new Worker(new URL('validation-worker.mjs', import.meta.url), { workerData }), 'message') as [Finding[][]]
    return findings
  }

  /** @returns how many documents were asked for beyond the excerpts: each would have needed the network. */
  countUnexpectedDocuments (): number {
    const known = Object.keys(EXCERPTS).map(cacheFile)
    return readdirSync(this.#cache).filter((name) => !known.includes(name)).length
  }

  remove (): void {
    rmSync(this.#cache, { recursive: true, force: true })
  }
}
