import { describe, expect, it } from 'vitest'
import type { Store } from '../../../data/store.ts'
import { seededStore } from '../../helpers/seeded.ts'
import { type Answered, buildApp, NOW, type Simulator } from '../../helpers/build-app.ts'
import { bAfterP, done, makeForApproval, p, propose, seller } from '../../helpers/proposals.ts'
import { type Bookable, make, newUuid, orderBody, PARTNER_1, PARTNER_2 } from '../../helpers/requests.ts'

const TYPES = ['ScheduledSession'] as const
const STAGES = [['order-quote-templates', 'OrderQuote'], ['order-quotes', 'OrderQuote'], ['orders', 'Order']] as const
type Stage = typeof STAGES[number]

async function send (
  { request }: Simulator, [path, type]: Stage, items: readonly Bookable[], uuid = newUuid(), headers = PARTNER_1
): Promise<Answered> {
  return await request('PUT', `/api/openbooking/${path}/${uuid}`, { headers, body: { ...orderBody(items), '@type': type } })
}

describe('an order with more items than are permitted', () => {
  it.each(STAGES.map((stage) => ({ stage })))('is refused at $stage, and one item less is not', async ({ stage }) => {
    const simulator = await buildApp({ types: [...TYPES], maxOrderItems: 2 })
    const item = await make(simulator)
    const before = simulator.changes()
    const { status, body } = await send(simulator, stage, [item, item, item])
    expect([status, body['@type']]).toEqual([400, 'OpenBookingError'])
    expect(body.description).toBe('An order may have at most 2 items; this one has 3. Divide it.')
    expect(simulator.changes()).toBe(before)
    expect((await send(simulator, stage, [item, item])).status).toBeLessThan(300)
  })
})

it('an owner can permit longer orders than by default', async () => {
  const simulator = await buildApp({ types: [...TYPES], maxOrderItems: 501 })
  const item = await make(simulator)
  const { body } = await send(simulator, STAGES[0], Array.from({ length: 501 }, () => item))
  expect(body.orderedItem).toHaveLength(501)
  expect((await send(simulator, STAGES[0], Array.from({ length: 502 }, () => item))).body.description).toContain('at most 501 items')
})

describe('a booking partner that has stored as much as it may', () => {
  /** Create a store that reports a size for the first booking partner. */
  async function fullStore (full: { size: number }): Promise<Store> {
    const store = await seededStore({ types: TYPES }, NOW)
    const sizeOf = async (partner: string): Promise<number> => partner === 'booking-partner-1' ? full.size : 0
    return { ...store, transaction: async (work) => await store.transaction(async (tx) => await work({ ...tx, sizeOf })) }
  }

  it.each([undefined, 'none'] as const)('books the order proposals that were accepted, with the leasing %s', async (leasing) => {
    const full = { size: 0 }
    const simulator = await buildApp({ types: [...TYPES], store: await fullStore(full), maxPartnerMegabytes: 1, ...(leasing && { leasing }) })
    const item = await makeForApproval(simulator)
    const { uuid, version } = await propose(simulator, [item])
    full.size = 1_000_000
    await done(seller(simulator, 'Accept', uuid))
    const booked = [await bAfterP(simulator, uuid, version), await bAfterP(simulator, uuid, version)]
    expect(booked.map(({ status }) => status)).toEqual([201, 201])
    expect((await p(simulator, [item])).status).toBe(507)
  })

  it('makes no new leases and orders, changes the old ones, and does not stop others or a start', async () => {
    const full = { size: 0 }
    const simulator = await buildApp({ types: [...TYPES], store: await fullStore(full), maxPartnerMegabytes: 1 })
    const item = await make(simulator, 'TestOpportunityBookableCancellable')
    const [leased, booked] = [newUuid(), newUuid()]
    await send(simulator, STAGES[0], [item], leased)
    expect((await send(simulator, STAGES[2], [item], booked)).status).toBe(201)
    full.size = 1_000_000
    for (const stage of STAGES) {
      const { status, body } = await send(simulator, stage, [item])
      expect([status, body['@type']]).toEqual([507, 'OpenBookingError'])
      expect(body.description).toBe('The orders and leases of this booking partner take 1 MB; at most 1 MB are permitted. Delete orders or let leases expire.')
    }
    expect((await send(simulator, STAGES[1], [item], leased)).status).toBe(200)
    const deleted = await simulator.request('DELETE', `/api/openbooking/orders/${booked}`, { headers: PARTNER_1 })
    expect(deleted.status).toBe(204)
    expect((await send(simulator, STAGES[2], [item], newUuid(), { ...PARTNER_2 })).status).toBe(201)
    const again = await buildApp({ types: [...TYPES], store: simulator.store, maxPartnerMegabytes: 1 })
    expect((await again.request('GET', '/ready')).status).toBe(200)
  })
})
