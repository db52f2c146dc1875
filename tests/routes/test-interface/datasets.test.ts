import { describe, expect, it, vi } from 'vitest'
import type { Opportunity } from '../../../domain/records/opportunity.ts'
import type { OpenBookingSimulatorOptions } from '../../../plugin.ts'
import { BASE, buildApp, type Simulator } from '../../helpers/build-app.ts'
import {
  b, type Bookable, c1, endOfFeed, findInFeed, make, newUuid, opportunityBody, PARTNER_1, readFeed, SELLER_1, SELLER_2, sellerCancels
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

describe('a test dataset of many items', () => {
  const COUNT = 650
  const PATHS = ['/feeds/scheduled-sessions', '/feeds/session-series']

  /** Fill the dataset with copies of one session. @returns the sessions, the first of them as it was made */
  async function fill (simulator: Simulator): Promise<Bookable[]> {
    const made = await make(simulator, 'TestOpportunityBookableCancellable')
    const path = made.opportunity.slice(BASE.length + 1)
    await simulator.store.transaction(async (tx) => {
      const record = await tx.get('opportunity', path) as Opportunity
      await tx.apply(Array.from({ length: COUNT }, (_, index) => {
        const id = `${path}${index}`
        return { kind: 'opportunity', id, record: { ...record, path: id }, feed: record.feed } as const
      }))
    })
    return [made, ...[0, COUNT - 1].map((index) => ({ ...made, opportunity: `${made.opportunity}${index}` }))]
  }

  /** @returns states of the items in the open feeds, by number of items; each item counts once, as it is last */
  async function statesOf (simulator: Simulator, from: readonly string[]): Promise<Record<string, number>> {
    const last = new Map<string, string>()
    for (const feed of from) for (const item of await readFeed(simulator, feed)) last.set(item.id, item.state)
    const states = [...last.values()]
    return { updated: states.filter((state) => state === 'updated').length, deleted: states.filter((state) => state === 'deleted').length }
  }

  const errorOf = async (simulator: Simulator, item: Bookable): Promise<unknown> => (await c1(simulator, [item])).body.orderedItem[0].error?.[0]['@type']
  const tombstonesIn = async (simulator: Simulator): Promise<number> => (await simulator.state()).filter(([kind, , record]) => kind === 'opportunity' && 'deleted' in (record as object)).length

  it('is gone at once by one commit of few records, and its tombstones follow in steps, also after a restart', async () => {
    const options: OpenBookingSimulatorOptions = { types: ['ScheduledSession'] }
    const simulator = await buildApp(options)
    const ends = await Promise.all(PATHS.map((path) => endOfFeed(simulator, path)))
    const items = await fill(simulator)
    expect(await statesOf(simulator, ends)).toEqual({ updated: COUNT + 2, deleted: 0 })
    expect((await simulator.request('DELETE', '/api/openbooking/test-interface/datasets/tests')).status).toBe(204)
    expect(await tombstonesIn(simulator)).toBeLessThan(COUNT)
    for (const one of [simulator, await buildApp({ ...options, store: simulator.store })]) {
      for (const item of items) expect(await errorOf(one, item)).toBe('UnknownOpportunityError')
      expect(await statesOf(one, ends)).toEqual({ updated: 0, deleted: COUNT + 2 })
    }
    await vi.waitFor(async () => { expect(await tombstonesIn(simulator)).toBe(COUNT + 2) }, { timeout: 10_000 })
    expect((await simulator.state()).filter(([kind]) => kind === 'dataset')).toEqual([])
    expect(await statesOf(simulator, ends)).toEqual({ updated: 0, deleted: COUNT + 2 })
  })

  it('takes new items after its deletion, which has not ended yet', async () => {
    const simulator = await buildApp({ types: ['ScheduledSession'] })
    const items = await fill(simulator)
    await simulator.request('DELETE', '/api/openbooking/test-interface/datasets/tests')
    const later = await make(simulator)
    expect(await tombstonesIn(simulator)).toBe(COUNT + 2)
    expect([await errorOf(simulator, later), await errorOf(simulator, items[2]!)]).toEqual([undefined, 'UnknownOpportunityError'])
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
