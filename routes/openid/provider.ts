import type { FastifyPluginAsync } from 'fastify'

/** Hands everything else to the library, which reads the request and writes the answer itself. */
const provider: FastifyPluginAsync = async (app) => {
  const { openId, openBooking: { baseUrl } } = app
  if (openId === null) return
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', (_request, _payload, done) => { done(null) })

  app.all('/*', async (request, reply) => {
    const base = new URL(baseUrl())
    const callback = (await openId.provider()).callback()
    const { raw } = request
    const rest = withConsent((raw.url ?? '').slice(app.prefix.length))
    // Whatever the server was asked by, addresses are those below the base URL.
    Object.assign(raw.headers, { 'x-forwarded-proto': base.protocol.slice(0, -1), 'x-forwarded-host': base.host })
    Object.assign(raw, { url: rest, originalUrl: `${base.pathname.replace(/\/$/, '')}/openid${rest}` })
    reply.hijack()
    await callback(raw, reply.raw)
  })
}

/** Access while the seller is away is agreed to each time; the protocol has brokers ask for that by `prompt`, and they do not. */
function withConsent (url: string): string {
  const [path = '', query = ''] = url.split('?', 2)
  const asked = new URLSearchParams(query)
  const prompts = asked.get('prompt')?.split(' ') ?? []
  const isOffline = asked.get('scope')?.split(' ').includes('offline_access') === true
  if (path !== '/auth' || !isOffline || prompts.includes('none') || prompts.includes('consent')) return url
  asked.set('prompt', [...prompts, 'consent'].join(' '))
  return `${path}?${asked.toString()}`
}

export default provider
