import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Answered, openApp, type Simulator } from '../../helpers/build-app.ts'
import { bearer, CALLBACK, TOKEN_1 } from '../../helpers/openid.ts'

let simulator: Simulator
/** Requests that the server of the client has got. */
const fetched: string[] = []
const server = createServer(({ url = '' }, response) => {
  fetched.push(url)
  response.end('[]')
})
let address: string

beforeAll(async () => {
  simulator = await openApp({ types: ['ScheduledSession'], auth: ['openid'] })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(async () => {
  server.close()
  await simulator.app.close()
})

const send = async (metadata: object): Promise<Answered> => await simulator.request('POST', '/openid/reg', {
  headers: { 'content-type': 'application/json', ...bearer(TOKEN_1) }, body: JSON.stringify({ redirect_uris: [CALLBACK], ...metadata })
})

it.each<[name: string, more: object]>([
  ['sector_identifier_uri', { subject_type: 'public' }],
  ['sector_identifier_uri', { subject_type: 'pairwise' }],
  ['jwks_uri', {}],
  ['jwks_uri', { token_endpoint_auth_method: 'private_key_jwt' }],
  ['signed_jwks_uri', {}],
  ['request_uris', {}],
  ['backchannel_logout_uri', {}],
  ['backchannel_client_notification_endpoint', {}]
])('a registration with %s (%o) is refused by name, and nothing is fetched', async (name, more) => {
  const before = await simulator.state()
  const value = `${address}/${name}`
  const answer = await send({ [name]: name === 'request_uris' ? [value] : value, ...more })
  expect(answer).toMatchObject({ status: 400, body: { error: 'invalid_client_metadata', error_description: expect.stringContaining(name) } })
  expect(answer.body.error_description).toContain(`Register without ${name}.`)
  expect(await simulator.state()).toEqual(before)
  expect(fetched).toEqual([])
})

it('a registration may have addresses that only browsers open', async () => {
  const names = ['client_uri', 'logo_uri', 'policy_uri', 'tos_uri']
  const answer = await send(Object.fromEntries(names.map((name) => [name, `${address}/${name}`])))
  expect(answer.status, answer.text).toBe(201)
  expect(fetched).toEqual([])
})

it.each(['request_uri', 'request'])('a login with %s is refused, and nothing is fetched', async (name) => {
  const query = new URLSearchParams({ client_id: 'clientid_800', response_type: 'code', scope: 'openid', redirect_uri: CALLBACK, [name]: `${address}/object` })
  const { status, headers } = await simulator.request('GET', `/openid/auth?${query.toString()}`)
  expect([status, new URL(String(headers['location'])).searchParams.get('error')]).toEqual([303, `${name}_not_supported`])
  expect(fetched).toEqual([])
})

it('a client without a secret that asks for client credentials is refused with the remedy', async () => {
  const answer = await send({ token_endpoint_auth_method: 'none', grant_types: ['authorization_code', 'client_credentials'] })
  expect(answer.status).toBe(400)
  expect(answer.body.error_description).toMatch(/client_credentials, which needs a secret: remove it/)
})
