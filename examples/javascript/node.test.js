import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, afterEach, before, describe, it } from 'node:test'
import { startSimulator } from 'open-booking-simulator/testing'
import { createBroker } from './broker.js'

let sim, broker
before(async () => {
  sim = await startSimulator({ types: ['ScheduledSession'], auth: ['key', 'header', 'openid'] })
  broker = createBroker(sim.api, sim.headers())
})
afterEach(async () => { await sim.reset() })
after(async () => { await sim.close() })

const errorsOf = ({ body }) => body.orderedItem.flatMap(({ error = [] }) => error.map((one) => one['@type']))

describe('leases', () => {
  it('the last space is leased for 15 minutes', async () => {
    const item = await sim.opportunity('TestOpportunityBookableOneSpace')
    assert.equal((await broker.quoteFor(randomUUID(), item)).status, 200)
    assert.deepEqual(errorsOf(await broker.quote(randomUUID(), item)), ['OpportunityCapacityIsReservedByLeaseError'])
    await sim.clock.advance('PT15M')
    assert.equal((await broker.quote(randomUUID(), item)).status, 200)
  })
})

describe('windows', () => {
  it('booking opens two hours before the start', async () => {
    const item = await sim.opportunity('TestOpportunityBookableOutsideValidFromBeforeStartDate', { startsIn: 'P1D' })
    assert.deepEqual(errorsOf(await broker.quote(randomUUID(), item)), ['OpportunityOfferPairNotBookableError'])
    await sim.clock.advance('PT22H')
    assert.equal((await broker.quote(randomUUID(), item)).status, 200)
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
    assert.equal((await withToken.send('GET', '/orders-rpde')).status, 200)
    await sim.clock.advance('PT16M')
    assert.equal((await withToken.send('GET', '/orders-rpde')).body['@type'], 'InvalidAPITokenError')
  })
})

describe('faults', () => {
  it('B is repeated while the booking system is unavailable', async () => {
    const item = await sim.opportunity('TestOpportunityBookable')
    await sim.fault({ on: 'B', times: 2, error: 'TemporarilyUnableToCreateOrderError' })
    assert.equal((await broker.book(randomUUID(), item)).status, 201)
  })

  it('a lost answer leads to one booking', async () => {
    const item = await sim.opportunity('TestOpportunityBookable', { price: 7.5 })
    await sim.fault({ on: 'B', times: 1, loseAnswer: true })
    const { body } = await broker.book(randomUUID(), item)
    assert.equal(body.totalPaymentDue.price, 7.5)
    assert.equal((await sim.orders()).length, 1)
  })
})

describe('sellers', () => {
  it('a rejected order proposal cannot be booked', async () => {
    const item = await sim.opportunity('TestOpportunityBookable', { flow: 'OpenBookingApprovalFlow' })
    const uuid = randomUUID()
    const { body: { orderProposalVersion } } = await broker.propose(uuid, item)
    await sim.seller.reject(uuid, 'We are closed that day.')
    assert.equal((await broker.bookProposal(uuid, orderProposalVersion)).body['@type'], 'OrderCreationFailedError')
  })
})

describe('resets', () => {
  it('a reset forgets the order and frees its UUID', async () => {
    const uuid = randomUUID()
    await broker.book(uuid, await sim.opportunity('TestOpportunityBookable'))
    await sim.reset()
    assert.equal((await broker.status(uuid)).status, 404)
    assert.equal((await broker.book(uuid, await sim.opportunity('TestOpportunityBookable'))).status, 201)
  })
})
