import fp from 'fastify-plugin'
import { datasetDocument } from '../../domain/feeds/dataset.ts'
import { featureList } from '../../domain/feeds/features.ts'
import { openFeeds } from '../../domain/feeds/open-feeds.ts'
import { docsUrl, feedUrl } from '../../domain/protocol/ids.ts'
import type { RoutePlugin } from '../../schemas/type-provider.ts'
import { datasetPage } from './dataset-page.ts'

const datasetSite: RoutePlugin = async (app) => {
  const { prefix, routes } = app.openBooking
  const isRoute = (path: string): boolean => routes.routesAt(path).methods.length > 0

  /** Show the dataset site, by which brokers find the feeds and the booking API. */
  app.get('/openactive', { config: { operation: 'datasetSite' } }, async ({ openBooking: { simulator } }, reply) => {
    const { rules, version } = simulator
    const base = simulator.baseUrl()
    const hasDocs = isRoute(docsUrl(prefix))
    reply.type('text/html; charset=utf-8').header('cache-control', 'public, max-age=60')
    return datasetPage({
      document: datasetDocument(simulator.environment(), { version, hasDocs }),
      base,
      version,
      publisher: rules.publisher,
      discussionUrl: rules.discussionUrl,
      features: featureList(rules),
      feeds: openFeeds(rules.types).map(({ path, name }) => ({ name, url: feedUrl(base, path) })),
      ...(hasDocs && { docs: docsUrl(base) }),
      ...(rules.hasOpenId && { access: `${base}/openid/access` }),
      sellers: rules.sellers.map(({ path, name, taxMode }) => ({ name, taxMode, id: `${base}/${path}` }))
    })
  })
}

export default fp(datasetSite, { name: 'open-booking-simulator-dataset-site', encapsulate: true })
