import { describe, expect, it } from 'vitest'
import { ORDERS_FEED } from '../helpers/actions.ts'
import { buildApp, type Simulator } from '../helpers/build-app.ts'
import { PROPOSALS_FEED } from '../helpers/proposals.ts'
import { onFullDisk } from '../helpers/provoke.ts'
import { b, c1, make, newUuid, PARTNER_1, SHARED } from '../helpers/requests.ts'

/** A simulator with an order whose disk is full on the next day, when much is due. */
async function onNextDay (): Promise<{ simulator: Simulator, uuid: string }> {
  const { options, meanwhile } = onFullDisk(24 * 60)
  const simulator = await buildApp({ types: ['ScheduledSession', 'Event'], ...options })
  const uuid = newUuid()
  expect((await b(simulator, [await make(simulator)], { uuid })).status).toBe(201)
  await meanwhile?.(simulator, uuid, [])
  return { simulator, uuid }
}

describe('with a full disk, while something is due', () => {
  it('reads return the stored state', async () => {
    const { simulator, uuid } = await onNextDay()
    const before = await simulator.state()
    for (const path of [`/api/openbooking/orders/${uuid}`, ORDERS_FEED, PROPOSALS_FEED, '/feeds/scheduled-sessions']) {
      expect((await simulator.request('GET', path, { headers: PARTNER_1 })).status, path).toBe(200)
    }
    for (const path of ['/events/1234', '/orders']) expect((await simulator.request('GET', path, { headers: SHARED })).status, path).toBe(200)
    expect(await simulator.state()).toEqual(before)
  })

  it('writes are refused with 503', async () => {
    const { simulator } = await onNextDay()
    const item = { opportunity: 'https://elsewhere.example/1', offer: 'https://elsewhere.example/2', price: 1, feed: '' }
    const { status, body } = await c1(simulator, [item])
    expect([status, body['@type']]).toEqual([503, 'TemporarilyUnableToProduceOrderQuoteError'])
  })
})
