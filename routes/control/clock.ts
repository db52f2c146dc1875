import fp from 'fastify-plugin'
import { clockAdvance, clockSetting } from '../../schemas/control/clock.ts'
import type { RoutePlugin } from '../../schemas/type-provider.ts'

/** The simulated clock. */
const clock: RoutePlugin = async (app) => {
  app.get('/clock', async ({ openBooking: { simulator } }) => simulator.time.status())

  app.put('/clock', { schema: { body: clockSetting } }, async ({ body: { at, ...options }, openBooking }) =>
    await openBooking.simulator.time.set(at === undefined ? undefined : new Date(at), options))

  app.post('/clock/advance', { schema: { body: clockAdvance } }, async ({ body: { by }, openBooking }) =>
    await openBooking.simulator.time.advance(by))
}

export default fp(clock, { name: 'open-booking-simulator-control-clock', encapsulate: true })
