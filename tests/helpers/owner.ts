import * as client from 'openid-client'
import { type Answered, BASE, PREFIX, type Simulator } from './build-app.ts'
import { bearer, known } from './openid.ts'
import { asClient, SHARED } from './requests.ts'

type Headers = Record<string, string>

/** Token of the owner. `tests/collected` requires that no log line contains it. */
export const OWNER_TOKEN = 'owner-token-of-the-tests-4c1b'
export const OWNER: Headers = { authorization: `Bearer ${OWNER_TOKEN}` }

/** A booking partner with its secrets, which the API returns only once. */
export interface IssuedPartner {
  readonly id: string
  readonly name: string
  readonly password: string
  readonly key: string
  readonly clientSecret: string
  readonly initialAccessToken: string
}

/** Send a request as the owner. */
export async function asOwner (simulator: Simulator, method: string, path: string, body?: unknown): Promise<Answered> {
  const headers = { ...OWNER, ...(body !== undefined && { 'content-type': 'application/json' }) }
  return await simulator.request(method, path, { headers, ...(body !== undefined && { body }) })
}

/** Add a booking partner. */
export async function addPartner (simulator: Simulator, id = 'rambler', more: object = {}): Promise<IssuedPartner> {
  const { status, body, text } = await asOwner(simulator, 'POST', '/partners', { id, ...more })
  if (status !== 201) throw new Error(text)
  return body
}

/** Replace the secrets of a booking partner. */
export async function rotate (simulator: Simulator, id = 'rambler'): Promise<IssuedPartner> {
  const { status, body, text } = await asOwner(simulator, 'POST', `/partners/${id}/secrets`)
  if (status !== 200) throw new Error(text)
  return body
}

/** Withdraw a seller's consent for a booking partner. */
export async function withdraw (simulator: Simulator, id: string, seller: string): Promise<Answered> {
  return await asOwner(simulator, 'DELETE', `/partners/${id}/consent?seller=${encodeURIComponent(seller)}`)
}

export const basic = (id: string, password: string): Headers => ({ authorization: `Basic ${Buffer.from(`${id}:${password}`).toString('base64')}` })

/** Get an access token by the client credentials of a booking partner. */
export async function tokenOf (
  simulator: Simulator, { id, clientSecret }: Pick<IssuedPartner, 'id' | 'clientSecret'>
): Promise<string> {
  const grant = await client.clientCredentialsGrant(await known(simulator, id, clientSecret), { scope: 'openactive-ordersfeed' })
  return grant.access_token
}

/** Read the orders feed with some credentials and return the HTTP status. */
export async function feedStatus (simulator: Simulator, headers: Headers): Promise<number> {
  return (await simulator.request('GET', '/api/openbooking/orders-rpde', { headers })).status
}

/**
 * Try each secret of a booking partner: register with the initial access token, and read the orders feed with the
 * others.
 * @returns HTTP status by kind of secret
 */
export async function statusBySecret (
  simulator: Simulator, partner: IssuedPartner
): Promise<Record<'basic' | 'key' | 'openid' | 'registration', number>> {
  const byToken = async (): Promise<number> => await feedStatus(simulator, bearer(await tokenOf(simulator, partner)))
  return {
    basic: await feedStatus(simulator, basic(partner.id, partner.password)),
    key: await feedStatus(simulator, { 'x-api-key': partner.key }),
    openid: await byToken().catch(({ status }: { status: number }) => status),
    // Register last: a registration replaces the client secret.
    registration: await registrationStatus(simulator, partner.initialAccessToken)
  }
}

async function registrationStatus (simulator: Simulator, token: string): Promise<number> {
  const { statusCode } = await simulator.app.inject({
    method: 'POST', url: `${PREFIX}/openid/reg`, headers: bearer(token), payload: { redirect_uris: [`${BASE}/cb`], client_name: 'Rambler' }
  })
  return statusCode
}

/** A configured booking partner. `tests/collected` requires that no log line contains its secrets. */
export const RAMBLER: IssuedPartner = {
  id: 'rambler',
  name: 'The Rambler',
  password: 'password-of-the-rambler',
  key: 'key-of-the-rambler',
  clientSecret: 'client-secret-of-the-rambler',
  initialAccessToken: 'token-of-the-rambler'
}

/** Configured logins of the first and second seller. */
export const LOGINS = [
  { username: 'north', password: 'password-of-the-north' }, { username: 'south', password: 'password-of-the-south' }
] as const

/** Published credentials, which are valid unless credentials are configured. */
export const PUBLISHED_CREDENTIALS: ReadonlyArray<readonly [kind: string, headers: Headers]> = [
  ['password', basic('openactive', 'UsingDataToHelpPeopleGetActive')], ['key', SHARED], ['header', asClient('booking-partner-1')]
]
