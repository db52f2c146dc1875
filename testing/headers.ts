import { CLIENT_HEADER, SELLER_HEADER } from '../schemas/header-names.ts'
import { BOOKING_MEDIA_TYPE } from '../domain/protocol/ids.ts'
import { configuredCredentials } from '../simulator/credentials.ts'
import type { Simulator } from '../simulator/index.ts'

/** The caller of a request. */
export interface CallerOptions {
  /** Id of the booking partner; by default the first one of the credentials, `openactive`. */
  readonly partner?: string
  /** `@id` of the seller that the credentials are for; by default every seller. */
  readonly seller?: string
}

/**
 * Write the headers of a booking request: media type and credentials.
 * @param simulator - the simulator that receives the request
 * @param caller - the booking partner and the seller
 * @throws {Error} if this booking partner can send no credentials by headers alone, as with OpenID Connect
 */
export function headersOf (simulator: Simulator, { partner, seller }: CallerOptions = {}): Record<string, string> {
  return { 'content-type': BOOKING_MEDIA_TYPE, ...credentialsOf(simulator, partner, seller) }
}

function credentialsOf (
  simulator: Simulator, wanted: string | undefined, seller: string | undefined
): Record<string, string> {
  const { options, options: { auth }, rules: { sellers } } = simulator
  const { partners } = configuredCredentials(options)
  const partner = wanted ?? partners[0]?.id ?? ''
  const { key, password } = partners.find(({ id }) => id === partner) ?? {}
  if (seller === undefined && key !== undefined && auth.includes('key')) return { 'x-api-key': key }
  if (seller === undefined && password !== undefined && auth.includes('basic')) {
    return { authorization: `Basic ${Buffer.from(`${partner}:${password}`).toString('base64')}` }
  }
  if (auth.includes('header')) {
    return {
      [CLIENT_HEADER.toLowerCase()]: partner,
      [SELLER_HEADER.toLowerCase()]: seller ?? `${simulator.baseUrl()}/${sellers[0]?.path}`
    }
  }
  const lacks = `${partner || 'nobody'} has no key and no password`
  const subject = seller === undefined ? lacks : 'no header names a seller'
  throw new Error(`headers(): ${subject} that this simulator accepts. Its option auth is ${auth.join(', ')}: ` +
    'add header to it, name another booking partner, or get a token at /openid/token')
}
