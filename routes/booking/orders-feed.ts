import { ordersFeedItem, ordersFeedOf } from '../../domain/feeds.ts'
import { bookingUrl } from '../../domain/ids.ts'
import { cursorOf, PAGE_SIZE, rpdePage } from '../../domain/rpde.ts'
import { feedQuery } from '../../schemas/feed-query.ts'
import type { RoutePlugin } from '../../schemas/type-provider.ts'
import { callerOf } from './operate.ts'

const ordersFeed: RoutePlugin = async (app) => {
  const { store, baseUrl, settleIfPossible, rules } = app.openBooking
  app.addHook('preHandler', settleIfPossible)

  /** What has changed about the orders of the calling booking partner, of all sellers. */
  app.get('/orders-rpde', { schema: { querystring: feedQuery }, config: { anySeller: true } }, async (request) => {
    const cursor = cursorOf(request.query.afterChangeNumber)
    const items = await store.feedPage(ordersFeedOf(callerOf(request).partner), cursor, PAGE_SIZE)
    const base = baseUrl()
    return rpdePage(items.map((item) => ordersFeedItem(item, { base, rules })), { feedUrl: `${bookingUrl(base)}/orders-rpde`, cursor, open: false })
  })
}

export default ordersFeed
