import * as client from 'openid-client'
import { describe, expect, it } from 'vitest'
import type { OpenBookingSimulatorOptions } from '../../plugin.ts'
import { type Answered, BASE, buildApp, type Simulator } from '../helpers/build-app.ts'
import { authorizationUrl, authorize, bearer, Browser, known, TOKEN_1 } from '../helpers/openid.ts'
import {
  addPartner, asOwner, basic, feedStatus, OWNER_TOKEN, rotate, tokenOf, statusBySecret, withdraw
} from '../helpers/owner.ts'
import { asClient, b, make, newUuid, SELLER_1, SELLER_2 } from '../helpers/requests.ts'

const build = async (more: OpenBookingSimulatorOptions = {}): Promise<Simulator> =>
  await buildApp({ types: ['ScheduledSession'], auth: ['basic', 'key', 'header', 'openid'], ownerToken: OWNER_TOKEN, ...more })

const OPEN = { basic: 200, key: 200, openid: 200, registration: 201 }
const SHUT = { basic: 401, key: 401, openid: 401, registration: 401 }

const statusOf = async (simulator: Simulator, uuid: string, headers: Record<string, string>): Promise<number> =>
  (await simulator.request('GET', `/api/openbooking/orders/${uuid}`, { headers })).status

const listed = async (simulator: Simulator, id = 'rambler') =>
  (await asOwner(simulator, 'GET', '/partners')).body.partners.find((partner: { id: string }) => partner.id === id)

describe('a booking partner added by the owner', () => {
  it('is admitted by each of its secrets, and by its id if auth includes header', async () => {
    const simulator = await build()
    const told = await addPartner(simulator)
    expect(await statusBySecret(simulator, told)).toEqual(OPEN)
    expect(await feedStatus(simulator, asClient('rambler'))).toBe(200)
  })

  it('books under its own id', async () => {
    const simulator = await build()
    const { password } = await addPartner(simulator)
    const { password: ofOther } = await addPartner(simulator, 'stroller')
    const uuid = newUuid()
    expect((await b(simulator, [await make(simulator)], { uuid, headers: basic('rambler', password) })).status).toBe(201)
    expect(await statusOf(simulator, uuid, basic('rambler', password))).toBe(200)
    expect(await statusOf(simulator, uuid, basic('stroller', ofOther))).toBe(404)
  })

  it('is redirected only to its redirect URIs', async () => {
    const simulator = await build()
    const redirect = 'https://rambler.example/cb'
    const { clientSecret } = await addPartner(simulator, 'rambler', { name: 'The Rambler', redirectUris: [redirect] })
    const broker = await known(simulator, 'rambler', clientSecret)
    expect((await authorize(simulator, broker, { redirect })).claims()?.['https://openactive.io/sellerId']).toBe(SELLER_1)
    expect(await new Browser(simulator).visit((await authorizationUrl(broker)).url)).toContain('Something is wrong')
    expect(await listed(simulator)).toMatchObject({ name: 'The Rambler', redirectUris: [redirect], sellers: [SELLER_1] })
  })

  it('gets its secrets only in the response', async () => {
    const simulator = await build()
    const answer = await asOwner(simulator, 'POST', '/partners', { id: 'rambler', name: 'The Rambler' })
    const { password, key, clientSecret, initialAccessToken } = answer.body
    const secrets = [password, key, clientSecret, initialAccessToken]
    expect(answer.body).toEqual({ id: 'rambler', name: 'The Rambler', password, key, clientSecret, initialAccessToken })
    expect(answer.headers['location']).toBe(`${BASE}/partners/rambler`)
    expect((await asOwner(simulator, 'DELETE', String(answer.headers['location']))).status).toBe(204)
    expect(new Set(secrets).size).toBe(4)
    for (const secret of secrets) expect(secret).toMatch(/^[\w-]{32,}$/)
    const kept = JSON.stringify(await simulator.state())
    const list = await asOwner(simulator, 'GET', '/partners')
    for (const secret of [...secrets, TOKEN_1, 'UsingDataToHelpPeopleGetActive']) {
      expect(kept).not.toContain(secret)
      expect(list.text).not.toContain(secret)
    }
  })
})

describe('the list of booking partners', () => {
  it('shows the name, kinds of secret, redirect URIs and sellers of each, and nothing else', async () => {
    const simulator = await build()
    const { clientSecret } = await addPartner(simulator)
    const broker = await known(simulator, 'rambler', clientSecret)
    await authorize(simulator, broker, { login: { username: 'test2', password: 'test2' } })
    await authorize(simulator, broker)
    const { status, body, headers } = await asOwner(simulator, 'GET', '/partners')
    expect([status, headers['cache-control']]).toEqual([200, expect.stringContaining('no-store')])
    expect(body.partners.map(({ id }: { id: string }) => id).sort()).toEqual([
      'booking-partner-1', 'booking-partner-2', 'clientid_800', 'clientid_801', 'dynamic-primary', 'dynamic-secondary', 'openactive', 'rambler'
    ])
    expect(await listed(simulator)).toEqual({
      id: 'rambler', name: 'rambler', revoked: false, secrets: ['password', 'key', 'clientSecret', 'initialAccessToken'], redirectUris: ['http://localhost:3000/cb'], sellers: expect.any(Array)
    })
    expect([...(await listed(simulator)).sellers].sort()).toEqual([SELLER_1, SELLER_2])
    expect(await listed(simulator, 'booking-partner-1')).toMatchObject({ secrets: ['initialAccessToken'], sellers: [] })
  })
})

describe('after a rotation of secrets', () => {
  it('the old secrets are refused, and the new ones show earlier orders', async () => {
    const simulator = await build()
    const old = await addPartner(simulator)
    const uuid = newUuid()
    await b(simulator, [await make(simulator)], { uuid, headers: basic('rambler', old.password) })
    const fresh = await rotate(simulator)
    expect(await statusBySecret(simulator, old)).toEqual(SHUT)
    for (const headers of [basic('rambler', fresh.password), { 'x-api-key': fresh.key }]) expect(await statusOf(simulator, uuid, headers)).toBe(200)
    expect(await statusBySecret(simulator, fresh)).toEqual(OPEN)
  })

  it('consent of sellers remains', async () => {
    const simulator = await build()
    const { clientSecret } = await addPartner(simulator)
    await authorize(simulator, await known(simulator, 'rambler', clientSecret))
    await rotate(simulator)
    expect((await listed(simulator)).sellers).toEqual([SELLER_1])
  })

  it('earlier access tokens are refused, and the refresh token works only with the new secret', async () => {
    const simulator = await build()
    const old = await addPartner(simulator)
    const tokens = await authorize(simulator, await known(simulator, 'rambler', old.clientSecret))
    const feeds = await tokenOf(simulator, old)
    const fresh = await rotate(simulator)
    expect([await statusOf(simulator, newUuid(), bearer(tokens.access_token)), await feedStatus(simulator, bearer(feeds))]).toEqual([401, 401])
    const refreshed = async (secret: string) => await client.refreshTokenGrant(await known(simulator, 'rambler', secret), tokens.refresh_token ?? '')
    await expect(refreshed(old.clientSecret)).rejects.toMatchObject({ status: 401 })
    expect(await statusOf(simulator, newUuid(), bearer((await refreshed(fresh.clientSecret)).access_token))).toBe(404)
  })

  it('a published booking partner is admitted only by its new secrets', async () => {
    const simulator = await build()
    const published = basic('openactive', 'UsingDataToHelpPeopleGetActive')
    expect(await feedStatus(simulator, published)).toBe(200)
    const fresh = await rotate(simulator, 'openactive')
    expect(await feedStatus(simulator, published)).toBe(401)
    expect(await statusBySecret(simulator, fresh)).toEqual(OPEN)
  })
})

describe('a revoked booking partner', () => {
  async function revoked (simulator: Simulator) {
    const told = await addPartner(simulator)
    const uuid = newUuid()
    await b(simulator, [await make(simulator)], { uuid, headers: basic('rambler', told.password) })
    const broker = await known(simulator, 'rambler', told.clientSecret)
    const tokens = [await tokenOf(simulator, told), (await authorize(simulator, broker)).access_token]
    const answer = await asOwner(simulator, 'DELETE', '/partners/rambler')
    expect([answer.status, answer.text]).toEqual([204, ''])
    return { told, uuid, tokens }
  }

  it('is refused with every secret, id and access token', async () => {
    const simulator = await build()
    const { told, uuid, tokens } = await revoked(simulator)
    expect(await statusBySecret(simulator, told)).toEqual(SHUT)
    expect(await feedStatus(simulator, asClient('rambler', SELLER_1))).toBe(401)
    for (const token of tokens) expect(await statusOf(simulator, uuid, bearer(token))).toBe(401)
    expect(await listed(simulator)).toMatchObject({ revoked: true, secrets: [], sellers: [] })
    expect(await feedStatus(simulator, asClient('booking-partner-1'))).toBe(200)
  })

  it('keeps its id reserved', async () => {
    const simulator = await build()
    await revoked(simulator)
    const before = await simulator.state()
    expect(await asOwner(simulator, 'POST', '/partners', { id: 'rambler' })).toMatchObject({ status: 409, body: { '@type': 'OpenBookingError', statusCode: 409 } })
    expect(await simulator.state()).toEqual(before)
  })

  it('is admitted again with its orders after a rotation', async () => {
    const simulator = await build()
    const { told, uuid } = await revoked(simulator)
    const fresh = await rotate(simulator)
    expect(await statusOf(simulator, uuid, basic('rambler', fresh.password))).toBe(200)
    expect(await statusBySecret(simulator, told)).toEqual(SHUT)
    expect(await statusBySecret(simulator, fresh)).toEqual(OPEN)
    expect(await listed(simulator)).toMatchObject({ revoked: false })
  })

  it('is unchanged by a second revocation', async () => {
    const simulator = await build()
    await revoked(simulator)
    const before = await simulator.state()
    expect((await asOwner(simulator, 'DELETE', '/partners/rambler')).status).toBe(204)
    expect(await simulator.state()).toEqual(before)
  })
})

it('responses to the owner forbid caching', async () => {
  const simulator = await build()
  const answers: Answered[] = [
    await asOwner(simulator, 'POST', '/partners', { id: 'rambler' }),
    await asOwner(simulator, 'GET', '/partners'),
    await asOwner(simulator, 'POST', '/partners/rambler/secrets'),
    await withdraw(simulator, 'rambler', SELLER_1),
    await asOwner(simulator, 'DELETE', '/partners/rambler')
  ]
  expect(answers.map(({ status }) => status)).toEqual([201, 200, 200, 404, 204])
  for (const { headers } of answers) expect(headers['cache-control']).toContain('no-store')
})
