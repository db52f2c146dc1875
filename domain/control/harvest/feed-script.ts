import { itemText, rpdePage } from '../../feeds/rpde.ts'
import { feedUrl } from '../../protocol/ids.ts'
import { type FeedSetting, GENERATED_FEED, generatedItem, type SessionChange } from './generated-session.ts'

/** A page of the scripted feed, or 503. */
export type ScriptedAnswer = ScriptedPage | 'unavailable'

/** A page of the scripted feed. */
export interface ScriptedPage {
  readonly changes: readonly SessionChange[]
  /** Change number of `next`. */
  readonly next: number
  readonly isSlow?: true
}

/** The answers at one address, in order; the last one repeats. */
export interface ScriptedAddress {
  /** Change number in the address, null in that of the first page. */
  readonly cursor: number | null
  readonly answers: readonly ScriptedAnswer[]
}

/** A request to the scripted feed, once it has ended. */
export interface ScriptedRequest {
  /** The path and query that the harvester asked for. */
  readonly target: string
  /** The address, undefined if the feed has none like it. */
  readonly cursor?: number | null
  /** Whether the harvester has taken the whole answer. */
  readonly isComplete: boolean
}

/** Path of the scripted feed. */
export const SCRIPT_PATH = feedUrl('', GENERATED_FEED)

const entry = (state: SessionChange['state'], number: number, modified = number): SessionChange =>
  ({ number, modified, state })

const REPEATED = [
  entry('new', 6), entry('new', 7), entry('new', 8), entry('deleted', 9), entry('new', 10)
]

/**
 * The scripted feed: all that a harvester can meet between its first page and an update after the last one.
 * @see {@link https://openactive.io/realtime-paged-data-exchange/#polling}
 */
export const FEED_SCRIPT: readonly ScriptedAddress[] = [
  {
    cursor: null,
    answers: [{ changes: [1, 2, 3, 4, 5].map((number) => entry('new', number)), next: 5 }]
  },
  { cursor: 5, answers: ['unavailable', { changes: REPEATED, next: 10 }] },
  // A cache can give items again. The last items of the page are filtered: `next` does not follow from the others.
  { cursor: 10, answers: [{ changes: [...REPEATED, entry('new', 11), entry('new', 12)], next: 15 }] },
  // All its items are filtered.
  { cursor: 15, answers: [{ changes: [], next: 20 }] },
  {
    cursor: 20,
    answers: [{
      changes: [entry('updated', 2, 21), entry('deleted', 3, 22), entry('new', 13, 23)], next: 23, isSlow: true
    }]
  },
  {
    cursor: 23,
    answers: [{ changes: [entry('deleted', 4, 24), entry('new', 14, 25), entry('updated', 11, 26)], next: 26 }]
  },
  {
    cursor: 26,
    answers: [
      { changes: [], next: 26 },
      {
        // A session that was deleted comes back.
        changes: [entry('updated', 4, 27), entry('deleted', 14, 28), entry('new', 15, 29), entry('updated', 5, 30)],
        next: 30
      }
    ]
  },
  { cursor: 30, answers: [{ changes: [], next: 30 }] }
]

/** @returns the path and query of a page */
export const targetOf = (cursor: number | null): string =>
  cursor === null ? SCRIPT_PATH : `${SCRIPT_PATH}?afterChangeNumber=${cursor}`

/** @returns the address that a harvester asks for, undefined if the feed has never named it */
export const addressAt = (target: string): ScriptedAddress | undefined =>
  FEED_SCRIPT.find(({ cursor }) => targetOf(cursor) === target)

/** @returns the answers that a harvester has taken at an address (count) */
export const takenAt = (wanted: number | null, requests: readonly ScriptedRequest[]): number =>
  requests.filter(({ cursor, isComplete }) => cursor === wanted && isComplete).length

/** @returns the answer to the next request for an address */
export const nextAnswer = (
  { cursor, answers }: ScriptedAddress, requests: readonly ScriptedRequest[]
): ScriptedAnswer | undefined => answers[takenAt(cursor, requests)] ?? answers.at(-1)

/** @returns whether a harvester has taken every answer */
export const isRead = (requests: readonly ScriptedRequest[]): boolean =>
  FEED_SCRIPT.every(({ cursor, answers }) => takenAt(cursor, requests) >= answers.length)

/**
 * Render a page of the scripted feed.
 * @param page - changes and `next`
 * @param setting - base URL, rules, content and seed
 * @returns the page as JSON text
 */
export function scriptedText ({ changes, next }: ScriptedPage, setting: FeedSetting): string {
  const items = changes.map((change) => generatedItem(change, setting))
  return rpdePage(items, itemText, { feedUrl: `${setting.base}${SCRIPT_PATH}`, cursor: null, open: true, next })
}
