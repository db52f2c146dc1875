import { itemText, limitOf, PAGE_SIZE, positionOf, rpdePage } from '../../feeds/rpde.ts'
import { refuse } from '../../protocol/errors.ts'
import { FORMAT_WORDS, FORMATS } from '../../protocol/formats.ts'
import { seededRandom } from '../../sample/random.ts'
import { type FeedSetting, generatedItem, type SessionChange } from './generated-session.ts'

/** New sessions of a round (count); an update and a deletion of earlier ones follow them. */
const NEW = 8
const ROUND = NEW + 2
/** Rounds from the creation of a session to its update and to its deletion, if it is chosen (count). */
const UPDATED_AFTER = 100
const DELETED_AFTER = 200

/** A feed whose pages follow from their change numbers: nothing is stored. */
export interface GeneratedFeed extends FeedSetting {
  /** Sessions (count). */
  readonly items: number
  readonly feedUrl: string
}

/** @returns changes, updates, deletions, and sessions that remain at the end of a feed (counts) */
export function feedCounts ({ items }: Pick<GeneratedFeed, 'items'>): Readonly<Record<
  'changes' | 'updates' | 'deletions' | 'remaining', number
>> {
  const rounds = Math.ceil(items / NEW)
  return { changes: items + 2 * rounds, updates: rounds, deletions: rounds, remaining: items - rounds }
}

/**
 * Find the change with a change number. Each round has new sessions, then an update of a session and a deletion of
 * another one, or the same, of earlier rounds.
 * @param modified - change number, 1 or more
 * @param feed - number of sessions and seed
 * @returns the change, undefined if the feed has none with this number
 */
export function changeAt (
  modified: number, { items, seed }: Pick<GeneratedFeed, 'items' | 'seed'>
): SessionChange | undefined {
  const round = Math.floor((modified - 1) / ROUND)
  const place = (modified - 1) % ROUND
  if (place < NEW) {
    const number = round * NEW + place + 1
    return number > items ? undefined : { number, modified, state: 'new' }
  }
  const [state, after] = place === NEW ? ['updated', UPDATED_AFTER] as const : ['deleted', DELETED_AFTER] as const
  const before = (round - after) * NEW
  if (before < 0 || before >= items) return undefined
  const choice = Math.floor(seededRandom(seed + modified)() * Math.min(NEW, items - before))
  return { number: before + choice + 1, modified, state }
}

/**
 * Render a page of a generated feed. A reader meets the series as if the sessions changed while it reads: a session can
 * come again on a later page, with a higher change number or deleted, and never twice on one page.
 * @param query - query parameters: `afterChangeNumber` (a change number) and `limit` (count); others are ignored
 * @param feed - sessions, seed and address
 * @returns the page as JSON text, and whether it is the last one
 * @throws {OpenBookingError} if a query parameter is no such number
 */
export function generatedPage (
  query: URLSearchParams, feed: GeneratedFeed
): { readonly text: string, readonly isLast: boolean } {
  const afterChangeNumber = textOf(query, 'afterChangeNumber', 'change-number')
  const { cursor } = positionOf({ afterChangeNumber }, { feedOrder: 'change-number' })
  const limit = limitOf(textOf(query, 'limit', 'page-limit'))
  const items = changesAfter(cursor ?? 0, limit ?? PAGE_SIZE, feed).map((change) => generatedItem(change, feed))
  const text = rpdePage(items, itemText, { feedUrl: feed.feedUrl, cursor, limit, open: true })
  return { text, isLast: items.length === 0 }
}

function textOf (query: URLSearchParams, name: string, format: 'change-number' | 'page-limit'): string | undefined {
  const text = query.get(name) ?? undefined
  if (text !== undefined && !FORMATS[format](text)) {
    refuse(`${name} must be ${FORMAT_WORDS[format]}. Use the next link of the feed.`)
  }
  return text
}

function changesAfter (cursor: number, most: number, feed: GeneratedFeed): SessionChange[] {
  const last = (Math.ceil(feed.items / NEW) + DELETED_AFTER) * ROUND
  const changes = new Map<number, SessionChange>()
  for (let modified = cursor + 1; modified <= last && changes.size < most; modified++) {
    const change = changeAt(modified, feed)
    if (change === undefined) continue
    if (changes.has(change.number)) break
    changes.set(change.number, change)
  }
  return [...changes.values()]
}
