import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'

/** Methods of the library's endpoints. */
const METHODS = ['GET', 'HEAD', 'POST']

/** Hand every other request to the library, which reads it and replies itself. */
const provider: FastifyPluginAsync = async (app) => {
  const { openIdOf, prefix } = app.openBooking
  if (openIdOf === null) return
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', (_request, _payload, done) => { done(null) })

  const handler = async ({ raw, openBooking: { simulator } }: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const base = new URL(simulator.baseUrl())
    const openId = openIdOf(simulator)
    const provider = await openId.provider()
    const rest = withConsent((raw.url ?? '').slice(`${prefix}/openid`.length))
    // The library builds its addresses from these, whatever name the request used for the server.
    Object.assign(raw.headers, { 'x-forwarded-proto': base.protocol.slice(0, -1), 'x-forwarded-host': base.host })
    Object.assign(raw, { url: rest, originalUrl: `${base.pathname.replace(/\/$/, '')}/openid${rest}` })
    await openId.handOver(provider, reply)
  }
  app.route({ method: METHODS, url: '/*', handler })
}

/**
 * Ask for consent whenever a broker asks for offline access. The protocol makes brokers request that by `prompt`, and
 * brokers leave it out.
 */
function withConsent (url: string): string {
  const [path = '', query = ''] = url.split('?', 2)
  const parameters = new URLSearchParams(query)
  const prompts = parameters.get('prompt')?.split(' ') ?? []
  const isOffline = parameters.get('scope')?.split(' ').includes('offline_access') === true
  if (path !== '/auth' || !isOffline || prompts.includes('none') || prompts.includes('consent')) return url
  parameters.set('prompt', [...prompts, 'consent'].join(' '))
  return `${path}?${parameters.toString()}`
}

export default fp(provider, { name: 'open-booking-simulator-openid-provider', encapsulate: true })
