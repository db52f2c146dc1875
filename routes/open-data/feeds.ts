import fp from 'fastify-plugin'
import fresh from 'fresh'
import { openFeedText } from '../../domain/feeds/feed-items.ts'
import { openFeeds } from '../../domain/feeds/open-feeds.ts'
import { cursorOf, PAGE_SIZE, pageTag, rpdePage } from '../../domain/feeds/rpde.ts'
import { feedUrl, RPDE_MEDIA_TYPE } from '../../domain/protocol/ids.ts'
import { feedQuery } from '../../schemas/params.ts'
import type { RoutePlugin } from '../../schemas/type-provider.ts'

/** Cache lifetimes (seconds): a page with items never changes its `next`, the last page is soon out of date. */
const PAGE_SECONDS = 3600
const LAST_PAGE_SECONDS = 8

const schema = { querystring: feedQuery }

const feeds: RoutePlugin = async (app) => {
  app.addHook('onSend', async (_request, reply, payload) => {
    if (reply.statusCode === 200 || reply.statusCode === 304) reply.header('content-type', RPDE_MEDIA_TYPE)
    return payload
  })

  for (const { path } of openFeeds(app.openBooking.options.types)) {
    /** Page through the changes of an open feed. */
    app.get(`/${path}`, { schema }, async ({ query, headers, openBooking: { simulator } }, reply) => {
      const cursor = cursorOf(query.afterChangeNumber)
      const items = await simulator.feedPage(path, cursor, PAGE_SIZE)
      const base = simulator.baseUrl()
      reply.cacheControl('public').cacheControl('max-age', items.length === 0 ? LAST_PAGE_SECONDS : PAGE_SECONDS)
      const page = { feedUrl: feedUrl(base, path), cursor, open: true }
      const etag = pageTag(items, page, simulator.version)
      reply.header('etag', etag)
      if (fresh(headers, { etag })) return await reply.code(304).send()
      return rpdePage(items, (item) => openFeedText(item, base, simulator.rules), page)
    })
  }
}

export default fp(feeds, { name: 'open-booking-simulator-feeds', encapsulate: true })
