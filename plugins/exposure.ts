import fp from 'fastify-plugin'
import type { ResolvedSimulatorOptions } from '../schemas/options.ts'
import { type Address, isBeyondLoopback } from './control/token.ts'

const BEYOND = 'WARNING: this simulator listens beyond this machine and accepts'
/** A process in a container listens on every interface of the container; the published port decides. */
const LOCAL = 'let only this machine reach it: --host 127.0.0.1, or docker run --publish 127.0.0.1:5000:5000'
const PUBLISHED = `${BEYOND} PUBLISHED credentials: everybody who reaches it can read, book and cancel. ` +
  `Set credentials of your own (--credentials, OPEN_BOOKING_CREDENTIALS), or ${LOCAL}.`
const HEADERS = `${BEYOND} headers without a secret: everybody who knows the id of a booking partner can read, ` +
  `book and cancel. Remove header from --auth (OPEN_BOOKING_AUTH), or ${LOCAL}.`
const TESTS = `${BEYOND} requests to the test interface WITHOUT credentials: everybody who reaches it can rename, ` +
  `move and create opportunities. Block /api/openbooking/test-interface for others, or ${LOCAL}.`

/** @returns the warning about control calls, with the token that this server has made for them */
const control = (token: string): string => `${BEYOND} control calls below /simulator, which read and change ` +
  'everything, with this token of its own, until it stops: ' + token +
  `. Set a token of your own (--control, OPEN_BOOKING_CONTROL), switch them off (--control off), or ${LOCAL}.`

/** Warn at listening when other machines can enter with credentials that everybody may know. */
export default fp(async (app) => {
  app.addHook('onListen', async () => {
    const { options, controlToken } = app.openBooking
    for (const warning of exposure(app.addresses(), options, controlToken())) app.log.warn(warning)
  })
}, { name: 'open-booking-simulator-exposure', dependencies: ['open-booking-simulator-core'] })

/**
 * List the warnings for a server.
 * @param addresses - the addresses that it listens at
 * @param options - its accepted credentials, and whether control calls need a token
 * @param token - the token of its control calls
 */
export function exposure (
  addresses: readonly Address[],
  { credentials, auth, control: option }: Pick<ResolvedSimulatorOptions, 'credentials' | 'auth' | 'control'>,
  token: string | null | undefined
): string[] {
  if (!isBeyondLoopback(addresses)) return []
  // A token of the option is the owner's secret, which nothing prints.
  const made = option === 'on' && typeof token === 'string' ? [control(token)] : []
  if (credentials === undefined) return [PUBLISHED, TESTS, ...made]
  return [...(auth.includes('header') ? [HEADERS] : []), TESTS, ...made]
}
