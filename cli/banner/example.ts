import { addHours } from 'date-fns/addHours'
import { openFeedItem } from '../../domain/feeds/feed-items.ts'
import { PAGE_SIZE } from '../../domain/feeds/rpde.ts'
import type { OpportunityType } from '../../schemas/opportunity-types.ts'
import type { Simulator } from '../../simulator/index.ts'

/** The IRIs for a first request. */
export interface Example { readonly opportunity: string, readonly offer: string, readonly seller: string }

interface Series { readonly '@id': string, readonly organizer: { readonly '@id': string } }
interface Session {
  readonly '@id': string
  readonly superEvent: string
  readonly startDate: string
  readonly eventStatus?: string
  readonly remainingAttendeeCapacity: number
  readonly offers: ReadonlyArray<{ readonly '@id': string }>
}

const CALLED_OFF = ['https://schema.org/EventCancelled', 'https://schema.org/EventPostponed']
/** Offer properties that restrict who can book, when, or by which flow. */
const CONDITIONS = [
  'validFrom', 'validThrough', 'validFromBeforeStartDate', 'validThroughBeforeStartDate',
  'openBookingInAdvance', 'openBookingFlowRequirement'
]
/** Shortest time to the start of the example (hours): a sooner session may close before the request is copied. */
const HOURS_LEFT = 2

/**
 * Find a session for a first request.
 * @param read - gives the documents of an open feed, one by one
 * @param types - the opportunity types on offer
 * @param now - the current time
 * @returns the first session that is bookable now, without approval or further details, if any
 */
export async function findExample (
  read: (feed: string) => AsyncIterable<unknown>, types: readonly OpportunityType[], now: Date
): Promise<Example | undefined> {
  if (!types.includes('ScheduledSession')) return undefined
  const organizers = new Map<string, string>()
  for await (const series of read('session-series') as AsyncIterable<Series>) {
    organizers.set(series['@id'], series.organizer['@id'])
  }
  const notBefore = addHours(now, HOURS_LEFT)
  for await (const session of read('scheduled-sessions') as AsyncIterable<Session>) {
    const seller = organizers.get(session.superEvent)
    const offer = session.offers.find((offer) => CONDITIONS.every((condition) => !(condition in offer)))
    if (isOpen(session, notBefore) && seller !== undefined && offer !== undefined) {
      return { opportunity: session['@id'], offer: offer['@id'], seller }
    }
  }
  return undefined
}

function isOpen ({ eventStatus = '', remainingAttendeeCapacity, startDate }: Session, notBefore: Date): boolean {
  return !CALLED_OFF.includes(eventStatus) && remainingAttendeeCapacity > 0 && new Date(startDate) > notBefore
}

/**
 * Read an open feed of a simulator like a broker, but without a request, whose tools each start would load.
 * @param feed - name of the feed
 * @returns the documents, one by one: each is rendered when it is asked for
 */
export async function * readOpenFeed (
  { feedPage, baseUrl, rules }: Pick<Simulator, 'feedPage' | 'baseUrl' | 'rules'>, feed: string
): AsyncGenerator {
  for (let cursor: number | null = null; ;) {
    const items = await feedPage(feed, cursor, PAGE_SIZE)
    const last = items.at(-1)
    if (last === undefined) return
    for (const item of items) {
      const { data } = openFeedItem(item, baseUrl(), rules)
      if (data !== undefined) yield data
    }
    cursor = last.modified
  }
}
