import { describe, expect, it } from 'vitest'
import { buildApp, type Simulator } from '../../helpers/build-app.ts'
import { announcedBy, bAfterP, done, makeForApproval, p, propose, seller, stateOf } from '../../helpers/proposals.ts'
import {
  type Bookable, endOfFeed, FEED, PARTNER_1, readFeed, remainingOf, SELLER_2, u
} from '../../helpers/requests.ts'

type Body = ReturnType<typeof JSON.parse>
const ONE_TYPE = { types: ['ScheduledSession' as const] }
const instead = (id: string | undefined, { opportunity, offer }: Bookable, price?: number) => ({ '@id': id, orderedItem: opportunity, acceptedOffer: price === undefined ? offer : { '@id': offer, price } })

/** Amend and accept as the seller. @returns the proposal as its feed shows it in between */
async function amend (simulator: Simulator, uuid: string, orderedItem: readonly object[], headers: Record<string, string> = PARTNER_1): Promise<Body> {
  const announced = await announcedBy(simulator, () => done(seller(simulator, 'Amend', uuid, { orderedItem }, headers)), headers)
  expect(announced.map(({ id, data }) => [id, data.orderProposalStatus])).toEqual([[uuid, 'https://openactive.io/AwaitingSellerConfirmation']])
  await done(seller(simulator, 'Accept', uuid, {}, headers))
  return announced[0].data
}

async function book (simulator: Simulator, uuid: string, headers: Record<string, string> = PARTNER_1): Promise<Body> {
  const { version } = await stateOf(simulator, uuid, headers)
  const { status, body, text } = await bAfterP(simulator, uuid, version, { headers })
  expect(status, text).toBe(201)
  return body
}

const pricesOf = ({ orderedItem }: Body): number[] => orderedItem.map((item: Body) => item.acceptedOffer.price)
const totalsOf = ({ totalPaymentDue, totalPaymentTax = [] }: Body): unknown[] => [totalPaymentDue.price, ...totalPaymentTax.map(({ price }: Body) => price)]

describe('an amendment', () => {
  it('of a price applies to the feed, Order Status, B and a refund', async () => {
    const simulator = await buildApp(ONE_TYPE)
    const { uuid, ids } = await propose(simulator, [await makeForApproval(simulator), await makeForApproval(simulator)])
    const amended = await amend(simulator, uuid, [{ '@id': ids[0], acceptedOffer: { '@type': 'Offer', price: 5.4 } }])
    const { body: status } = await simulator.request('GET', `/api/openbooking/orders/${uuid}`, { headers: PARTNER_1 })
    const booked = await book(simulator, uuid)
    for (const document of [amended, status, booked]) {
      expect(pricesOf(document)).toEqual([5.4, 14.99])
      expect(totalsOf(document)).toEqual([20.39, 3.4])
      expect(document.orderedItem.map((item: Body) => item.unitTaxSpecification[0].price)).toEqual([0.9, 2.5])
    }
    await done(u(simulator, uuid, ids.slice(0, 1)))
    const { body: cancelled } = await simulator.request('GET', `/api/openbooking/orders/${uuid}`, { headers: PARTNER_1 })
    expect(totalsOf(cancelled)).toEqual([14.99, 2.5])
  })

  it('of a net price adds its tax', async () => {
    const simulator = await buildApp(ONE_TYPE)
    const headers = { ...PARTNER_1, 'x-openactive-test-seller-id': SELLER_2 }
    const item = await makeForApproval(simulator, 'TestOpportunityBookable', 'ScheduledSession', SELLER_2)
    const { uuid, ids } = await propose(simulator, [item], { headers, more: { seller: SELLER_2, totalPaymentDue: { '@type': 'PriceSpecification', price: 17.99, priceCurrency: 'GBP' } } })
    const amended = await amend(simulator, uuid, [{ '@id': ids[0], acceptedOffer: { '@id': item.offer, price: 10 } }], headers)
    for (const document of [amended, await book(simulator, uuid, headers)]) expect(totalsOf(document)).toEqual([12, 2])
  })

  it('of an opportunity moves its spaces, and B books the new one', async () => {
    const simulator = await buildApp({ types: ['ScheduledSession', 'FacilityUseSlot'] })
    const [kept, given, taken] = [await makeForApproval(simulator), await makeForApproval(simulator), await makeForApproval(simulator, 'TestOpportunityBookable', 'FacilityUseSlot')]
    const { uuid, ids } = await propose(simulator, [kept, given, given])
    const ends = [await endOfFeed(simulator, `/feeds/${FEED.ScheduledSession}`), await endOfFeed(simulator, `/feeds/${FEED.FacilityUseSlot}`)]
    const amended = await amend(simulator, uuid, [instead(ids[1], taken)])
    const spaces = () => Promise.all([kept, given, taken].map((item) => remainingOf(simulator, item)))
    expect(await spaces()).toEqual([9, 9, 9])
    const published = await Promise.all(ends.map((end) => readFeed(simulator, end)))
    expect(published.map((items) => items.map(({ data }) => data['@id']))).toEqual([[given.opportunity], [taken.opportunity]])
    expect(amended.orderedItem.map((item: Body) => item.orderedItem)).toEqual([kept.opportunity, taken.opportunity, given.opportunity])
    const booked = await book(simulator, uuid)
    expect(booked.orderedItem.map((item: Body) => [item['@id'], item.orderedItem['@id'], item.acceptedOffer['@id']])).toEqual(
      [kept, taken, given].map(({ opportunity, offer }, index) => [ids[index], opportunity, offer]))
    expect(await spaces()).toEqual([9, 9, 9])
    await done(simulator.request('DELETE', `/api/openbooking/orders/${uuid}`, { headers: PARTNER_1 }))
    expect(await spaces()).toEqual([10, 10, 10])
  })

  it('of opportunity and price takes the given price, not that of the offer', async () => {
    const simulator = await buildApp(ONE_TYPE)
    const [given, taken] = [await makeForApproval(simulator, 'TestOpportunityBookableOneSpace'), await makeForApproval(simulator, 'TestOpportunityBookableOneSpace')]
    const { uuid, ids } = await propose(simulator, [given])
    const amended = await amend(simulator, uuid, [instead(ids[0], taken, 6)])
    expect([await remainingOf(simulator, given), await remainingOf(simulator, taken)]).toEqual([1, 0])
    for (const document of [amended, await book(simulator, uuid)]) expect([pricesOf(document), totalsOf(document)]).toEqual([[6], [6, 1]])
    expect([await remainingOf(simulator, given), await remainingOf(simulator, taken)]).toEqual([1, 0])
  })

  it('keeps the changes of an earlier amendment', async () => {
    const simulator = await buildApp(ONE_TYPE)
    const { uuid, ids } = await propose(simulator, [await makeForApproval(simulator), await makeForApproval(simulator)])
    await amend(simulator, uuid, [{ '@id': ids[0], acceptedOffer: { price: 5 } }])
    expect(pricesOf(await amend(simulator, uuid, [{ '@id': ids[1], acceptedOffer: { price: 7 } }]))).toEqual([5, 7])
    expect(pricesOf(await amend(simulator, uuid, []))).toEqual([5, 7])
    expect(totalsOf(await book(simulator, uuid))).toEqual([12, 2])
  })

  it('may swap spaces that the proposal itself leases', async () => {
    const simulator = await buildApp(ONE_TYPE)
    const items = [await makeForApproval(simulator, 'TestOpportunityBookableOneSpace'), await makeForApproval(simulator, 'TestOpportunityBookableOneSpace')] as const
    const { uuid, ids } = await propose(simulator, items)
    await amend(simulator, uuid, [instead(ids[0], items[1]), instead(ids[1], items[0])])
    const booked = await book(simulator, uuid)
    expect(booked.orderedItem.map((item: Body) => item.orderedItem['@id'])).toEqual([items[1].opportunity, items[0].opportunity])
    expect(await Promise.all(items.map((item) => remainingOf(simulator, item)))).toEqual([0, 0])
  })

  it('determines the prepayment of the order', async () => {
    const simulator = await buildApp(ONE_TYPE)
    const { uuid, ids } = await propose(simulator, [await makeForApproval(simulator)])
    const later = await makeForApproval(simulator, 'TestOpportunityBookableNonFreePrepaymentUnavailable')
    const prepayment = ({ totalPaymentDue }: Body): unknown => totalPaymentDue.openBookingPrepayment
    expect(prepayment(await amend(simulator, uuid, [instead(ids[0], later)]))).toBe('https://openactive.io/Unavailable')
    const booked = await book(simulator, uuid)
    expect([prepayment(booked), booked.payment, booked.totalPaymentDue.price]).toEqual(['https://openactive.io/Unavailable', undefined, 14.99])
  })

  it('to zero and back restores optional prepayment', async () => {
    const simulator = await buildApp(ONE_TYPE)
    const { uuid, ids, body } = await propose(simulator, [await makeForApproval(simulator, 'TestOpportunityBookableNonFreePrepaymentOptional')])
    const free = await amend(simulator, uuid, [{ '@id': ids[0], acceptedOffer: { price: 0 } }])
    expect(free.totalPaymentDue).toMatchObject({ price: 0, openBookingPrepayment: 'https://openactive.io/Unavailable' })
    expect((await amend(simulator, uuid, [{ '@id': ids[0], acceptedOffer: { price: 14.99 } }])).totalPaymentDue).toEqual(body.totalPaymentDue)
  })

  it('cannot be proposed: a repeated P has to match the first P', async () => {
    const simulator = await buildApp(ONE_TYPE)
    const item = await makeForApproval(simulator)
    const { uuid, ids, body } = await propose(simulator, [item])
    await amend(simulator, uuid, [{ '@id': ids[0], acceptedOffer: { price: 5 } }])
    expect((await p(simulator, [item], { uuid })).body).toEqual(body)
    expect(totalsOf(await book(simulator, uuid))).toEqual([5, 0.83])
  })
})
