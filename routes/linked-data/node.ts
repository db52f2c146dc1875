import fp from 'fastify-plugin'
import { BookingError } from '../../domain/protocol/errors.ts'
import type { RoutePlugin } from '../../schemas/type-provider.ts'
import { findNode } from '../../simulator/control/view/linked-node.ts'

const JSON_LD = 'application/ld+json'

interface Named { Params: { '*': string } }

const config = { operation: 'linkedData', isNode: true } as const

const node: RoutePlugin = async (app) => {
  /** Answer a published `@id`, without its fragment. */
  app.get<Named>('/*', { config }, async ({ openBooking: { simulator }, params: { '*': name } }, reply) => {
    const document = await findNode(simulator, `api/identifiers/${name}`)
    if (document === undefined) {
      throw new BookingError('NotFoundError', 'Nothing that the open feeds publish has this @id.')
    }
    reply.cacheControl('public').cacheControl('max-age', 8)
    return await reply.type(`${JSON_LD}; charset=utf-8`).send(JSON.stringify(document))
  })
}

export default fp(node, { name: 'open-booking-simulator-node', encapsulate: true })
