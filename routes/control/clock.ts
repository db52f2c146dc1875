import fp from 'fastify-plugin'
import { clockAdvance, clockSetting } from '../../schemas/control/clock.ts'
import type { RoutePlugin } from '../../schemas/type-provider.ts'

/** The simulated clock. */
const clock: RoutePlugin = async (app) => {
  app.get('/clock', { config: { operation: 'readClock' } }, async ({ openBooking: { simulator } }) =>
    simulator.time.status())

  const setting = { schema: { body: clockSetting }, config: { operation: 'setClock' } } as const
  app.put('/clock', setting, async ({ body: { at, ...options }, openBooking }) =>
    await openBooking.simulator.time.set(at === undefined ? undefined : new Date(at), options))

  const advance = { schema: { body: clockAdvance }, config: { operation: 'advanceClock' } } as const
  app.post('/clock/advance', advance, async ({ body: { by }, openBooking }) =>
    await openBooking.simulator.time.advance(by))
}

export default fp(clock, { name: 'open-booking-simulator-control-clock', encapsulate: true })
