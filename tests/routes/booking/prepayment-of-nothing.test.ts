import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { act, ORDERS_FEED } from '../../helpers/actions.ts'
import { openApp, type Simulator } from '../../helpers/build-app.ts'
import {
  asClient, b, endOfFeed, make, newUuid, orderBody, PARTNER_1, readFeed, SELLER_2, u
} from '../../helpers/requests.ts'

type Json = Record<string, ReturnType<typeof JSON.parse>>

let simulator: Simulator
beforeAll(async () => { simulator = await openApp() })
afterAll(async () => { await simulator.app.close() })

/** Read the order that a change adds to the orders feed. */
async function announcedBy (change: () => Promise<unknown>): Promise<Json> {
  const end = await endOfFeed(simulator, ORDERS_FEED, PARTNER_1)
  await change()
  return (await readFeed(simulator, end, PARTNER_1))[0].data
}

const statusOf = async (uuid: string): Promise<Json> =>
  (await simulator.request('GET', `/api/openbooking/orders/${uuid}`, { headers: PARTNER_1 })).body

describe('prepayment of an order whose totalPaymentDue is 0 is Unavailable or unspecified', () => {
  const criteria = ['Required', 'Optional', 'Unavailable'].map((prepayment) => `TestOpportunityBookableNonFreePrepayment${prepayment}`)
  const prepaymentsOf = (documents: readonly Json[]): unknown[] => documents.map(({ totalPaymentDue: { price, openBookingPrepayment } }) => [price, openBookingPrepayment])
  const NOTHING = [0, 'https://openactive.io/Unavailable']

  it.each(criteria)('in feed and Order Status after the cancellation of all items of %s', async (criterion) => {
    const uuid = newUuid()
    await b(simulator, [await make(simulator, criterion)], { uuid, ...(criterion.endsWith('Unavailable') && { more: { payment: undefined } }) })
    const data = await announcedBy(() => act(simulator, uuid, 'SellerRequestedCancellation'))
    expect(prepaymentsOf([data, await statusOf(uuid)])).toEqual([NOTHING, NOTHING])
  })

  it('after the customer cancels all items that cost something', async () => {
    const uuid = newUuid()
    const { body: order } = await b(simulator, [await make(simulator, 'TestOpportunityBookableNonFreeCancellable'), await make(simulator, 'TestOpportunityBookableFree')], { uuid })
    const data = await announcedBy(() => u(simulator, uuid, [order.orderedItem[0]['@id']]))
    expect(prepaymentsOf([data, await statusOf(uuid)])).toEqual([NOTHING, NOTHING])
  })

  it.each(criteria)('in a quote or order in which every item has an error, of %s', async (criterion) => {
    const item = await make(simulator, criterion)
    const broken = { ...item, offer: `${item.offer}7` }
    for (const path of ['order-quote-templates', 'order-quotes', 'orders', 'order-proposals']) {
      const types: Record<string, string> = { orders: 'Order', 'order-proposals': 'OrderProposal' }
      const over = { ...item, opportunity: (await make(simulator, 'TestOpportunityBookableInPast')).opportunity }
      for (const bad of [broken, over]) {
        const body = orderBody([bad], { '@type': types[path] ?? 'OrderQuote' })
        const answer = await simulator.request('PUT', `/api/openbooking/${path}/${newUuid()}`, { headers: PARTNER_1, body })
        expect([answer.status, ...prepaymentsOf([answer.body])]).toEqual([409, NOTHING])
      }
    }
  })

  it('and remains where something is due', async () => {
    const headers = asClient('booking-partner-1', SELLER_2)
    const items = [await make(simulator, 'TestOpportunityBookableNonFreeCancellable', 'Event', SELLER_2), await make(simulator, 'TestOpportunityBookableNonFreePrepaymentRequired', 'Event', SELLER_2)]
    const uuid = newUuid()
    const price = Math.round(items.reduce((sum, item) => sum + Math.round(item.price * 120), 0)) / 100
    const { body } = await b(simulator, items, { uuid, headers, more: { seller: SELLER_2, totalPaymentDue: { '@type': 'PriceSpecification', price, priceCurrency: 'GBP' } } })
    const data = await announcedBy(() => u(simulator, uuid, [body.orderedItem[0]['@id']], { headers }))
    expect(data['totalPaymentDue']).toMatchObject({ openBookingPrepayment: 'https://openactive.io/Required' })
    expect(data['totalPaymentDue'].price).toBeGreaterThan(0)
  })
})
