import { openFeeds } from '../../feeds/open-feeds.ts'
import type { Rules } from '../../records/booking-rules.ts'
import type { FaultRecord } from '../../records/control/fault.ts'
import { sellerByPath } from '../../records/seller.ts'
import { timesLeft } from './match-faults.ts'

/** Names of the feeds of a booking partner. */
const PARTNER_FEEDS = ['orders-rpde', 'order-proposals-rpde']

/** The present state, as far as rules depend on it. */
export interface FaultSurroundings {
  readonly now: Date
  readonly rules: Rules
  /** @returns whether a booking partner exists. */
  readonly hasPartner: (id: string) => boolean
  /** @returns whether an opportunity is in its feed. */
  readonly hasOpportunity: (path: string) => boolean
}

/**
 * Say why a rule matches nothing at present.
 * @param record - the rule
 * @param surroundings - the present state
 * @returns sentences, none if requests can match
 */
export function faultWarnings (record: FaultRecord, { now, rules, ...state }: FaultSurroundings): string[] {
  const { on, partner, seller, opportunity, feed, from, until } = record.rule
  const feeds = [...openFeeds(rules.types).map(({ path }) => path), ...PARTNER_FEEDS]
  const isOpenFeed = feed !== undefined && feeds.includes(feed) && !PARTNER_FEEDS.includes(feed)
  const warnings: Array<string | false> = [
    timesLeft(record) <= 0 && 'It has happened as often as it should.',
    from !== undefined && new Date(from) > now && `It begins at ${from}.`,
    until !== undefined && new Date(until) <= now && `It is over since ${until}.`,
    partner !== undefined && !state.hasPartner(partner) && 'There is no booking partner with this id.',
    partner !== undefined && isOpenFeed && 'Readers of open feeds have no credentials: no booking partner matches.',
    seller !== undefined && sellerByPath(rules, seller) === undefined && 'There is no seller with this @id.',
    opportunity !== undefined && !state.hasOpportunity(opportunity) && 'There is no opportunity with this @id.',
    feed !== undefined && !feeds.includes(feed) && `There is no such feed. The feeds are ${feeds.join(', ')}.`,
    on === 'token' && !rules.hasOpenId && 'There is no token endpoint: the option auth does not contain openid.'
  ]
  return warnings.filter((warning) => warning !== false)
}
