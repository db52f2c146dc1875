import { isNode } from '../../request/node.ts'
import { type Exchange, hasSucceeded, ordersOf } from './exchange.ts'
import { type Occasion, occasion, type Requirement } from './requirement.ts'

const CONTRACT = 'broker-contract-with-booking-system'
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

/** @returns the first B, or P, of an order */
const firstOrdering = (order: readonly Exchange[]): Exchange | undefined =>
  order.find(({ stage }) => stage === 'P' || stage === 'B')

/** Look at the first B, or P, of each order, and at the requests before it. */
function atOrdering (problemOf: (ordering: Exchange, before: readonly Exchange[]) => string | false) {
  return (exchanges: readonly Exchange[]): Occasion[] => ordersOf(exchanges).flatMap((order) => {
    const ordering = firstOrdering(order)
    if (ordering === undefined) return []
    return [occasion(ordering, problemOf(ordering, order.slice(0, order.indexOf(ordering))))]
  })
}

/** @returns the last quote with customer details that was answered */
const lastQuote = (before: readonly Exchange[]): Exchange | undefined =>
  before.findLast(({ stage, isUnanswered }) => stage === 'C2' && !isUnanswered)

const priceOf = (body: Exchange['asked']): unknown => {
  const total = body?.['totalPaymentDue']
  return isNode(total) ? total['price'] : undefined
}

/** @returns the end of the lease of a quote (ms since 1970), NaN without a lease */
function leaseEnd (quote: Exchange | undefined): number {
  const lease = quote?.answer?.['lease']
  return isNode(lease) ? Date.parse(String(lease['leaseExpires'])) : NaN
}

/** Requirements on the way from a quote to an order. */
export const BOOKING_REQUIREMENTS: readonly Requirement[] = [
  {
    id: 'c1-before-booking',
    title: 'C1, without customer details, comes before P and B of the same Order UUID',
    level: 'MUST',
    section: CONTRACT,
    check: atOrdering(({ stage }, before) =>
      !before.some((one) => one.stage === 'C1') && `${stage} came without C1 under its Order UUID.`)
  },
  {
    id: 'c2-before-booking',
    title: 'C2, with customer details, comes before P and B of the same Order UUID',
    level: 'MUST',
    section: CONTRACT,
    check: atOrdering(({ stage }, before) =>
      !before.some((one) => one.stage === 'C2') && `${stage} came without C2 under its Order UUID.`)
  },
  {
    id: 'no-errors-before-booking',
    title: 'The last C2 before P and B shows no errors',
    level: 'MUST',
    section: CONTRACT,
    check: (exchanges) => atOrdering(({ stage }, before) => {
      const quote = lastQuote(before)
      return quote !== undefined && quote.status >= 400 &&
        `${stage} followed a C2 that was answered with ${quote.status}.`
    })(exchanges.filter(({ isFaulty, stage }) => !(isFaulty && stage === 'C2')))
  },
  {
    id: 'quoted-price',
    title: 'B and P have the totalPaymentDue of the last C2',
    level: 'MUST',
    section: 'order-creation-b',
    check: atOrdering(({ stage, asked }, before) => {
      const [quoted, sent] = [priceOf(lastQuote(before)?.answer), priceOf(asked)]
      const differ = quoted !== undefined && sent !== undefined && quoted !== sent
      return differ && `${stage} has totalPaymentDue.price ${String(sent)}; C2 had answered ${String(quoted)}.`
    })
  },
  {
    id: 'within-lease',
    title: 'B and P come before the lease of the last C2 ends, or after a new C2',
    level: 'SHOULD',
    section: 'leasing',
    check: (exchanges) => ordersOf(exchanges).flatMap((order) => {
      const ordering = firstOrdering(order)
      const end = leaseEnd(lastQuote(order.slice(0, ordering === undefined ? 0 : order.indexOf(ordering))))
      if (ordering === undefined || Number.isNaN(end)) return []
      const late = Math.round((ordering.at - end) / 1000)
      return [occasion(ordering, late > 0 && `${ordering.stage} came ${late} s after leaseExpires.`)]
    })
  },
  {
    id: 'quotes-given-up',
    title: 'An OrderQuote that is given up is deleted, which frees its lease',
    level: 'SHOULD',
    section: 'amending-the-orderquote-before-b',
    check: (exchanges, { now }) => ordersOf(exchanges).flatMap((order) => {
      const quote = order.findLast((one) => ['C1', 'C2'].includes(one.stage) && hasSucceeded(one))
      const end = leaseEnd(quote)
      if (quote === undefined || !(end < now) || firstOrdering(order) !== undefined) return []
      const isDeleted = order.some(({ stage }) => stage === 'deletion')
      return [occasion(quote, !isDeleted && 'The lease of this quote ended without B, P or OrderQuote Deletion.')]
    })
  },
  {
    id: 'uuid-form',
    title: 'An Order UUID has the form of RFC 4122',
    level: 'MUST',
    section: 'booking-pre-conditions',
    check: (exchanges) => ordersOf(exchanges).flatMap(([first]) => first === undefined
      ? []
      : [occasion(first, !UUID.test(first.order ?? '') && 'The Order UUID has no version and variant of RFC 4122.')])
  },
  {
    id: 'uuid-once',
    title: 'An Order UUID is used for one order, also after its end',
    level: 'MUST',
    section: CONTRACT,
    check: (exchanges) => ordersOf(exchanges).flatMap((order) => {
      const last = order.findLastIndex(({ stage, status }) => (stage === 'B' || stage === 'deletion') && status < 300)
      if (last === -1) return []
      const again = order.slice(last + 1).find(({ stage, error }) =>
        ['C1', 'C2', 'P'].includes(stage) || error === 'OrderAlreadyExistsError')
      const former = order[last] as Exchange
      return [occasion(again ?? former, again !== undefined &&
        `${again.stage} uses the Order UUID of request ${former.id}, whose ${former.stage} had succeeded.`)]
    })
  }
]
