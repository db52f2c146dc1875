import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { welcomeDocument } from '../../domain/classic/classic-documents.ts'
import { dashboardUrl, siteUrl } from '../../domain/protocol/ids.ts'
import { rootsBelow } from '../root.ts'

const config = { operation: 'welcome' } as const

/** The root: a short description for programs; for people with a browser the dashboard, or else the dataset site. */
const welcome: FastifyPluginAsync = async (app) => {
  const { control, dashboard } = app.openBooking.options
  const pageUrl = dashboard && control !== 'off' ? dashboardUrl : siteUrl
  const answer = async ({ openBooking }: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const base = openBooking.simulator.baseUrl()
    reply.vary('Accept')
    return openBooking.prefersHtml ? await reply.redirect(pageUrl(base)) : welcomeDocument(base)
  }
  for (const root of rootsBelow(app.prefix)) app.get(root, { prefixTrailingSlash: 'slash', config }, answer)
  app.get('/api', { config }, answer)
}

export default fp(welcome, { name: 'open-booking-simulator-classic-welcome', encapsulate: true })
