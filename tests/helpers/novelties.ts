import { createHash } from 'node:crypto'
import type { Answer } from './collection.ts'
import { shapeOf } from './shape.ts'
import { dataOf, documentsOf, isBooking, isFeed, isHealth, isOrdersFeed, isPage, locate, type LocatedAnswer } from './validation-documents.ts'
import { frameOf } from './validation-rules.ts'

/** Filter that passes answers of a shape that no earlier answer has. */
export class Novelties {
  /** Digests of the answers so far, with the `next` link of each feed page. */
  readonly #texts = new Map<string, unknown>()
  readonly #shapes = new Set<string>()
  /** By simulator and feed path, the `next` link of the last kept page, and whether that page was empty. */
  readonly #walks = new Map<string, { readonly next: unknown, readonly isEnd: boolean }>()

  /**
   * Check an answer.
   * @returns true if its shape is new, or if it is the page that follows a kept page
   */
  has (answer: Answer): boolean {
    const { method, status, contentType, cacheControl, base, body } = answer
    const path = `${answer.simulator} ${answer.url.split('?', 1)[0]}`
    const text = createHash('sha1').update([method, answer.url, status, contentType, cacheControl, base, body].join(' ')).digest('base64')
    if (this.#texts.has(text)) return this.#walk(path, answer, this.#texts.get(text), false)
    const located = locate(answer)
    const next = located !== undefined && isPage(located) ? located.json?.['next'] : undefined
    this.#texts.set(text, next)
    return located !== undefined && this.#walk(path, answer, next, this.#isNew(located))
  }

  #walk (path: string, { base, url }: Answer, next: unknown, isNew: boolean): boolean {
    const before = this.#walks.get(path)
    const own = `${new URL(base).origin}${url}`
    const isEnd = next === own
    // The end of a walk tells that the reader has the whole feed: kept once, since readers poll it.
    const isPolledAgain = before?.isEnd === true && isEnd
    const isKept = isNew || (before?.next === own && !isPolledAgain)
    if (isPolledAgain && before.next === own) return isKept
    if (isKept && next !== undefined) this.#walks.set(path, { next, isEnd })
    else this.#walks.delete(path)
    return isKept
  }

  #isNew (located: LocatedAnswer): boolean {
    const { answer: { base } } = located
    const [document] = documentsOf(located)
    const circumstances = circumstancesOf(located, document?.mode)
    // Compare each item of a page by itself, so that a known item does not hide a new one.
    const parts = located.json === undefined ? [] : isPage(located) ? [frameOf(located.json), ...dataOf(located.json)] : [located.json]
    const shapes = parts.length === 0 ? [circumstances] : parts.map((part) => `${circumstances} ${shapeOf(part, base)}`)
    const news = shapes.filter((shape) => !this.#shapes.has(shape))
    for (const shape of news) this.#shapes.add(shape)
    return news.length > 0
  }
}

/** Describe everything that the expectations of an answer depend on, apart from its body. */
function circumstancesOf (located: LocatedAnswer, mode: string | undefined): string {
  const { answer: { method, status, contentType, cacheControl, url }, path } = located
  const areas = [isBooking, isFeed, isOrdersFeed, isHealth].map((isArea) => Number(isArea(located))).join('')
  const isLast = isPage(located) && located.json?.['next'] === located.url
  return [mode, method, areas, /\.\w+$/.exec(path)?.[0], isFeed(located) ? path : '', status, contentType, cacheControl, isLast, url.includes('?')].join(' ')
}
