import fp from 'fastify-plugin'
import fresh from 'fresh'
import { openFeedText } from '../../domain/feeds/feed-items.ts'
import { openFeeds } from '../../domain/feeds/open-feeds.ts'
import { cacheSeconds, limitOf, pageTag, positionOf, rpdePage } from '../../domain/feeds/rpde.ts'
import type { Rules } from '../../domain/records/booking-rules.ts'
import { feedUrl, RPDE_MEDIA_TYPE } from '../../domain/protocol/ids.ts'
import { feedQuery } from '../../schemas/params.ts'
import type { RoutePlugin } from '../../schemas/type-provider.ts'
import { type FeedItem, readPage } from '../../simulator/control/feed-page.ts'
import { codingFor } from './page-coding.ts'

/** The bytes of a page, and what they depend on beside its items. */
interface Written { readonly base: string, readonly rules: Rules, readonly bytes: Buffer }

/** Bytes by stored items. A store keeps the array of the last page of each feed until the feed changes. */
const pages = new WeakMap<readonly FeedItem[], Written>()

const schema = { querystring: feedQuery }
const config = { stage: 'feed', operation: 'openFeed' } as const

const feeds: RoutePlugin = async (app) => {
  for (const { path } of openFeeds(app.openBooking.options.types)) {
    /** Page through the changes of an open feed. */
    app.get(`/${path}`, { schema, config }, async ({ query, headers, openBooking }, reply) => {
      const { simulator, faults } = openBooking
      const position = positionOf(query, simulator.rules)
      const { cursor } = position
      const limit = limitOf(query.limit)
      const { items, isFaulty, ...faulty } = await readPage(simulator, { feed: path, cursor, limit, faults })
      const base = simulator.baseUrl()
      const page = { feedUrl: feedUrl(base, path), ...position, limit, open: true, ...faulty }
      const textOf = (item: FeedItem): string => openFeedText(item, base, simulator.rules)
      reply.header('content-type', RPDE_MEDIA_TYPE)
      // Nobody must meet the fault of another request.
      if (isFaulty) return await reply.preventCache().send(Buffer.from(rpdePage(items, textOf, page)))
      const coding = items.length === 0 ? undefined : codingFor(headers['accept-encoding'])
      const etag = pageTag(items, page, simulator.version, coding)
      reply.headers({
        'cache-control': `public, max-age=${cacheSeconds(items.length === 0)}`,
        etag,
        ...(coding !== undefined && { 'content-encoding': coding })
      }).vary('Accept-Encoding')
      if (fresh(headers, { etag })) return await reply.code(304).send()
      return pageBytes(items, { base, rules: simulator.rules }, () => rpdePage(items, textOf, page))
    })
  }
}

function pageBytes (
  items: readonly FeedItem[], { base, rules }: Omit<Written, 'bytes'>, render: () => string
): Buffer {
  const known = pages.get(items)
  if (known?.base === base && known.rules === rules) return known.bytes
  const bytes = Buffer.from(render())
  pages.set(items, { base, rules, bytes })
  return bytes
}

export default fp(feeds, { name: 'open-booking-simulator-feeds', encapsulate: true })
