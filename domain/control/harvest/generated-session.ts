import { addHours } from 'date-fns/addHours'
import { openFeedItem } from '../../feeds/feed-items.ts'
import { FEEDS } from '../../feeds/open-feeds.ts'
import type { PageItem } from '../../feeds/rpde.ts'
import type { Environment } from '../../records/environment.ts'
import type { Opportunity } from '../../records/opportunity.ts'
import { identifiers } from '../../sample/make-opportunity.ts'
import { pickInTurn } from '../../sample/pick.ts'
import { seededRandom } from '../../sample/random.ts'
import { recipeSet } from '../../sample/recipe-set.ts'

/** An Event, which is complete without a second feed. */
const KIND = 'Event'
/** Name of the feed. */
export const GENERATED_FEED = FEEDS[KIND].path
const GROUP = 'generated'
/** Start of the first session. Another one begins every hour; after a year, from the first hour again. */
const FIRST_START = new Date('2030-01-01T06:00:00Z')
const HOURS = 8760
/** Lowest price, step and number of prices (minor units, minor units, count). */
const [LOWEST, STEP, PRICES] = [350, 50, 25]
/** More than any list of sample content has entries. */
const TURNS = 1000

/** Properties of a feed that its sessions depend on. */
export interface FeedSetting extends Pick<Environment, 'base' | 'rules' | 'content'> {
  /** Whole number; decides names, venues, prices and the choice of changed sessions. */
  readonly seed: number
}

/** One entry of a feed: a session is new, has one space less, or is deleted. */
export interface SessionChange {
  /** Number of the session, 1 or more. */
  readonly number: number
  /** Change number. */
  readonly modified: number
  readonly state: 'new' | 'updated' | 'deleted'
}

/** @returns the id of a generated session */
export const sessionId = (number: number): string => identifiers(GENERATED_FEED, `${GROUP}-${number}`)

/**
 * Make an item of a feed from the number of its session and the seed alone.
 * @param change - session, change number and state
 * @param setting - base URL, rules, content and seed
 * @returns the item of a page
 */
export function generatedItem ({ number, modified, state }: SessionChange, setting: FeedSetting): PageItem {
  const session = state === 'deleted' ? undefined : generatedSession(number, setting)
  if (session === undefined) return { kind: KIND, id: sessionId(number), modified }
  const spaces = { ...session.spaces, booked: state === 'updated' ? 1 : 0 }
  return openFeedItem({ modified, record: { ...session, spaces } }, setting.base, setting.rules)
}

function generatedSession (number: number, { seed, rules, content }: FeedSetting): Opportunity | undefined {
  const random = seededRandom(seed + number)
  const turn = (): number => Math.floor(random() * TURNS)
  const seller = rules.sellers[turn() % rules.sellers.length]
  return seller && recipeSet({ share: 1 }, {
    type: KIND,
    seller,
    venue: pickInTurn(content.venues, turn()),
    choice: turn(),
    forApproval: false,
    id: GROUP,
    priceMinor: LOWEST + STEP * Math.floor(random() * PRICES),
    occurrences: [{ id: String(number), start: addHours(FIRST_START, (number - 1) % HOURS) }]
  }, { rules, content }).opportunities[0]
}
