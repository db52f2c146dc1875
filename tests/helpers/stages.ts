import { act, ORDERS_FEED } from './actions.ts'
import type { Simulator } from './build-app.ts'
import { done, p, PROPOSALS_FEED, seller as sellerAnswers } from './proposals.ts'
import { asClient, b, type Bookable, c1, c2, endOfFeed, newUuid, readFeed, SELLER_1 } from './requests.ts'

type Json = Record<string, ReturnType<typeof JSON.parse>>

/** An order: its items by direct booking and by approval, and properties of its requests. */
export interface OrderPlan {
  readonly items: readonly Bookable[]
  readonly approved: readonly Bookable[]
  readonly seller?: string
  /** Properties of every request about some items. C1 has no customer. */
  more (items: readonly Bookable[]): Json
}

/**
 * Show an order in every document: C1, C2, P, B, Order Status, the orders feed and the feed of order proposals.
 * @throws {Error} if a request is refused
 */
export async function documentsOf (
  simulator: Simulator, { items, approved, seller = SELLER_1, more }: OrderPlan
): Promise<Json[]> {
  const headers = asClient('booking-partner-1', seller)
  const [{ customer: _, totalPaymentDue: _due, ...anonymous }, direct] = [more(items), { seller, ...more(items) }]
  const [uuid, proposal] = [newUuid(), newUuid()]
  const answers = [
    await c1(simulator, items, { uuid, headers, more: { seller, ...anonymous } }),
    await c2(simulator, items, { uuid, headers, more: direct }),
    await p(simulator, approved, { uuid: proposal, headers, more: { seller, ...more(approved) } }),
    await b(simulator, items, { uuid, headers, more: direct }),
    await simulator.request('GET', `/api/openbooking/orders/${uuid}`, { headers })
  ]
  const refused = answers.find(({ status }) => status >= 300)
  if (refused !== undefined) throw new Error(refused.text)
  const ends = [await endOfFeed(simulator, ORDERS_FEED, headers), await endOfFeed(simulator, PROPOSALS_FEED, headers)]
  await act(simulator, uuid, 'CustomerNotice', headers)
  await done(sellerAnswers(simulator, 'Accept', proposal, {}, headers))
  const feeds = await Promise.all(ends.map(async (end) => (await readFeed(simulator, end, headers)).map(({ data }) => data)))
  return [...answers.map(({ body }) => body), ...feeds.flat()]
}
