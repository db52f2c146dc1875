import type { KoaContextWithOIDC } from 'oidc-provider'
import type { Simulator } from '../../simulator/index.ts'
import { isClient } from './adapter.ts'

/** Most ids that a message lists (count). */
const MOST_IDS = 20

/**
 * Explain that no client has the id of a login: list the ids of those that can log in, which are no secrets.
 * @returns the message, undefined if the request names no client, or one that exists
 */
export function unknownClient (
  { oidc }: KoaContextWithOIDC, { bookingPartners, baseUrl }: Simulator
): string | undefined {
  const id = oidc.params?.['client_id']
  if (typeof id !== 'string' || oidc.client !== undefined) return undefined
  const isPartner = bookingPartners.get(id) !== undefined
  const problem = isPartner ? `The booking partner "${id}" has not registered yet.` : `There is no client "${id}".`
  const known = list(bookingPartners.all().filter(isClient).map((partner) => partner.id))
  const registration = `An initial access token registers a client at ${baseUrl()}/openid/reg.`
  return `${problem} Known clients: ${known}. ${registration}`
}

function list (ids: readonly string[]): string {
  if (ids.length === 0) return 'none'
  const more = ids.length > MOST_IDS ? ` and ${ids.length - MOST_IDS} more` : ''
  return `${ids.slice(0, MOST_IDS).join(', ')}${more}`
}
