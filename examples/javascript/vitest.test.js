import { randomUUID } from 'node:crypto'
import { startSimulator } from 'open-booking-simulator/testing'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createBroker } from './broker.js'

let sim, broker
beforeAll(async () => {
  sim = await startSimulator({ types: ['ScheduledSession'], auth: ['key', 'header', 'openid'] })
  broker = createBroker(sim.api, sim.headers())
})
afterEach(async () => { await sim.reset() })
afterAll(async () => { await sim.close() })

const errorsOf = ({ body }) => body.orderedItem.flatMap(({ error = [] }) => error.map((one) => one['@type']))

describe('leases', () => {
  it('the last space is leased for 15 minutes', async () => {
    const item = await sim.opportunity('TestOpportunityBookableOneSpace')
    expect((await broker.quoteFor(randomUUID(), item)).status).toBe(200)
    expect(errorsOf(await broker.quote(randomUUID(), item))).toEqual(['OpportunityCapacityIsReservedByLeaseError'])
    await sim.clock.advance('PT15M')
    expect((await broker.quote(randomUUID(), item)).status).toBe(200)
  })
})

describe('windows', () => {
  it('booking opens two hours before the start', async () => {
    const item = await sim.opportunity('TestOpportunityBookableOutsideValidFromBeforeStartDate', { startsIn: 'P1D' })
    expect(errorsOf(await broker.quote(randomUUID(), item))).toEqual(['OpportunityOfferPairNotBookableError'])
    await sim.clock.advance('PT22H')
    expect((await broker.quote(randomUUID(), item)).status).toBe(200)
  })
})

describe('tokens', () => {
  it('an access token ends after 15 minutes', async () => {
    const response = await fetch(`${sim.url}/openid/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa('clientid_800:secret')}` },
      body: new URLSearchParams({ grant_type: 'client_credentials', scope: 'openactive-ordersfeed' })
    })
    const { access_token: token } = await response.json()
    const withToken = createBroker(sim.api, { authorization: `Bearer ${token}` })
    expect((await withToken.send('GET', '/orders-rpde')).status).toBe(200)
    await sim.clock.advance('PT16M')
    expect((await withToken.send('GET', '/orders-rpde')).body['@type']).toBe('InvalidAPITokenError')
  })
})

describe('faults', () => {
  it('B is repeated while the booking system is unavailable', async () => {
    const item = await sim.opportunity('TestOpportunityBookable')
    await sim.fault({ on: 'B', times: 2, error: 'TemporarilyUnableToCreateOrderError' })
    expect((await broker.book(randomUUID(), item)).status).toBe(201)
  })

  it('a lost answer leads to one booking', async () => {
    const item = await sim.opportunity('TestOpportunityBookable', { price: 7.5 })
    await sim.fault({ on: 'B', times: 1, loseAnswer: true })
    const { body } = await broker.book(randomUUID(), item)
    expect(body.totalPaymentDue.price).toBe(7.5)
    expect((await sim.orders()).length).toBe(1)
  })
})

describe('sellers', () => {
  it('a rejected order proposal cannot be booked', async () => {
    const item = await sim.opportunity('TestOpportunityBookable', { flow: 'OpenBookingApprovalFlow' })
    const uuid = randomUUID()
    const { body: { orderProposalVersion } } = await broker.propose(uuid, item)
    await sim.seller.reject(uuid, 'We are closed that day.')
    expect((await broker.bookProposal(uuid, orderProposalVersion)).body['@type']).toBe('OrderCreationFailedError')
  })
})

describe('resets', () => {
  it('a reset forgets the order and frees its UUID', async () => {
    const uuid = randomUUID()
    await broker.book(uuid, await sim.opportunity('TestOpportunityBookable'))
    await sim.reset()
    expect((await broker.status(uuid)).status).toBe(404)
    expect((await broker.book(uuid, await sim.opportunity('TestOpportunityBookable'))).status).toBe(201)
  })
})
