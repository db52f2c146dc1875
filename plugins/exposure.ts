import { isIP } from 'node:net'
import fp from 'fastify-plugin'
import type { ResolvedSimulatorOptions } from '../schemas/options.ts'

const BEYOND = 'WARNING: this simulator listens beyond this machine, and'
const PUBLISHED = `${BEYOND} takes PUBLISHED credentials: whoever reaches it can read, book and cancel. Give credentials of your own (--credentials, CREDENTIALS), or listen on 127.0.0.1.`
const HEADERS = `${BEYOND} takes headers without a secret: whoever knows the id of a booking partner can read, book and cancel. Leave header out of --auth (AUTH), or listen on 127.0.0.1.`
const TESTS = `${BEYOND} takes requests to the test interface WITHOUT credentials: whoever reaches it can rename and move opportunities, and make new ones without end. Keep others from /api/openbooking/test-interface, or listen on 127.0.0.1.`

/** Says loudly when others than this machine can come in by what everybody may know. */
export default fp(async (app) => {
  app.addHook('onListen', async () => {
    for (const warning of exposure(app.addresses(), app.openBooking.options)) app.log.warn(warning)
  })
}, { name: 'open-booking-simulator-exposure', dependencies: ['open-booking-simulator-core'] })

/**
 * @param addresses - where a server listens
 * @returns what is to be said of that
 */
export function exposure (addresses: ReadonlyArray<string | { readonly address: string }>, { credentials, auth }: Pick<ResolvedSimulatorOptions, 'credentials' | 'auth'>): string[] {
  if (addresses.every((address) => typeof address === 'string' || isLoopback(address.address))) return []
  if (credentials === undefined) return [PUBLISHED, TESTS]
  return auth.includes('header') ? [HEADERS, TESTS] : [TESTS]
}

const isLoopback = (address: string): boolean => address === '::1' || (isIP(address) === 4 && address.startsWith('127.')) || address.startsWith('::ffff:127.')
