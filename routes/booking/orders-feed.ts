import fp from 'fastify-plugin'
import { ordersFeedItem, proposalsFeedItem } from '../../domain/feeds/feed-items.ts'
import { ordersFeedOf, proposalsFeedOf } from '../../domain/feeds/feed-names.ts'
import { cursorOf, itemText, PAGE_SIZE, rpdePage } from '../../domain/feeds/rpde.ts'
import { ORDERS_FEED_SCOPE } from '../../domain/partners/consent.ts'
import { bookingUrl } from '../../domain/protocol/ids.ts'
import { feedQuery } from '../../schemas/params.ts'
import type { RoutePlugin } from '../../schemas/type-provider.ts'

const FEEDS = [
  { path: '/orders-rpde', feedOf: ordersFeedOf, render: ordersFeedItem },
  { path: '/order-proposals-rpde', feedOf: proposalsFeedOf, render: proposalsFeedItem }
]

const schema = { querystring: feedQuery }
const config = { anySeller: true, scope: ORDERS_FEED_SCOPE } as const

/** The orders feed and the feed of order proposals of the calling booking partner, across all sellers. */
const ordersFeed: RoutePlugin = async (app) => {
  for (const { path, feedOf, render } of FEEDS) {
    app.get(path, { schema, config }, async ({ query, openBooking: { simulator, caller } }) => {
      const cursor = cursorOf(query.afterChangeNumber)
      const items = await simulator.feedPage(feedOf(caller.partner), cursor, PAGE_SIZE)
      const rendering = { base: simulator.baseUrl(), rules: simulator.rules }
      const feedUrl = `${bookingUrl(rendering.base)}${path}`
      return rpdePage(items, (item) => itemText(render(item, rendering)), { feedUrl, cursor, open: false })
    })
  }
}

export default fp(ordersFeed, { name: 'open-booking-simulator-orders-feed', encapsulate: true })
