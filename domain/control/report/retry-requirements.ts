import { isNode } from '../../request/node.ts'
import { type Exchange, groupsOf, ordersOf } from './exchange.ts'
import { occasion, type Requirement } from './requirement.ts'

/** @returns the opportunities that a request names, in one text; empty without any */
function itemsOf ({ asked }: Exchange): string {
  const items = asked?.['orderedItem']
  const ids = (Array.isArray(items) ? items : []).map((item: unknown) => {
    const opportunity = isNode(item) ? item['orderedItem'] : undefined
    return String(isNode(opportunity) ? opportunity['@id'] : opportunity)
  })
  return ids.toSorted().join(' ')
}

/** @returns a later B of the same partner for the same items under another Order UUID */
function bookedAnew (lost: Exchange, exchanges: readonly Exchange[]): Exchange | undefined {
  const items = itemsOf(lost)
  return exchanges.find((one) => one.id > lost.id && one.stage === lost.stage && one.partner === lost.partner &&
    one.order !== lost.order && items !== '' && itemsOf(one) === items)
}

/** Describe the conduct after a B or P without an answer, as far as it is a breach. */
function problemAfter (lost: Exchange, order: readonly Exchange[], exchanges: readonly Exchange[]): string | false {
  const follows = order.some((one) => one.id > lost.id && ['B', 'P', 'status', 'deletion'].includes(one.stage))
  if (follows) return false
  const anew = bookedAnew(lost, exchanges)
  return anew === undefined
    ? `${lost.stage} had no answer, and no request about its Order UUID followed.`
    : `${lost.stage} had no answer; request ${anew.id} orders the same items under another Order UUID.`
}

/** Requirements on repeated requests. */
export const RETRY_REQUIREMENTS: readonly Requirement[] = [
  {
    id: 'lost-answers',
    title: 'B and P without an answer are repeated or deleted under the same Order UUID',
    level: 'MUST',
    section: 'booking-flow-rollback',
    check: (exchanges) => ordersOf(exchanges).flatMap((order) => order
      .filter(({ stage, isUnanswered }) => (stage === 'B' || stage === 'P') && isUnanswered)
      .map((lost) => occasion(lost, problemAfter(lost, order, exchanges))))
  },
  {
    id: 'same-request-again',
    title: 'A repeated B or P has the items of the first one',
    level: 'MUST',
    section: 'order-endpoint-restful-semantics',
    check: (exchanges) => ordersOf(exchanges).flatMap((order) => ['B', 'P'].flatMap((stage) => {
      const [first, ...more] = order.filter((one) => one.stage === stage && itemsOf(one) !== '' && one.status !== 409)
      return more.map((one) => occasion(one, first !== undefined && itemsOf(one) !== itemsOf(first) &&
        `${stage} under this Order UUID had other items in request ${first.id}.`))
    }))
  },
  {
    id: 'rate-limit',
    title: 'After a 429, the broker waits for the time of Retry-After',
    level: 'SHOULD',
    section: 'rate-limiting',
    check: (exchanges, { isRealTime }) => [...groupsOf(exchanges, ({ partner }) => partner).values()].flatMap((all) =>
      all.flatMap((limited, index) => {
        const wait = Number(limited.retryAfter)
        const next = all[index + 1]
        if (limited.status !== 429 || !isRealTime || !(wait > 0) || next === undefined) return []
        const waited = Math.round((next.at - limited.at) / 1000)
        return [occasion(next, waited < wait && `The request came ${waited} s after a 429 with Retry-After ${wait}.`)]
      }))
  }
]
