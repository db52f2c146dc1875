import fp from 'fastify-plugin'
import { ordersFeedItem, proposalsFeedItem } from '../../domain/feeds/feed-items.ts'
import { ordersFeedOf, proposalsFeedOf } from '../../domain/feeds/feed-names.ts'
import { itemText, limitOf, positionOf, rpdePage } from '../../domain/feeds/rpde.ts'
import { ORDERS_FEED_SCOPE } from '../../domain/partners/consent.ts'
import { bookingUrl } from '../../domain/protocol/ids.ts'
import { feedQuery } from '../../schemas/params.ts'
import type { RoutePlugin } from '../../schemas/type-provider.ts'
import { readPage } from '../../simulator/control/feed-page.ts'

const FEEDS = [
  { path: '/orders-rpde', operation: 'ordersFeed', feedOf: ordersFeedOf, render: ordersFeedItem },
  {
    path: '/order-proposals-rpde',
    operation: 'orderProposalsFeed',
    feedOf: proposalsFeedOf,
    render: proposalsFeedItem
  }
] as const

const schema = { querystring: feedQuery }

/** The orders feed and the feed of order proposals of the calling booking partner, across all sellers. */
const ordersFeed: RoutePlugin = async (app) => {
  for (const { path, operation, feedOf, render } of FEEDS) {
    const config = { stage: 'feed', operation, anySeller: true, scope: ORDERS_FEED_SCOPE } as const
    app.get(path, { schema, config }, async ({ query, openBooking: { simulator, caller, faults } }) => {
      const position = positionOf(query, simulator.rules)
      const { cursor } = position
      const limit = limitOf(query.limit)
      const { items, ...faulty } = await readPage(simulator, { feed: feedOf(caller.partner), cursor, limit, faults })
      const rendering = { base: simulator.baseUrl(), rules: simulator.rules }
      const feedUrl = `${bookingUrl(rendering.base)}${path}`
      const page = { feedUrl, ...position, limit, open: false, ...faulty }
      return rpdePage(items, (item) => itemText(render(item, rendering)), page)
    })
  }
}

export default fp(ordersFeed, { name: 'open-booking-simulator-orders-feed', encapsulate: true })
