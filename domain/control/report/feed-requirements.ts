import { parseUrl } from '../../protocol/parse-url.ts'
import { type Exchange, groupsOf, hasSucceeded } from './exchange.ts'
import { hasReadAcceptance } from './knowledge.ts'
import { type Occasion, occasion, type Requirement } from './requirement.ts'

/** Longest time between two readings of the orders feed (s). */
const MOST_SECONDS = 60

const feedOf = ({ path }: Exchange): string => path.split('?', 1)[0] ?? ''
const isReadingOf = (feed: string, exchange: Exchange): boolean =>
  exchange.stage === 'feed' && feedOf(exchange).endsWith(`/${feed}`) && hasSucceeded(exchange)
const readsOrders = (exchange: Exchange): boolean => isReadingOf('orders-rpde', exchange)
const readsProposals = (exchange: Exchange): boolean => isReadingOf('order-proposals-rpde', exchange)

const partnersOf = (exchanges: readonly Exchange[]): ReadonlyArray<readonly Exchange[]> =>
  [...groupsOf(exchanges, ({ partner }) => partner).values()]

/** @returns path and query of the page after the one in an answer, undefined if they are unknown */
function nextOf ({ answer, status, isFaulty }: Exchange): string | undefined {
  const next = answer?.['next']
  const url = status !== 200 || isFaulty || typeof next !== 'string' ? undefined : parseUrl(next)
  return url && `${url.pathname}${url.search}`
}

/** Describe a reading that is neither the page after the one before, nor that page again, nor the first one. */
function problemOfReading (before: Exchange, reading: Exchange): string | false {
  const expected = [nextOf(before), before.path, feedOf(reading)]
  return !expected.some((path) => path !== undefined && sameAddress(path, reading.path)) &&
    `The page is not the \`next\` of request ${before.id}, nor that page again, nor the first one.`
}

/** Addresses are equal up to the encoding of characters. */
const sameAddress = (a: string, b: string): boolean => a.endsWith(b) || b.endsWith(a)

/** Requirements on the reading of feeds. */
export const FEED_REQUIREMENTS: readonly Requirement[] = [
  {
    id: 'orders-feed',
    title: 'The orders feed is read after each order',
    level: 'MUST',
    section: 'broker-processing-the-orders-feed',
    check: (exchanges) => partnersOf(exchanges).flatMap((all) => {
      const last = all.findLast((one) => one.stage === 'B' && hasSucceeded(one))
      if (last === undefined) return []
      return [occasion(last, !all.some((one) => one.id > last.id && readsOrders(one)) &&
        'The orders feed was not read after this B, so its cancellations and refunds stay unknown.')]
    })
  },
  {
    id: 'orders-feed-each-minute',
    title: `The orders feed is read at least every ${MOST_SECONDS} seconds`,
    level: 'MUST',
    section: 'broker-processing-the-orders-feed',
    check: (exchanges, { isRealTime }) => (isRealTime ? partnersOf(exchanges) : []).flatMap((all) => {
      const readings = all.filter(readsOrders)
      return readings.slice(1).map((reading, index): Occasion => {
        const seconds = Math.round((reading.at - (readings[index]?.at ?? reading.at)) / 1000)
        return occasion(reading, seconds > MOST_SECONDS && `The reading before was ${seconds} s earlier.`)
      })
    })
  },
  {
    id: 'accepted-proposals-only',
    title: 'B of an OrderProposal follows its acceptance in the feed of order proposals',
    level: 'MUST',
    section: 'orderproposal-statuses',
    check: (exchanges) => exchanges.flatMap((booking) => {
      if (booking.stage !== 'B' || booking.asked?.['orderProposalVersion'] === undefined || booking.isFaulty) return []
      const isRead = exchanges.some((one) =>
        one.partner === booking.partner && one.id < booking.id && readsProposals(one))
      const isRefused = booking.error === 'OrderCreationFailedError' && !hasReadAcceptance(booking, exchanges)
      const problem = isRefused
        ? 'The Seller had not accepted the OrderProposal.'
        : !isRead && 'B came before any reading of the feed of order proposals.'
      return [occasion(booking, problem)]
    })
  },
  {
    id: 'next-page',
    title: 'A feed is read by the next URL of its pages',
    level: 'MUST',
    section: 'realtime-paged-data-exchange-1-0',
    check: (exchanges) => {
      const feeds = groupsOf(exchanges, (one) => one.stage === 'feed' ? `${one.partner} ${feedOf(one)}` : undefined)
      return [...feeds.values()].flatMap((readings) => readings.flatMap((before, index) => {
        const reading = readings[index + 1]
        const isKnown = reading !== undefined && nextOf(before) !== undefined
        return isKnown ? [occasion(reading, problemOfReading(before, reading))] : []
      }))
    }
  }
]
