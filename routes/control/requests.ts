import type { FastifyReply } from 'fastify'
import fp from 'fastify-plugin'
import { ControlError } from '../../domain/control/control-error.ts'
import { describeRequest, summarizeRequest } from '../../domain/control/requests/request-entry.ts'
import { requestListQuery, requestStreamQuery } from '../../schemas/control/requests.ts'
import type { RoutePlugin } from '../../schemas/type-provider.ts'

/** Entries of a page without `limit` (count). */
const PAGE_SIZE = 100

/** Time between two signs of life in a stream without requests (ms). */
const HEARTBEAT = 15_000

/** Text that may wait for a slow reader of the stream (bytes); one that takes no more is disconnected. */
const WAITING_AT_MOST = 1_048_576

/** Most readers of streams at the same time (count). */
const MOST_STREAMS = 100

/** The request log. */
const requests: RoutePlugin = async (app) => {
  const streams = new Set<FastifyReply['raw']>()
  // An open stream would keep the server from closing.
  app.addHook('preClose', async () => { for (const stream of streams) stream.end() })

  const list = { schema: { querystring: requestListQuery }, config: { operation: 'listRequests' } } as const
  app.get('/requests', list, async ({ query, openBooking: { simulator } }) => {
    const { limit = PAGE_SIZE, bodies = true, ...filter } = query
    const items = simulator.requestLog.list({ ...filter, limit }, bodies ? describeRequest : summarizeRequest)
    return { items, ...(items.length === limit && { next: items.at(-1)?.id }) }
  })

  app.delete('/requests', { config: { operation: 'clearRequests' } }, async ({ openBooking: { simulator } }, reply) => {
    simulator.requestLog.clear()
    return await reply.code(204).send()
  })

  /** Send each request as it is answered: Server-Sent Events (HTML, section 9.2). */
  const follow = {
    schema: { querystring: requestStreamQuery },
    config: { operation: 'followRequests' },
    // An answer that never ends has no length and no end for HEAD.
    exposeHeadRoute: false
  } as const
  app.get('/requests/stream', follow, ({ query, openBooking }, reply) => {
    if (streams.size >= MOST_STREAMS) {
      throw new ControlError(503, `${MOST_STREAMS} streams are open, the most permitted. Close some first.`)
    }
    const stream = reply.hijack().raw
    stream.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
    const send = (text: string): void => {
      if (stream.writableLength > WAITING_AT_MOST) stream.destroy()
      else stream.write(text)
    }
    send(':\n\n')
    const heartbeat = setInterval(() => { send(':\n\n') }, HEARTBEAT).unref()
    const { bodies = true, ...filter } = query
    const stop = openBooking.simulator.requestLog.follow((entry) => {
      send(`id: ${entry.id}\nevent: request\ndata: ${JSON.stringify(entry)}\n\n`)
    }, filter, bodies ? describeRequest : summarizeRequest, () => { stream.end() })
    streams.add(stream)
    stream.once('close', () => {
      clearInterval(heartbeat)
      stop()
      streams.delete(stream)
    })
  })
}

export default fp(requests, { name: 'open-booking-simulator-control-requests', encapsulate: true })
