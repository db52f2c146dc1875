import * as client from 'openid-client'
import { type Answered, BASE, PREFIX, type Simulator } from './build-app.ts'
import { bearer, known } from './openid.ts'
import { asClient, SHARED } from './requests.ts'

type Headers = Record<string, string>

/** Never to appear in a log. */
export const OWNER_TOKEN = 'owner-token-of-the-tests-4c1b'
export const OWNER: Headers = { authorization: `Bearer ${OWNER_TOKEN}` }

/** What the owner is told of a booking partner, once. */
export interface Told {
  readonly id: string
  readonly name: string
  readonly password: string
  readonly key: string
  readonly clientSecret: string
  readonly initialAccessToken: string
}

/** Asks as the owner. */
export async function asOwner (simulator: Simulator, method: string, path: string, body?: unknown): Promise<Answered> {
  const headers = { ...OWNER, ...(body !== undefined && { 'content-type': 'application/json' }) }
  return await simulator.request(method, path, { headers, ...(body !== undefined && { body }) })
}

/** Adds a booking partner. */
export async function addPartner (simulator: Simulator, id = 'rambler', more: object = {}): Promise<Told> {
  const { status, body, text } = await asOwner(simulator, 'POST', '/partners', { id, ...more })
  if (status !== 201) throw new Error(text)
  return body
}

/** Gives a booking partner new secrets. */
export async function rotate (simulator: Simulator, id = 'rambler'): Promise<Told> {
  const { status, body, text } = await asOwner(simulator, 'POST', `/partners/${id}/secrets`)
  if (status !== 200) throw new Error(text)
  return body
}

/** Withdraws what a seller has agreed to. */
export async function withdraw (simulator: Simulator, id: string, seller: string): Promise<Answered> {
  return await asOwner(simulator, 'DELETE', `/partners/${id}/consent?seller=${encodeURIComponent(seller)}`)
}

export const basic = (id: string, password: string): Headers => ({ authorization: `Basic ${Buffer.from(`${id}:${password}`).toString('base64')}` })

/** @returns the token that a booking partner gets by its client credentials. */
export async function tokenOf (simulator: Simulator, { id, clientSecret }: Pick<Told, 'id' | 'clientSecret'>): Promise<string> {
  const grant = await client.clientCredentialsGrant(await known(simulator, id, clientSecret), { scope: 'openactive-ordersfeed' })
  return grant.access_token
}

/** @returns the status of the orders feed for some credentials. */
export async function feedStatus (simulator: Simulator, headers: Headers): Promise<number> {
  return (await simulator.request('GET', '/api/openbooking/orders-rpde', { headers })).status
}

/** @returns how a booking partner is answered by each of its secrets; it comes to read its orders feed. */
export async function waysIn (simulator: Simulator, told: Told): Promise<Record<'basic' | 'key' | 'openid' | 'registration', number>> {
  const byToken = async (): Promise<number> => await feedStatus(simulator, bearer(await tokenOf(simulator, told)))
  return {
    basic: await feedStatus(simulator, basic(told.id, told.password)),
    key: await feedStatus(simulator, { 'x-api-key': told.key }),
    openid: await byToken().catch(({ status }: { status: number }) => status),
    // Last, for whoever registers gets another client secret.
    registration: await registrationStatus(simulator, told.initialAccessToken)
  }
}

async function registrationStatus (simulator: Simulator, token: string): Promise<number> {
  const { statusCode } = await simulator.app.inject({
    method: 'POST', url: `${PREFIX}/openid/reg`, headers: bearer(token), payload: { redirect_uris: [`${BASE}/cb`], client_name: 'Rambler' }
  })
  return statusCode
}

/** A booking partner of one's own, and its secrets, which are never to appear in a log. */
export const RAMBLER: Told = {
  id: 'rambler', name: 'The Rambler', password: 'password-of-the-rambler', key: 'key-of-the-rambler', clientSecret: 'client-secret-of-the-rambler', initialAccessToken: 'token-of-the-rambler'
}

/** Logins of one's own, of the first seller and the second. */
export const LOGINS = [{ username: 'north', password: 'password-of-the-north' }, { username: 'south', password: 'password-of-the-south' }] as const

/** What everybody may come with where there are no credentials of one's own. */
export const PUBLISHED_WAYS: ReadonlyArray<readonly [way: string, headers: Headers]> = [
  ['password', basic('openactive', 'UsingDataToHelpPeopleGetActive')], ['key', SHARED], ['header', asClient('booking-partner-1')]
]
