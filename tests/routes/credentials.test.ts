import { describe, expect, it } from 'vitest'
import type { Credentials } from '../../schemas/credentials.ts'
import { openStore } from '../data/files.ts'
import { openAccessPage, AccessPage } from '../helpers/access.ts'
import { buildApp, NOW, shareApp, type Simulator } from '../helpers/build-app.ts'
import { register } from '../helpers/openid.ts'
import {
  addPartner, asOwner, basic, feedStatus, LOGINS, OWNER_TOKEN, PUBLISHED_CREDENTIALS, RAMBLER, rotate, tokenOf, statusBySecret
} from '../helpers/owner.ts'
import { b, make, newUuid, SHARED } from '../helpers/requests.ts'
import { seededFile } from '../helpers/seeded.ts'

const OPEN = { basic: 200, key: 200, openid: 200, registration: 201 }
const SHUT = { basic: 401, key: 401, openid: 401, registration: 401 }
const OWN: Credentials = { partners: [RAMBLER], logins: [...LOGINS] }
const RENEWED = { ...RAMBLER, password: 'password-2-of-the-rambler', key: 'key-2-of-the-rambler', clientSecret: 'client-secret-2-of-the-rambler', initialAccessToken: 'token-2-of-the-rambler' }

const settings = (credentials?: Credentials) => ({ types: ['ScheduledSession' as const], auth: ['basic' as const, 'key' as const, 'header' as const, 'openid' as const], ownerToken: OWNER_TOKEN, ...(credentials && { credentials }) })

/** Start one simulator after another on the same data file. */
function restarts () {
  let file: string | undefined
  let last: Simulator | undefined
  return async (credentials?: Credentials): Promise<Simulator> => {
    await last?.app.close()
    const clock = (): Date => NOW
    file ??= await seededFile(settings(credentials), NOW)
    last = await buildApp({ ...settings(credentials), store: await openStore(file, { clock, durability: 'os' }), clock })
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

const loggedIn = async (simulator: Simulator, username: string, password: string): Promise<AccessPage> => await openAccessPage(simulator, { username, password })

/** Expect that every published credential is refused. */
async function expectUnpublished (simulator: Simulator): Promise<void> {
  for (const [way, headers] of PUBLISHED_CREDENTIALS) expect(await feedStatus(simulator, headers), way).toBe(401)
  await expect(tokenOf(simulator, { id: 'clientid_800', clientSecret: 'secret' })).rejects.toMatchObject({ status: 401 })
  await expect(register(simulator)).rejects.toMatchObject({ status: 401 })
  for (const name of ['test1', 'test2']) expect((await loggedIn(simulator, name, name)).status).toBe(401)
}

describe('configured credentials', () => {
  const shared = shareApp(settings(OWN))

  it('admit their booking partners and refuse the published ones', async () => {
    const simulator = await shared()
    expect(await statusBySecret(simulator, RAMBLER)).toEqual(OPEN)
    await expectUnpublished(simulator)
  })

  it('admit a booking partner only by the secrets it has', async () => {
    const simulator = await buildApp(settings({ partners: [{ id: 'rambler', key: RAMBLER.key }] }))
    expect(await statusBySecret(simulator, RAMBLER)).toEqual({ ...SHUT, key: 200 })
    for (const nothing of ['', 'undefined', 'null']) expect(await feedStatus(simulator, basic('rambler', nothing))).toBe(401)
  })

  it('log sellers in, in the order of the sellers', async () => {
    const simulator = await shared()
    const names = ['Wharfside Leisure Trust', 'Dale and Moor Active CIC']
    for (const [index, { username, password }] of LOGINS.entries()) {
      const page = await loggedIn(simulator, username, password)
      expect(page.status).toBe(200)
      expect(page.text).toContain(names[index])
    }
    expect((await loggedIn(simulator, LOGINS[0].username, LOGINS[1].password)).status).toBe(401)
  })

  it('may be empty: every caller is refused until the owner adds a booking partner', async () => {
    const simulator = await buildApp(settings({}))
    await expectUnpublished(simulator)
    expect((await asOwner(simulator, 'GET', '/partners')).body).toEqual({ partners: [] })
    expect(await statusBySecret(simulator, await addPartner(simulator))).toEqual(OPEN)
  })

  it('replace the published ones at the next start, and removing them restores these', async () => {
    const start = restarts()
    const uuid = await book(await start(), SHARED)
    await expectUnpublished(await start(OWN))
    const again = await start()
    for (const [way, headers] of PUBLISHED_CREDENTIALS) expect(await feedStatus(again, headers), way).toBe(200)
    expect(await statusOf(again, uuid, SHARED)).toBe(200)
  })
})

describe('a configured booking partner', () => {
  it('with changed secrets at the next start is admitted only by the new ones', async () => {
    const start = restarts()
    const uuid = await book(await start(OWN), { 'x-api-key': RAMBLER.key })
    const simulator = await start({ partners: [RENEWED] })
    expect(await statusOf(simulator, uuid, { 'x-api-key': RENEWED.key })).toBe(200)
    expect(await statusBySecret(simulator, RAMBLER)).toEqual(SHUT)
    expect(await statusBySecret(simulator, RENEWED)).toEqual(OPEN)
  })

  it('is refused once removed, and has its orders again once restored', async () => {
    const start = restarts()
    const uuid = await book(await start(OWN), { 'x-api-key': RAMBLER.key })
    const without = await start({ partners: [{ id: 'stroller', key: 'key-of-the-stroller' }] })
    expect(await statusBySecret(without, RAMBLER)).toEqual(SHUT)
    expect(await feedStatus(without, { 'x-openactive-test-client-id': 'rambler' })).toBe(401)
    expect(await statusOf(without, uuid, { 'x-api-key': 'key-of-the-stroller' })).toBe(404)
    const again = await start(OWN)
    expect(await statusOf(again, uuid, { 'x-api-key': RAMBLER.key })).toBe(200)
    expect(await statusBySecret(again, RAMBLER)).toEqual(OPEN)
  })

  it('keeps secrets that the owner rotated until the options change', async () => {
    const start = restarts()
    const fresh = await rotate(await start(OWN))
    const simulator = await start(OWN)
    expect(await statusBySecret(simulator, RAMBLER)).toEqual(SHUT)
    expect(await statusBySecret(simulator, fresh)).toEqual(OPEN)
    const changed = await start({ partners: [RENEWED] })
    expect(await statusBySecret(changed, fresh)).toEqual(SHUT)
    expect(await statusBySecret(changed, RENEWED)).toEqual(OPEN)
  })

  it('stays revoked by the owner while the options are the same', async () => {
    const start = restarts()
    await asOwner(await start(OWN), 'DELETE', '/partners/rambler')
    expect(await statusBySecret(await start(OWN), RAMBLER)).toEqual(SHUT)
  })

  it('keeps the client secret from its registration', async () => {
    const start = restarts()
    const broker = await register(await start(OWN), RAMBLER.initialAccessToken)
    const { client_id: id, client_secret: secret } = broker.clientMetadata()
    expect(id).toBe('rambler')
    const simulator = await start(OWN)
    await tokenOf(simulator, { id, clientSecret: String(secret) })
    await expect(tokenOf(simulator, RAMBLER)).rejects.toMatchObject({ status: 401 })
  })
})

describe('a booking partner that the owner has added', () => {
  it('stays when the options configure other booking partners', async () => {
    const start = restarts()
    const added = await addPartner(await start(OWN), 'stroller')
    expect(await statusBySecret(await start({}), added)).toEqual(OPEN)
  })

  it('takes the configured secrets once the options name it', async () => {
    const start = restarts()
    const added = await addPartner(await start({}))
    const simulator = await start(OWN)
    expect(await statusBySecret(simulator, added)).toEqual(SHUT)
    expect(await statusBySecret(simulator, RAMBLER)).toEqual(OPEN)
  })
})
