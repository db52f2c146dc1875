import fp from 'fastify-plugin'
import { customerNote as showNote } from '../../domain/test-interface/customer-note.ts'
import { uuidParams } from '../../schemas/params.ts'
import type { RoutePlugin } from '../../schemas/type-provider.ts'
import { loadOrderContext } from '../../simulator/load.ts'

const schema = { params: uuidParams }
const config = { operation: 'customerNote', anySeller: true } as const

/** Show a tester the note that the customer wrote to the seller. */
const customerNote: RoutePlugin = async (app) => {
  app.get('/orders/:uuid/customer-note', { schema, config }, async ({ openBooking, params: { uuid } }, reply) => {
    const { simulator, caller } = openBooking
    const context = await simulator.read(async (reader) => await loadOrderContext(reader, caller, uuid, []))
    reply.preventCache()
    return showNote(context, caller, simulator.baseUrl())
  })
}

export default fp(customerNote, { name: 'open-booking-simulator-customer-note', encapsulate: true })
