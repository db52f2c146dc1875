import fp from 'fastify-plugin'
import type { JsonObject } from '../../domain/protocol/json.ts'
import { nodePage } from './node-page.ts'
import { plainPageHeaders } from './page-headers.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Whether the route answers an `@id`, with a page for a browser. */
    isNode?: true
  }
}

/** Show a person the document of an `@id` as a page. Register this after the request log, which keeps the document. */
export default fp(async (app) => {
  app.addHook('onSend', ({ openBooking }, reply, payload, done) => {
    if (openBooking.config.isNode !== true || reply.statusCode !== 200 || typeof payload !== 'string') {
      done(null, payload)
      return
    }
    reply.vary('Accept')
    if (!openBooking.prefersHtml) {
      done(null, payload)
      return
    }
    const page = nodePage(JSON.parse(payload) as JsonObject, openBooking.simulator.baseUrl())
    const headers = { ...plainPageHeaders(page), 'content-type': 'text/html; charset=utf-8' }
    reply.headers(headers).removeHeader('content-length')
    done(null, page)
  })
}, { name: 'open-booking-simulator-node-pages', dependencies: ['open-booking-simulator-core'] })
