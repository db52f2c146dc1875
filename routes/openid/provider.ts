import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { pathOfTarget } from '../../domain/protocol/parse-url.ts'

/**
 * The library's endpoints and their methods, as `provider.ts` of the plugin configures them. The library knows more
 * paths, but answers those, and other methods, as plain text.
 */
const ENDPOINTS = {
  '/.well-known/openid-configuration': { operation: 'discovery', methods: ['GET', 'HEAD'] },
  '/.well-known/oauth-authorization-server': { operation: 'discovery', methods: ['GET', 'HEAD'] },
  '/jwks': { operation: 'keys', methods: ['GET', 'HEAD'] },
  '/auth': { operation: 'authorize', methods: ['GET', 'HEAD'] },
  '/auth/:uid': { operation: 'resumeAuthorization', methods: ['GET', 'HEAD'] },
  '/token': { operation: 'token', methods: ['POST'] },
  '/token/revocation': { operation: 'revokeToken', methods: ['POST'] },
  '/me': { operation: 'userInfo', methods: ['GET', 'HEAD', 'POST'] },
  // A login as another seller ends the session of the first with this form.
  '/session/end/confirm': { operation: 'endSession', methods: ['POST'] },
  '/reg': { operation: 'registerClient', methods: ['POST'] },
  '/reg/:clientId': { operation: 'showClient', methods: ['GET', 'HEAD'] }
} as const

/** Hand the requests of its endpoints to the library, which reads them and replies itself. */
const provider: FastifyPluginAsync = async (app) => {
  const { openIdOf, prefix } = app.openBooking
  if (openIdOf === null) return
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', (_request, _payload, done) => { done(null) })

  const handler = async ({ raw, openBooking: { simulator } }: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const base = new URL(simulator.baseUrl())
    const openId = openIdOf(simulator)
    const provider = await openId.provider()
    const rest = withConsent(pathBelow(`${prefix}/openid`, pathOfTarget(raw.url ?? '')))
    // The library builds its addresses from these, whatever name the request used for the server.
    Object.assign(raw.headers, { 'x-forwarded-proto': base.protocol.slice(0, -1), 'x-forwarded-host': base.host })
    Object.assign(raw, { url: rest, originalUrl: `${base.pathname.replace(/\/$/, '')}/openid${rest}` })
    await openId.handOver(provider, reply)
  }
  for (const [url, { operation, methods }] of Object.entries(ENDPOINTS)) {
    const stage = url === '/token' ? { stage: 'token' } as const : {}
    app.route({ method: [...methods], url, config: { operation, ...stage }, handler })
  }
}

/** A client may encode the prefix in another way than our addresses do, so its segments count. */
const pathBelow = (prefix: string, path: string): string =>
  `/${path.split('/').slice(prefix.split('/').length).join('/')}`

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
