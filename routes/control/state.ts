import fp from 'fastify-plugin'
import { noArguments, snapshotParams } from '../../schemas/control/state.ts'
import type { RoutePlugin } from '../../schemas/type-provider.ts'
import { jsonStream } from '../../simulator/control/state/transfer.ts'

const aboutSnapshot = { params: snapshotParams, body: noArguments }
const RESET = { schema: { body: noArguments }, config: { operation: 'reset' } } as const
const SNAPSHOT = { schema: aboutSnapshot, config: { operation: 'takeSnapshot' } } as const
const RESTORATION = { schema: aboutSnapshot, config: { operation: 'restoreSnapshot' } } as const
const REMOVAL = { schema: { params: snapshotParams }, config: { operation: 'removeSnapshot' } } as const

/** Reset, snapshots and export: the state as a whole. */
const state: RoutePlugin = async (app) => {
  app.post('/reset', RESET, async ({ openBooking: { simulator } }) =>
    await simulator.state.reset())

  app.get('/snapshots', { config: { operation: 'listSnapshots' } }, async ({ openBooking: { simulator } }) =>
    ({ items: simulator.state.snapshots() }))

  app.post('/snapshots/:name', SNAPSHOT, async ({ params: { name }, openBooking }, reply) =>
    await reply.code(201).send(await openBooking.simulator.state.snapshot(name)))

  app.post('/snapshots/:name/restore', RESTORATION, async ({ params: { name }, openBooking }) =>
    await openBooking.simulator.state.restore(name))

  app.get('/export', { config: { operation: 'exportState' } }, async ({ openBooking: { simulator } }, reply) => {
    const text = jsonStream(await simulator.state.export())
    return await reply.type('application/json; charset=utf-8').send(text)
  })

  app.delete('/snapshots/:name', REMOVAL, async ({ params, openBooking }, reply) => {
    openBooking.simulator.state.remove(params.name)
    return await reply.code(204).send()
  })
}

export default fp(state, { name: 'open-booking-simulator-control-state', encapsulate: true })
