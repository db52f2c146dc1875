import fp from 'fastify-plugin'
import { LARGEST_IMPORT } from '../../schemas/control/transfer.ts'
import type { RoutePlugin } from '../../schemas/type-provider.ts'

const IMPORT = { config: { operation: 'importState', bodyLimit: LARGEST_IMPORT } } as const

/** The import of a state, the one call with a body that is not small. */
const stateImport: RoutePlugin = async (app) => {
  app.post('/import', IMPORT, async ({ body, openBooking: { simulator } }) => await simulator.state.import(body))
}

export default fp(stateImport, { name: 'open-booking-simulator-control-import', encapsulate: true })
