import { createHash } from 'node:crypto'
import fp from 'fastify-plugin'
import fresh from 'fresh'

/**
 * Gives each page a strong validator over its bytes, and sends it no second time to whoever has it. Errors have none. (@fastify/etag gives
 * them one, and adds to its 304 a content type and length that would damage the page in a cache.)
 */
export default fp(async (app) => {
  app.addHook('onSend', async ({ headers }, reply, payload) => {
    if (reply.statusCode !== 200 || typeof payload !== 'string') return payload
    const etag = `"${createHash('sha1').update(payload).digest('base64url')}"`
    reply.header('etag', etag)
    if (!fresh(headers, { etag })) return payload
    reply.code(304).removeHeader('content-length')
    return null
  })
}, { name: 'open-booking-simulator-etag' })
