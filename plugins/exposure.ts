import { isIP } from 'node:net'
import fp from 'fastify-plugin'
import type { ResolvedSimulatorOptions } from '../schemas/options.ts'

const BEYOND = 'WARNING: this simulator listens beyond this machine, and'
const PUBLISHED = `${BEYOND} takes PUBLISHED credentials: whoever reaches it can read, book and cancel. Give credentials of your own (--credentials, CREDENTIALS), or listen on 127.0.0.1.`
const HEADERS = `${BEYOND} takes headers without a secret: whoever knows the id of a booking partner can read, book and cancel. Leave header out of --auth (AUTH), or listen on 127.0.0.1.`

/** Says loudly when others than this machine can come in by what everybody may know. */
export default fp(async (app) => {
  app.addHook('onListen', async () => {
    const warning = exposure(app.addresses(), app.openBooking.options)
    if (warning !== undefined) app.log.warn(warning)
  })
}, { name: 'open-booking-simulator-exposure' })

/**
 * @param addresses - where a server listens
 * @returns what is to be said of that, undefined if nothing is
 */
export function exposure (addresses: ReadonlyArray<string | { readonly address: string }>, { credentials, auth }: Pick<ResolvedSimulatorOptions, 'credentials' | 'auth'>): string | undefined {
  if (addresses.every((address) => typeof address === 'string' || isLoopback(address.address))) return undefined
  if (credentials === undefined) return PUBLISHED
  return auth.includes('header') ? HEADERS : undefined
}

const isLoopback = (address: string): boolean => address === '::1' || (isIP(address) === 4 && address.startsWith('127.')) || address.startsWith('::ffff:127.')
