import { ordersFeed as feedOf } from '../../domain/cancellation.ts'
import { ordersFeedItem } from '../../domain/feeds.ts'
import { cursorOf, PAGE_SIZE, rpdePage } from '../../domain/rpde.ts'
import { feedQuery } from '../../schemas/feed-query.ts'
import type { RoutePlugin } from '../../schemas/type-provider.ts'
import { callerOf } from './load.ts'

const ordersFeed: RoutePlugin = async (app) => {
  const { store, baseUrl } = app.openBooking

  /** What has changed about the orders of the calling booking partner, of all sellers. */
  app.get('/orders-rpde', { schema: { querystring: feedQuery }, config: { anySeller: true } }, async (request, reply) => {
    const cursor = cursorOf(request.query.afterChangeNumber)
    const items = await store.feedPage(feedOf(callerOf(request).partner), cursor, PAGE_SIZE)
    reply.preventCache()
    const base = baseUrl()
    return rpdePage(items.map((item) => ordersFeedItem(item, base)), { feedUrl: `${base}/api/openbooking/orders-rpde`, cursor, open: false })
  })
}

export default ordersFeed
