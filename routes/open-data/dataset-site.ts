import { datasetDocument } from '../../domain/feeds/dataset.ts'
import { openFeeds } from '../../domain/feeds/open-feeds.ts'
import { feedUrl } from '../../domain/protocol/ids.ts'
import type { RoutePlugin } from '../../schemas/type-provider.ts'
import { BACKGROUND, LOGO, siteHtml } from './dataset-page.ts'

const IMAGES = { 'background.svg': BACKGROUND, 'logo.svg': LOGO } as const

const datasetSite: RoutePlugin = async (app) => {
  const { environment, baseUrl, clock, rules, version } = app.openBooking

  /** The page by which brokers find feeds and booking API. */
  app.get('/openactive', async (_request, reply) => {
    reply.type('text/html; charset=utf-8').header('cache-control', 'public, max-age=60')
    const base = baseUrl()
    return siteHtml({
      document: datasetDocument(environment(clock()), version),
      base,
      feeds: openFeeds(rules.types).map(({ path, name }) => ({ name, url: feedUrl(base, path) })),
      sellers: rules.sellers.map(({ path, name, taxMode }) => ({ name, taxMode, id: `${base}/${path}` }))
    })
  })

  for (const [name, svg] of Object.entries(IMAGES)) {
    app.get(`/openactive/${name}`, async (_request, reply) => await reply.type('image/svg+xml').header('cache-control', 'public, max-age=86400').send(svg))
  }
}

export default datasetSite
