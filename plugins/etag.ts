import { createHash } from 'node:crypto'
import fp from 'fastify-plugin'
import fresh from 'fresh'

/**
 * Give each page a strong validator over its bytes, and answer 304 to a reader that has it. Errors get none.
 * (@fastify/etag gives errors one, and adds a content type and length to its 304 that would damage a cached page.)
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
