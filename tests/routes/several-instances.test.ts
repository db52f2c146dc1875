import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openPostgresStore } from '../../data/postgres/postgres-store.ts'
import { buildApp, type Simulator } from '../helpers/build-app.ts'
import { control } from '../helpers/control.ts'
import { addPartner, asOwner, feedStatus, OWNER_TOKEN } from '../helpers/owner.ts'
import { startPostgres, type TestDatabase } from '../helpers/postgres.ts'
import { b, c1, c2, make, newUuid, PARTNER_1, readFeed, remainingOf } from '../helpers/requests.ts'

let database: TestDatabase
let worlds = 0

beforeAll(async () => { database = await startPostgres() })
afterAll(async () => { await database.stop() })

/** Start two instances on one database. */
async function instances (): Promise<[Simulator, Simulator]> {
  const world = `instances-${worlds++}`
  async function open (): Promise<Simulator> {
    const store = await openPostgresStore({ url: database.url, world, warn: () => {} })
    return await buildApp({ control: 'on', ownerToken: OWNER_TOKEN, types: ['ScheduledSession'], store })
  }
  return [await open(), await open()]
}

describe('two instances on one database', () => {
  it('are one booking system: each step of a booking goes to the other one', async () => {
    const [first, second] = await instances()
    const item = await make(first, 'TestOpportunityBookable')
    const uuid = newUuid()
    expect((await c1(first, [item], { uuid })).status).toBe(200)
    expect((await c2(second, [item], { uuid })).status).toBe(200)
    const booked = await b(first, [item], { uuid })
    expect(booked.status).toBe(201)
    expect((await b(second, [item], { uuid })).text).toBe(booked.text)
    const status = await second.request('GET', `/api/openbooking/orders/${uuid}`, { headers: PARTNER_1 })
    expect(status.status).toBe(200)
    expect(await remainingOf(second, item)).toBe(await remainingOf(first, item))
    const feed = `/feeds/${item.feed}`
    expect(await readFeed(second, feed)).toEqual(await readFeed(first, feed))
  })

  it('that start at once have the same signing keys', async () => {
    const world = `instances-${worlds++}`
    const both = await Promise.all([0, 1].map(async () => {
      const store = await openPostgresStore({ url: database.url, world, warn: () => {} })
      return await buildApp({ types: ['ScheduledSession'], auth: ['openid'], store })
    }))
    const [first, second] = await Promise.all(both.map(async (one) => await one.request('GET', '/openid/jwks')))
    expect(first?.status).toBe(200)
    expect(second?.text).toBe(first?.text)
  })

  it('sell the last space once', async () => {
    const both = await instances()
    for (let round = 0; round < 5; round++) {
      const item = await make(both[0], 'TestOpportunityBookableOneSpace')
      const answers = await Promise.all(Array.from({ length: 8 }, async (_, index) =>
        await b(both[index % 2] as Simulator, [item], { uuid: newUuid() })))
      expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
      expect(await remainingOf(both[1], item)).toBe(0)
    }
  })

  it('see at once a partner, a fault and a clock that the other one has changed', async () => {
    const [first, second] = await instances()
    const { id, key } = await addPartner(first)
    const headers = { 'x-api-key': key }
    expect(await feedStatus(second, headers)).toBe(200)
    await asOwner(second, 'DELETE', `/partners/${id}`)
    expect(await feedStatus(first, headers)).toBe(401)

    expect((await control(first, 'POST', '/faults', { on: 'B', times: 1, status: 503 })).status).toBe(201)
    const item = await make(second, 'TestOpportunityBookable')
    expect((await b(second, [item])).status).toBe(503)
    expect((await b(first, [item])).status).toBe(201)

    await control(second, 'POST', '/clock/advance', { by: 'P1D' })
    const { body: { now } } = await control(first, 'GET', '/clock')
    expect(now).toBe('2027-03-10T10:20:00.000Z')
  })

  it('let a lease expire once', async () => {
    const [first, second] = await instances()
    const item = await make(first, 'TestOpportunityBookableOneSpace')
    expect((await c1(first, [item])).status).toBe(200)
    expect(await remainingOf(second, item)).toBe(0)
    await control(first, 'POST', '/clock/advance', { by: 'PT16M' })
    const remaining = await Promise.all([first, second, first, second].map(async (one) => await remainingOf(one, item)))
    expect(remaining).toEqual([1, 1, 1, 1])
  })
})
