import { describe, expect, it } from 'vitest'
import type { Credentials } from '../../schemas/credentials.ts'
import { newDataFile, openStore } from '../data/files.ts'
import { accessOf, AccessPage } from '../helpers/access.ts'
import { buildApp, NOW, type Simulator } from '../helpers/build-app.ts'
import { register } from '../helpers/openid.ts'
import {
  addPartner, asOwner, basic, feedStatus, LOGINS, OWNER_TOKEN, PUBLISHED_WAYS, RAMBLER, rotate, tokenOf, waysIn
} from '../helpers/owner.ts'
import { b, make, newUuid, SHARED } from '../helpers/requests.ts'

const OPEN = { basic: 200, key: 200, openid: 200, registration: 201 }
const SHUT = { basic: 401, key: 401, openid: 401, registration: 401 }
const OWN: Credentials = { partners: [RAMBLER], logins: [...LOGINS] }
const RENEWED = { ...RAMBLER, password: 'password-2-of-the-rambler', key: 'key-2-of-the-rambler', clientSecret: 'client-secret-2-of-the-rambler', initialAccessToken: 'token-2-of-the-rambler' }

const settings = (credentials?: Credentials) => ({ types: ['ScheduledSession' as const], auth: ['basic' as const, 'key' as const, 'header' as const, 'openid' as const], ownerToken: OWNER_TOKEN, ...(credentials && { credentials }) })

/** Starts one simulator after the other on the same data file. */
async function restarts () {
  const file = await newDataFile()
  let last: Simulator | undefined
  return async (credentials?: Credentials): Promise<Simulator> => {
    await last?.app.close()
    const clock = (): Date => NOW
    last = await buildApp({ ...settings(credentials), store: await openStore(file, { clock }), clock })
    return last
  }
}

async function book (simulator: Simulator, headers: Record<string, string>): Promise<string> {
  const uuid = newUuid()
  expect((await b(simulator, [await make(simulator)], { uuid, headers })).status).toBe(201)
  return uuid
}

const statusOf = async (simulator: Simulator, uuid: string, headers: Record<string, string>): Promise<number> =>
  (await simulator.request('GET', `/api/openbooking/orders/${uuid}`, { headers })).status

const loggedIn = async (simulator: Simulator, username: string, password: string): Promise<AccessPage> => await accessOf(simulator, { username, password })

/** Nobody gets in by what everybody may know. */
async function expectUnpublished (simulator: Simulator): Promise<void> {
  for (const [way, headers] of PUBLISHED_WAYS) expect(await feedStatus(simulator, headers), way).toBe(401)
  await expect(tokenOf(simulator, { id: 'clientid_800', clientSecret: 'secret' })).rejects.toMatchObject({ status: 401 })
  await expect(register(simulator)).rejects.toMatchObject({ status: 401 })
  for (const name of ['test1', 'test2']) expect((await loggedIn(simulator, name, name)).status).toBe(401)
}

describe('credentials of one\'s own', () => {
  it('let their booking partners in, and nobody by the published ones', async () => {
    const simulator = await buildApp(settings(OWN))
    expect(await waysIn(simulator, RAMBLER)).toEqual(OPEN)
    await expectUnpublished(simulator)
  })

  it('let in by those secrets alone that a booking partner has', async () => {
    const simulator = await buildApp(settings({ partners: [{ id: 'rambler', key: RAMBLER.key }] }))
    expect(await waysIn(simulator, RAMBLER)).toEqual({ ...SHUT, key: 200 })
    for (const nothing of ['', 'undefined', 'null']) expect(await feedStatus(simulator, basic('rambler', nothing))).toBe(401)
  })

  it('let the sellers log in, in their order', async () => {
    const simulator = await buildApp(settings(OWN))
    const names = ['Wharfside Leisure Trust', 'Dale and Moor Active CIC']
    for (const [index, { username, password }] of LOGINS.entries()) {
      const page = await loggedIn(simulator, username, password)
      expect(page.status).toBe(200)
      expect(page.text).toContain(names[index])
    }
    expect((await loggedIn(simulator, LOGINS[0].username, LOGINS[1].password)).status).toBe(401)
  })

  it('can be none, so that nobody comes in', async () => {
    const simulator = await buildApp(settings({}))
    await expectUnpublished(simulator)
    expect((await asOwner(simulator, 'GET', '/partners')).body).toEqual({ partners: [] })
    expect(await waysIn(simulator, await addPartner(simulator))).toEqual(OPEN)
  })

  it('that come after the published ones shut these out', async () => {
    const start = await restarts()
    const uuid = await book(await start(), SHARED)
    await expectUnpublished(await start(OWN))
    const again = await start()
    for (const [way, headers] of PUBLISHED_WAYS) expect(await feedStatus(again, headers), way).toBe(200)
    expect(await statusOf(again, uuid, SHARED)).toBe(200)
  })
})

describe('a configured booking partner', () => {
  it('that is described otherwise at the next start has the new secrets alone', async () => {
    const start = await restarts()
    const uuid = await book(await start(OWN), { 'x-api-key': RAMBLER.key })
    const simulator = await start({ partners: [RENEWED] })
    expect(await statusOf(simulator, uuid, { 'x-api-key': RENEWED.key })).toBe(200)
    expect(await waysIn(simulator, RAMBLER)).toEqual(SHUT)
    expect(await waysIn(simulator, RENEWED)).toEqual(OPEN)
  })

  it('that is gone is shut out, and comes back with its orders', async () => {
    const start = await restarts()
    const uuid = await book(await start(OWN), { 'x-api-key': RAMBLER.key })
    const without = await start({ partners: [{ id: 'stroller', key: 'key-of-the-stroller' }] })
    expect(await waysIn(without, RAMBLER)).toEqual(SHUT)
    expect(await feedStatus(without, { 'x-openactive-test-client-id': 'rambler' })).toBe(401)
    expect(await statusOf(without, uuid, { 'x-api-key': 'key-of-the-stroller' })).toBe(404)
    const again = await start(OWN)
    expect(await statusOf(again, uuid, { 'x-api-key': RAMBLER.key })).toBe(200)
    expect(await waysIn(again, RAMBLER)).toEqual(OPEN)
  })

  it('that the owner has rotated keeps its new secrets while the options are the same', async () => {
    const start = await restarts()
    const fresh = await rotate(await start(OWN))
    const simulator = await start(OWN)
    expect(await waysIn(simulator, RAMBLER)).toEqual(SHUT)
    expect(await waysIn(simulator, fresh)).toEqual(OPEN)
    const changed = await start({ partners: [RENEWED] })
    expect(await waysIn(changed, fresh)).toEqual(SHUT)
    expect(await waysIn(changed, RENEWED)).toEqual(OPEN)
  })

  it('that the owner has revoked stays out while the options are the same', async () => {
    const start = await restarts()
    await asOwner(await start(OWN), 'DELETE', '/partners/rambler')
    expect(await waysIn(await start(OWN), RAMBLER)).toEqual(SHUT)
  })

  it('keeps the secret by which it has registered', async () => {
    const start = await restarts()
    const broker = await register(await start(OWN), RAMBLER.initialAccessToken)
    const { client_id: id, client_secret: secret } = broker.clientMetadata()
    expect(id).toBe('rambler')
    const simulator = await start(OWN)
    await tokenOf(simulator, { id, clientSecret: String(secret) })
    await expect(tokenOf(simulator, RAMBLER)).rejects.toMatchObject({ status: 401 })
  })
})

describe('a booking partner that the owner has added', () => {
  it('is there whatever the options say of others', async () => {
    const start = await restarts()
    const added = await addPartner(await start(OWN), 'stroller')
    expect(await waysIn(await start({}), added)).toEqual(OPEN)
  })

  it('is as the options say from when they speak of it', async () => {
    const start = await restarts()
    const added = await addPartner(await start({}))
    const simulator = await start(OWN)
    expect(await waysIn(simulator, added)).toEqual(SHUT)
    expect(await waysIn(simulator, RAMBLER)).toEqual(OPEN)
  })
})
