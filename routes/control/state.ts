import fp from 'fastify-plugin'
import { noArguments, snapshotParams } from '../../schemas/control/state.ts'
import type { RoutePlugin } from '../../schemas/type-provider.ts'

const aboutSnapshot = { params: snapshotParams, body: noArguments }

/** Reset, snapshots, export and import: the state as a whole. */
const state: RoutePlugin = async (app) => {
  app.post('/reset', { schema: { body: noArguments } }, async ({ openBooking: { simulator } }) =>
    await simulator.state.reset())

  app.get('/snapshots', async ({ openBooking: { simulator } }) => ({ items: simulator.state.snapshots() }))

  app.post('/snapshots/:name', { schema: aboutSnapshot }, async ({ params: { name }, openBooking }, reply) =>
    await reply.code(201).send(await openBooking.simulator.state.snapshot(name)))

  app.post('/snapshots/:name/restore', { schema: aboutSnapshot }, async ({ params: { name }, openBooking }) =>
    await openBooking.simulator.state.restore(name))

  app.delete('/snapshots/:name', { schema: { params: snapshotParams } }, async ({ params, openBooking }, reply) => {
    openBooking.simulator.state.remove(params.name)
    return await reply.code(204).send()
  })
}

export default fp(state, { name: 'open-booking-simulator-control-state', encapsulate: true })
