import fp from 'fastify-plugin'
import { BookingError } from '../../domain/protocol/errors.ts'
import type { RoutePlugin } from '../../schemas/type-provider.ts'
import { findNode } from '../../simulator/control/view/linked-node.ts'
import { nodePage } from './node-page.ts'

const JSON_LD = 'application/ld+json'
const HTML = 'text/html'

interface Named { Params: { '*': string } }

const config = { operation: 'linkedData' } as const

const node: RoutePlugin = async (app) => {
  /** Answer a published `@id`, without its fragment: with JSON-LD, or with a page for a browser. */
  app.get<Named>('/*', { config }, async (request, reply) => {
    const { openBooking: { simulator, prefersHtml }, params: { '*': name } } = request
    const path = `api/identifiers/${name}`
    const document = await findNode(simulator, path)
    if (document === undefined) {
      throw new BookingError('NotFoundError', 'Nothing that the open feeds publish has this @id.')
    }
    reply.cacheControl('public').cacheControl('max-age', 8).header('vary', 'Accept')
    return prefersHtml
      ? await reply.type(`${HTML}; charset=utf-8`).send(nodePage(document, simulator.baseUrl()))
      : await reply.type(`${JSON_LD}; charset=utf-8`).send(JSON.stringify(document))
  })
}

export default fp(node, { name: 'open-booking-simulator-node', encapsulate: true })
