import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { NOW, openApp, type Simulator } from '../../helpers/build-app.ts'
import { control } from '../../helpers/control.ts'
import { criteriaOf, IMPOSSIBLE, meets } from '../../helpers/criteria.ts'
import { b, c1, EVERY_KIND, FEED, type Kind, newUuid, SELLER_1, SELLER_2 } from '../../helpers/requests.ts'
import { FULL } from '../../helpers/runs.ts'
import { feedEnds, readOpenItems, type Seen } from '../../helpers/seen.ts'

let simulator: Simulator
beforeAll(async () => { simulator = await openApp({ control: 'on' }) })
afterAll(async () => { await simulator.app.close() })

const create = async (given: object) => await control(simulator, 'POST', '/opportunities', given)

const KINDS: readonly Kind[] = FULL ? EVERY_KIND : ['ScheduledSession', 'IndividualFacilityUseSlot']

describe.each(KINDS)('a %s', (type) => {
  it.each(criteriaOf(type))('meets %s', async (criterion) => {
    const ends = await feedEnds(simulator, type)
    const { status, body } = await create({ criterion, type })
    expect(status).toBe(201)
    const [seen, ...others] = await readOpenItems(simulator, type, ends) as [Seen]
    expect(others).toEqual([])
    expect(body.id).toBe(seen['@id'])
    expect(meets(criterion, seen, NOW)).toBe(true)
    expect(body.orderedItem).toEqual({ '@type': 'OrderItem', acceptedOffer: body.offer, orderedItem: body.id })
    expect(body.seller).toBe(criterion.endsWith('TaxNet') ? SELLER_2 : SELLER_1)
  })

  it.each(IMPOSSIBLE.filter(([, kind]) => kind === type).map(([criterion]) => criterion))('cannot meet %s', async (criterion) => {
    const before = await simulator.state()
    expect(await create({ criterion, type })).toMatchObject({ status: 400, body: { path: '/criterion' } })
    expect(await simulator.state()).toEqual(before)
  })

  // An OnDemandEvent has no start.
  it.skipIf(type === 'OnDemandEvent')('has the price and the start that are asked for', async () => {
    const { body } = await create({ type, price: 7.25, startsIn: 'P3DT2H' })
    expect(body.price).toBe(7.25)
    const item = { opportunity: body.id, offer: body.offer, price: 7.25, feed: FEED[type] }
    const uuid = newUuid()
    const { body: quote } = await c1(simulator, [item], { uuid })
    expect(quote).toMatchObject({ totalPaymentDue: { price: 7.25 }, orderedItem: [{ orderedItem: { startDate: type === 'CourseInstance' ? '2027-03-12' : '2027-03-12T12:20:00Z' } }] })
    expect((await b(simulator, [item], { uuid })).status).toBe(201)
  })
})

it('has an approval flow when it is asked for', async () => {
  const { body } = await create({ flow: 'OpenBookingApprovalFlow' })
  const item = { opportunity: body.id, offer: body.offer, price: body.price, feed: 'scheduled-sessions' }
  expect((await c1(simulator, [item])).body.orderRequiresApproval).toBe(true)
})

it('starts around the next change of the clocks', async () => {
  const { body } = await create({ type: 'ScheduledSession', startsFrom: 'clock-change', startsIn: 'PT30M' })
  const item = { opportunity: body.id, offer: body.offer, price: body.price, feed: 'scheduled-sessions' }
  expect((await c1(simulator, [item])).body.orderedItem[0].orderedItem.startDate).toBe('2027-03-28T00:30:00Z')
})

const WINDOWS = 'TestOpportunityBookableOutsideValidFromBeforeStartDate'

it.each([
  [{ criterion: 'TestOpportunityBookabel' }, '/criterion', /Did you mean TestOpportunityBookable\?/],
  [{ criterion: WINDOWS, startsIn: 'PT1H' }, '/startsIn', /does not meet/],
  [{ criterion: 'TestOpportunityBookableCancellableOutsideWindow', startsIn: 'P90D' }, '/startsIn', /does not meet/],
  [{ criterion: 'TestOpportunityBookableInPast', startsIn: 'PT1H' }, '/startsIn', /does not meet/],
  [{ criterion: 'TestOpportunityBookable', type: 'OnDemandEvent', startsIn: 'PT1H' }, '/startsIn', /does not meet/],
  [{ criterion: 'TestOpportunityBookableFree', price: 5 }, '/price', /excludes this price/],
  [{ criterion: 'TestOpportunityBookableNonFree', price: 0 }, '/price', /excludes this price/],
  [{ price: 5.555 }, '/price', /two decimals/],
  [{ price: -1 }, '/price', /at least 0/],
  [{ price: '5' }, '/price', /a number/],
  [{ startsIn: 'tomorrow' }, '/startsIn', /PT15M/],
  [{ startsIn: 'P999999999Y' }, '/startsIn', /before 9000/],
  [{ startsIn: 'P7999Y' }, '/startsIn', /before 9000/],
  [{ startsIn: '-P1D' }, '/startsIn', /PT15M/],
  [{ startsFrom: 'clock-change' }, '/startsFrom', /startsIn/],
  [{ seller: 'https://elsewhere.example/1' }, '/seller', /@id of a seller/],
  [{ criterion: 'TestOpportunityBookableNonFreeTaxNet', seller: SELLER_1 }, '/criterion', /TaxNet/],
  [{ type: 'Yoga' }, '/type', /ScheduledSession/],
  [{ flow: 'approval' }, '/flow', /OpenBookingApprovalFlow/],
  [{ spaces: 3 }, '/spaces', /spaces/]
])('%j is refused with its path, and changes nothing', async (given, path, words) => {
  const before = await simulator.state()
  const { status, body } = await create(given)
  expect({ status, path: body.path }).toEqual({ status: 400, path })
  expect(body.detail).toMatch(words)
  expect(await simulator.state()).toEqual(before)
})
