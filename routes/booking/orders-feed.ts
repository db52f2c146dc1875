import { ordersFeedItem, proposalsFeedItem } from '../../domain/feeds/feed-items.ts'
import { cursorOf, PAGE_SIZE, rpdePage } from '../../domain/feeds/rpde.ts'
import { ORDERS_FEED_SCOPE } from '../../domain/partners/consent.ts'
import { bookingUrl } from '../../domain/protocol/ids.ts'
import { ordersFeedOf, proposalsFeedOf } from '../../domain/records/feed-names.ts'
import { feedQuery } from '../../schemas/feed-query.ts'
import type { RoutePlugin } from '../../schemas/type-provider.ts'
import { callerOf } from './operate.ts'

const FEEDS = [
  { path: '/orders-rpde', feedOf: ordersFeedOf, render: ordersFeedItem },
  { path: '/order-proposals-rpde', feedOf: proposalsFeedOf, render: proposalsFeedItem }
]

const ordersFeed: RoutePlugin = async (app) => {
  const { store, baseUrl, rules } = app.openBooking

  for (const { path, feedOf, render } of FEEDS) {
    /** What has changed about the orders or the order proposals of the calling booking partner, of all sellers. */
    app.get(path, { schema: { querystring: feedQuery }, config: { anySeller: true, scope: ORDERS_FEED_SCOPE } }, async (request) => {
      const cursor = cursorOf(request.query.afterChangeNumber)
      const items = await store.feedPage(feedOf(callerOf(request).partner), cursor, PAGE_SIZE)
      const base = baseUrl()
      return rpdePage(items.map((item) => render(item, { base, rules })), { feedUrl: `${bookingUrl(base)}${path}`, cursor, open: false })
    })
  }
}

export default ordersFeed
