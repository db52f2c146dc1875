import { describe, expect, it } from 'vitest'
import { BASE, buildApp } from '../../helpers/build-app.ts'
import {
  asClient, b, c1, c2, make, newUuid, PARTNER_1, PAYMENT, SELLER_1, SHARED, u
} from '../../helpers/requests.ts'

type Item = Record<string, ReturnType<typeof JSON.parse>>

it('taxes are calculated by default', async () => {
  const simulator = await buildApp()
  const { body } = await c1(simulator, [await make(simulator, 'TestOpportunityBookableNonFree')])
  expect(body.taxCalculationExcluded).toBeUndefined()
  expect(body.totalPaymentTax).toHaveLength(1)
})

it.each([
  [false, 201],
  [true, 400]
])('with paymentReconciliation %s, an order paid from another account is answered with %i', async (paymentReconciliation, expected) => {
  const simulator = await buildApp({ paymentReconciliation })
  const item = await make(simulator, 'TestOpportunityBookableUsingPayment')
  const payment = { ...PAYMENT, accountId: 'OTHER', identifier: 'p-1' }
  expect((await b(simulator, [item], { more: { payment } })).status).toBe(expected)
})

describe('with cancellation always', () => {
  it.each([
    [5, 204, undefined],
    [-1, 400, 'CancellationNotPermittedError']
  ])('an order can be cancelled until its session starts: %i minutes before', async (minutes, status, type) => {
    const simulator = await buildApp({ cancellation: 'always' })
    const item = await make(simulator, 'TestOpportunityBookableFreeCancellable')
    const uuid = newUuid()
    const { body } = await b(simulator, [item], { uuid })
    const [{ '@id': id, orderedItem }] = body.orderedItem as Item[] as [Item]
    simulator.clock.advance((Date.parse(orderedItem.startDate) - simulator.clock.now.getTime()) / 60_000 - minutes)
    const answer = await u(simulator, uuid, [id])
    expect([answer.status, answer.body?.['@type']]).toEqual([status, type])
  })
})

describe('a single seller', () => {
  const ONLY = `${BASE}/api/identifiers/seller`

  it('is optional in the credentials', async () => {
    const simulator = await buildApp({ sellers: 'single' })
    const item = await make(simulator, 'TestOpportunityBookable', 'ScheduledSession', ONLY)
    const call = { uuid: newUuid(), headers: asClient('booking-partner-1'), more: { seller: ONLY } }
    expect([await c1(simulator, [item], call), await c2(simulator, [item], call), await b(simulator, [item], call)].map(({ status }) => status)).toEqual([200, 200, 201])
  })

  it('is the only seller accepted', async () => {
    const simulator = await buildApp({ sellers: 'single' })
    const item = await make(simulator, 'TestOpportunityBookable', 'ScheduledSession', ONLY)
    const { status, body } = await c1(simulator, [item], { headers: asClient('booking-partner-1'), more: { seller: SELLER_1 } })
    expect([status, body['@type']]).toEqual([401, 'InvalidAuthorizationDetailsError'])
  })
})

it('the profile no-auth accepts only the headers of the test suite', async () => {
  const simulator = await buildApp({ profile: 'no-auth' })
  const status = async (headers: Record<string, string>): Promise<number> => (await simulator.request('GET', '/api/openbooking/orders-rpde', { headers })).status
  expect([await status(PARTNER_1), await status(SHARED), await status({ authorization: 'Basic eDp4' })]).toEqual([200, 403, 403])
})

it('an option overrides the profile', async () => {
  const simulator = await buildApp({ profile: 'no-leasing', leasing: 'named' })
  const item = await make(simulator)
  const quote = await c2(simulator, [item])
  expect(quote.body.lease.leaseExpires).toMatch(/Z$/)
})
