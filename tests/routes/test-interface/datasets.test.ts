import { describe, expect, it } from 'vitest'
import { buildApp, type Simulator } from '../../helpers/build-app.ts'
import {
  b, c1, endOfFeed, findInFeed, make, newUuid, opportunityBody, PARTNER_1, readFeed, SELLER_1, SELLER_2, sellerCancels
} from '../../helpers/requests.ts'
import { readOpenItems, type Seen } from '../../helpers/seen.ts'
import { sellerOf } from '../../helpers/traits.ts'

const DATASET = '/api/openbooking/test-interface/datasets/criteria'

/** @returns a session joined with its series, as a feed reader joins them. */
async function see (simulator: Simulator, id: string): Promise<Seen | undefined> {
  return (await readOpenItems(simulator, 'ScheduledSession')).find(({ '@id': known }) => known === id)
}

describe('an opportunity made by the test interface', () => {
  it.each([
    ['an unknown criterion', { 'test:testOpportunityCriteria': 'https://openactive.io/test-interface#Nothing' }],
    ['no criterion', { 'test:testOpportunityCriteria': undefined }],
    ['an unknown flow', { 'test:testOpenBookingFlow': 'https://openactive.io/test-interface#Nothing' }],
    ['an unknown seller', { superEvent: { '@type': 'SessionSeries', organizer: { '@id': `${SELLER_1}9` } } }],
    ['a type that the test interface does not create', { '@type': 'OnDemandEvent' }],
    ['a tax mode that the seller does not use', { 'test:testOpportunityCriteria': 'https://openactive.io/test-interface#TestOpportunityBookableNonFreeTaxNet' }]
  ])('is refused for %s', async (_situation, more) => {
    const simulator = await buildApp()
    const body = { ...opportunityBody('TestOpportunityBookable', 'ScheduledSession', SELLER_1), ...more }
    const answer = await simulator.request('POST', `${DATASET}/opportunities`, { body })
    expect([answer.status, answer.body['@type']]).toEqual([400, 'OpenBookingError'])
  })

  it('may be described by shape expressions and unknown members', async () => {
    const simulator = await buildApp()
    const shape = [{ '@type': 'test:TripleConstraint', predicate: 'oa:remainingAttendeeCapacity', valueExpr: { '@type': 'NumericNodeConstraint', mininclusive: 2 } }]
    const body = { ...opportunityBody('TestOpportunityBookable', 'ScheduledSession', SELLER_1), 'test:testOpportunityDataShapeExpression': shape, 'test:testOfferDataShapeExpression': [], 'test:other': 1 }
    const answer = await simulator.request('POST', `${DATASET}/opportunities`, { body })
    expect(answer.status).toBe(200)
    expect((await see(simulator, answer.body['@id']))?.remainingAttendeeCapacity).toBeGreaterThanOrEqual(2)
  })

  it('belongs to a series that shows its start time, even at midnight', async () => {
    const simulator = await buildApp()
    // 10:20 plus these minutes is the next midnight.
    simulator.clock.advance(13 * 60 + 40)
    const { opportunity } = await make(simulator)
    const { startDate, superEvent } = await findInFeed(simulator, 'scheduled-sessions', opportunity)
    expect((await findInFeed(simulator, 'session-series', superEvent)).eventSchedule[0].startTime).toBe(startDate.slice(11, 16))
    expect(startDate).toMatch(/T00:00:00Z$/)
  })

  it('belongs to the seller in the body, whichever caller asks', async () => {
    const simulator = await buildApp()
    const answer = await simulator.request('POST', `${DATASET}/opportunities`, { headers: PARTNER_1, body: opportunityBody('TestOpportunityBookable', 'ScheduledSession', SELLER_2) })
    expect(sellerOf((await see(simulator, answer.body['@id']))!)?.['@id']).toBe(SELLER_2)
  })
})

describe('a test dataset', () => {
  it('is deleted completely, repeatably and without credentials, and other datasets stay', async () => {
    const simulator = await buildApp()
    const kept = await make(simulator)
    const made = await simulator.request('POST', `${DATASET}/opportunities`, { body: opportunityBody('TestOpportunityBookable', 'ScheduledSession', SELLER_1) })
    const ends = [await endOfFeed(simulator, '/feeds/scheduled-sessions'), await endOfFeed(simulator, '/feeds/session-series')]
    expect((await simulator.request('DELETE', DATASET)).status).toBe(204)
    for (const end of ends) expect((await readFeed(simulator, end)).map(({ state }) => state)).toEqual(['deleted'])
    expect((await simulator.request('DELETE', DATASET)).status).toBe(204)
    for (const end of ends) expect(await readFeed(simulator, end)).toHaveLength(1)
    expect((await c1(simulator, [kept])).status).toBe(200)
    const gone = await c1(simulator, [{ ...kept, opportunity: made.body['@id'] }])
    expect(gone.body.orderedItem[0].error[0]['@type']).toBe('UnknownOpportunityError')
  })

  it('that is deleted leaves its orders unchanged', async () => {
    const simulator = await buildApp()
    const item = await make(simulator)
    const uuid = newUuid()
    const { body } = await b(simulator, [item], { uuid })
    await simulator.request('DELETE', '/api/openbooking/test-interface/datasets/tests')
    expect((await b(simulator, [item], { uuid, more: {} })).body).toEqual(body)
    expect((await sellerCancels(simulator, uuid)).status).toBe(204)
  })
})

describe('an action', () => {
  it.each([
    ['of an unknown type', 'test:Nothing', 400, 'OpenBookingError'],
    ['on an unknown order', 'test:SellerRequestedCancellationSimulateAction', 404, 'UnknownOrderError']
  ])('%s is refused', async (_situation, type, status, error) => {
    const simulator = await buildApp()
    const uuid = newUuid()
    if (status === 400) await b(simulator, [await make(simulator)], { uuid })
    const object = { '@type': 'Order', '@id': `${SELLER_1.replace('/api/identifiers/sellers/1', '')}/api/openbooking/orders/${uuid}` }
    const answer = await simulator.request('POST', '/api/openbooking/test-interface/actions', { headers: PARTNER_1, body: { '@type': type, object } })
    expect([answer.status, answer.body['@type']]).toEqual([status, error])
  })

  it('is refused with wrong credentials, and finds an order by its UUID without credentials', async () => {
    const simulator = await buildApp()
    const uuid = newUuid()
    await b(simulator, [await make(simulator)], { uuid })
    expect((await sellerCancels(simulator, uuid, { 'x-api-key': 'wrong' })).status).toBe(401)
    expect((await sellerCancels(simulator, uuid, {})).status).toBe(204)
  })
})
