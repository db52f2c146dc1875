import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import Negotiator from 'negotiator'
import { CLASSIC_MEDIA_TYPE, welcomeDocument } from '../../domain/classic/classic-documents.ts'
import { dashboardUrl, siteUrl } from '../../domain/protocol/ids.ts'

const HTML = 'text/html'
const config = { operation: 'welcome' } as const

/** The root: a short description for programs; for people with a browser the dashboard, or else the dataset site. */
const welcome: FastifyPluginAsync = async (app) => {
  const { control, dashboard } = app.openBooking.options
  const pageUrl = dashboard && control !== 'off' ? dashboardUrl : siteUrl
  const answer = async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const base = request.openBooking.simulator.baseUrl()
    reply.vary('Accept')
    return prefersHtml(request) ? await reply.redirect(pageUrl(base)) : welcomeDocument(base)
  }
  for (const root of rootsBelow(app.prefix)) app.get(root, { prefixTrailingSlash: 'slash', config }, answer)
  app.get('/api', { config }, answer)
}

/** @returns the forms of the root: both below a prefix, unless the prefix itself ends with a slash */
function rootsBelow (prefix: string): string[] {
  if (prefix === '') return ['/']
  return prefix.endsWith('/') ? [''] : ['', '/']
}

const prefersHtml = (request: FastifyRequest): boolean =>
  new Negotiator(request).mediaType([CLASSIC_MEDIA_TYPE, 'application/json', HTML]) === HTML

export default fp(welcome, { name: 'open-booking-simulator-classic-welcome', encapsulate: true })
