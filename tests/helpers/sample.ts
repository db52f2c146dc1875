import { SAMPLE_CONTENT } from '../../data/sample/content.ts'
import { openFeedItem } from '../../domain/feeds/feed-items.ts'
import type { Rules } from '../../domain/records/booking-rules.ts'
import type { Opportunity } from '../../domain/records/opportunity.ts'
import type { Records } from '../../domain/records/record-kinds.ts'
import type { SamplePlan } from '../../domain/records/sample.ts'
import { renewSample, SAMPLE } from '../../domain/sample/sample-data.ts'
import { BASE } from './build-app.ts'
import { FEED, type Kind, PARENT_FEED } from './requests.ts'
import { join, type Seen } from './seen.ts'

/** Data of open items, by feed. */
export type Feeds = ReadonlyMap<string, readonly object[]>

/**
 * Generate and renew sample data.
 * @param rules - options of the booking system
 * @param instants - instants of the generation and of each renewal
 * @param seed - whole number
 * @returns the open feeds after the last renewal
 */
export function sampleAt (rules: Rules, instants: readonly Date[], seed = 1): Feeds {
  const stored = new Map<string, { readonly feed: string, readonly record: Records['opportunity'] }>()
  let plan: SamplePlan | undefined
  for (const now of instants) {
    const existing = [...stored.values()].flatMap(({ record }): Opportunity[] => 'spaces' in record ? [record] : [])
    for (const { kind, id, record, feed = '' } of renewSample(plan, seed, existing, { now, rules, content: SAMPLE_CONTENT })) {
      if (kind === 'sample' && id === SAMPLE) plan = record as SamplePlan
      else stored.set(id, { feed, record: record as Records['opportunity'] })
    }
  }
  const feeds = new Map<string, object[]>()
  for (const { feed, record } of stored.values()) {
    const { data } = openFeedItem({ modified: 1, record }, BASE, rules)
    if (data !== undefined) feeds.set(feed, feeds.get(feed) ?? []).get(feed)!.push(data)
  }
  return feeds
}

/** List the open items of a kind, joined with their parents. */
export function seenOf (feeds: Feeds, kind: Kind): Seen[] {
  return join(feeds.get(FEED[kind]) ?? [], feeds.get(PARENT_FEED[kind] ?? '') ?? [])
}
