import { createHash } from 'node:crypto'
import type { Answer } from './collection.ts'
import { shapeOf } from './shape.ts'
import { dataOf, documentsOf, isBooking, isFeed, isHealth, isOrdersFeed, isPage, place, type Placed } from './validation-documents.ts'
import { frameOf } from './validation-rules.ts'

/** Tells the answers that a validator has not seen the like of from all others. */
export class Novelties {
  /** Digests of the texts that were looked at, with where a page leads. */
  readonly #texts = new Map<string, unknown>()
  readonly #shapes = new Set<string>()
  /** By feed, where the last page of a walk that is kept leads. */
  readonly #walks = new Map<string, unknown>()

  /** @returns whether to keep an answer: its shape is new, or it is the next page after one that is kept. */
  has (answer: Answer): boolean {
    const { method, status, contentType, cacheControl, base, body } = answer
    const path = answer.url.split('?', 1)[0] ?? ''
    const text = createHash('sha1').update([method, answer.url, status, contentType, cacheControl, base, body].join(' ')).digest('base64')
    if (this.#texts.has(text)) return this.#walk(path, answer, this.#texts.get(text), false)
    const placed = place(answer)
    const next = placed !== undefined && isPage(placed) ? placed.json?.['next'] : undefined
    this.#texts.set(text, next)
    return placed !== undefined && this.#walk(path, answer, next, this.#isNew(placed))
  }

  #walk (path: string, { base, url }: Answer, next: unknown, isNew: boolean): boolean {
    const before = this.#walks.get(path)
    const isKept = isNew || (before !== undefined && before === `${new URL(base).origin}${url}` && before !== next)
    if (isKept && next !== undefined) this.#walks.set(path, next)
    else this.#walks.delete(path)
    return isKept
  }

  #isNew (placed: Placed): boolean {
    const { answer: { base } } = placed
    const [document] = documentsOf(placed)
    const circumstances = circumstancesOf(placed, document?.mode)
    // Of a page, its frame and each of its items; none must hide another.
    const parts = placed.json === undefined ? [] : isPage(placed) ? [frameOf(placed.json), ...dataOf(placed.json)] : [placed.json]
    const shapes = parts.length === 0 ? [circumstances] : parts.map((part) => `${circumstances} ${shapeOf(part, base)}`)
    const news = shapes.filter((shape) => !this.#shapes.has(shape))
    for (const shape of news) this.#shapes.add(shape)
    return news.length > 0
  }
}

/** What is expected of an answer, apart from what it says. */
function circumstancesOf (placed: Placed, mode: string | undefined): string {
  const { answer: { method, status, contentType, cacheControl, url }, path } = placed
  const place = [isBooking, isFeed, isOrdersFeed, isHealth].map((isPlace) => Number(isPlace(placed))).join('')
  const isLast = isPage(placed) && placed.json?.['next'] === placed.url
  return [mode, method, place, /\.\w+$/.exec(path)?.[0], isFeed(placed) ? path : '', status, contentType, cacheControl, isLast, url.includes('?')].join(' ')
}
