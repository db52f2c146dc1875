import { openFeedItem } from '../../domain/feeds/feed-items.ts'
import { openFeeds } from '../../domain/feeds/open-feeds.ts'
import { cursorOf, PAGE_SIZE, rpdePage } from '../../domain/feeds/rpde.ts'
import { feedUrl, RPDE_MEDIA_TYPE } from '../../domain/protocol/ids.ts'
import { feedQuery } from '../../schemas/feed-query.ts'
import type { RoutePlugin } from '../../schemas/type-provider.ts'

/** How long a page may be cached (seconds). */
const PAGE_SECONDS = 3600
const LAST_PAGE_SECONDS = 8

const feeds: RoutePlugin = async (app) => {
  const { store, baseUrl, settleBefore, rules } = app.openBooking
  app.addHook('preHandler', settleBefore)
  app.addHook('onSend', async (_request, reply, payload) => {
    if (reply.statusCode === 200 || reply.statusCode === 304) reply.header('content-type', RPDE_MEDIA_TYPE)
    return payload
  })

  for (const { path } of openFeeds(rules.types)) {
    /** A page of opportunities. What follows it can be had by its `next` for ever; the last page is soon out of date. */
    app.get(`/${path}`, { schema: { querystring: feedQuery } }, async (request, reply) => {
      const cursor = cursorOf(request.query.afterChangeNumber)
      const items = await store.feedPage(path, cursor, PAGE_SIZE)
      reply.cacheControl('public').cacheControl('max-age', items.length === 0 ? LAST_PAGE_SECONDS : PAGE_SECONDS)
      const base = baseUrl()
      return rpdePage(items.map((item) => openFeedItem(item, base, rules)), { feedUrl: feedUrl(base, path), cursor, open: true })
    })
  }
}

export default feeds
