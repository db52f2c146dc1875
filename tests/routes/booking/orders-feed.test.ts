import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { OPPORTUNITY_TYPES } from '../../../schemas/opportunity-types.ts'
import { act, ORDERS_FEED } from '../../helpers/actions.ts'
import { openApp, type Simulator } from '../../helpers/build-app.ts'
import { accepted, bAfterP, done, makeForApproval, propose, seller } from '../../helpers/proposals.ts'
import {
  b, type Bookable, CANARY, endOfFeed, make, newUuid, orderBody, PARTNER_1, readFeed
} from '../../helpers/requests.ts'
import { FULL } from '../../helpers/runs.ts'
import { ModelValidator } from '../../helpers/validation.ts'

type Json = Record<string, ReturnType<typeof JSON.parse>>

let simulator: Simulator
let validator: ModelValidator
beforeAll(async () => {
  simulator = await openApp()
  validator = new ModelValidator()
})
afterAll(async () => {
  validator.remove()
  await simulator.app.close()
})

/** Read the order that a change adds to the orders feed. */
async function announcedBy (change: () => Promise<unknown>): Promise<Json> {
  const end = await endOfFeed(simulator, ORDERS_FEED, PARTNER_1)
  await change()
  const items = await readFeed(simulator, end, PARTNER_1)
  expect(items).toHaveLength(1)
  return items[0].data
}

async function book (items: readonly Bookable[], more = {}): Promise<{ uuid: string, order: Json }> {
  const uuid = newUuid()
  const { status, body, text } = await b(simulator, items, { uuid, ...more })
  if (status !== 201) throw new Error(text)
  return { uuid, order: body }
}

const statusOf = async (uuid: string, headers = PARTNER_1): Promise<Json> =>
  (await simulator.request('GET', `/api/openbooking/orders/${uuid}`, { headers })).body

const failuresOf = async (document: Json, mode: string): Promise<unknown[]> =>
  (await validator.validate(document, mode)).filter(({ severity }) => severity === 'failure')

const offersOf = ({ orderedItem }: Json): unknown[] => orderedItem.map((item: Json) => item['acceptedOffer'])

/** Actions that change an order; a cancellation is the last possible one. */
const ACTIONS = ['CustomerNotice', 'AccessCodeUpdate', 'AccessPassUpdate', 'AttendeeAttended', 'AttendeeAbsent', 'SellerRequestedCancellationWithMessage']

/** Properties of an offer that tell a broker the terms of a booking. */
const TERMS = ['price', 'priceCurrency', 'allowCustomerCancellationFullRefund', 'latestCancellationBeforeStartDate', 'openBookingPrepayment', 'validFromBeforeStartDate']

it.each(OPPORTUNITY_TYPES)('acceptedOffer with the same properties in the orders feed as in B, for a %s', async (kind) => {
  const items = [await make(simulator, 'TestOpportunityBookableCancellable', kind), await make(simulator, 'TestOpportunityBookableNonFreePrepaymentOptional', kind)]
  const { uuid, order } = await book(items)
  for (const action of ACTIONS) {
    expect(offersOf(await announcedBy(() => act(simulator, uuid, action))), action).toEqual(offersOf(order))
  }
})

describe('acceptedOffer in the orders feed', () => {
  // Each document takes the validator a second, so it checks one of each form here. `tests/collected` checks all.
  it('passes the validator, as does the rest of the order', async () => {
    // A video has no start, so it cannot close a window.
    const kinds = FULL ? OPPORTUNITY_TYPES.filter((kind) => kind !== 'OnDemandEvent') : ['ScheduledSession'] as const
    for (const kind of kinds) {
      const { uuid } = await book([await make(simulator, 'TestOpportunityBookableCancellableWithinWindow', kind)])
      await act(simulator, uuid, 'CustomerNotice')
      const data = await announcedBy(() => act(simulator, uuid, 'SellerRequestedCancellationWithMessage'))
      expect(await failuresOf(data, 'OrdersFeed')).toEqual([])
      expect(await failuresOf(await statusOf(uuid), 'OrderStatus')).toEqual([])
    }
  })

  it('has the terms of every criterion', async () => {
    const criteria = ['Free', 'CancellableWithinWindow', 'NonFreePrepaymentUnavailable', 'WithinValidFromBeforeStartDate', 'AttendeeDetails']
    const attendee = { '@type': 'Person', givenName: 'Gwen', familyName: 'Mostyn', email: CANARY.email, telephone: '07700 900482' }
    const seen = new Set<string>()
    for (const criterion of criteria) {
      const item = await make(simulator, `TestOpportunityBookable${criterion}`)
      const more: Json = { ...orderBody([item]), ...(criterion.endsWith('Unavailable') && { payment: undefined }) }
      const orderedItem = more['orderedItem'].map((node: Json) => ({ ...node, ...(criterion === 'AttendeeDetails' && { attendee }) }))
      const { uuid, order } = await book([item], { more: { ...more, orderedItem } })
      const data = await announcedBy(() => act(simulator, uuid, 'CustomerNotice'))
      expect(offersOf(data)).toEqual(offersOf(order))
      for (const name of Object.keys(offersOf(data)[0] as Json)) seen.add(name)
    }
    expect([...seen]).toEqual(expect.arrayContaining(TERMS))
  })

  it('is the offer of the new opportunity after a replacement', async () => {
    const { uuid, order } = await book([await make(simulator, 'TestOpportunityBookable', 'Event')])
    const data = await announcedBy(() => act(simulator, uuid, 'Replacement'))
    expect(offersOf(data)).toEqual(offersOf(await statusOf(uuid)))
    expect(offersOf(data)).not.toEqual(offersOf(order))
  })

  it('has the price of an amendment', async () => {
    const { uuid, ids } = await propose(simulator, [await makeForApproval(simulator, 'TestOpportunityBookableNonFree')])
    await done(seller(simulator, 'Amend', uuid, { orderedItem: [{ '@id': ids[0], acceptedOffer: { price: 3.21 } }] }))
    await done(seller(simulator, 'Accept', uuid))
    const { body: order } = await bAfterP(simulator, uuid, (await statusOf(uuid))['orderProposalVersion'])
    const data = await announcedBy(() => act(simulator, uuid, 'CustomerNotice'))
    expect(offersOf(data)).toEqual(offersOf(order))
    expect(data['orderedItem'][0].acceptedOffer).toMatchObject({ '@type': 'Offer', price: 3.21, priceCurrency: 'GBP' })
  })

  it('stays as accepted in an order that was a proposal', async () => {
    const { uuid, version } = await accepted(simulator, [await makeForApproval(simulator), await make(simulator)])
    const { body: order } = await bAfterP(simulator, uuid, version)
    const data = await announcedBy(() => act(simulator, uuid, 'CustomerNotice'))
    expect(offersOf(data)).toEqual(offersOf(order))
  })
})

describe('Order Status shows cancellations, notices and new codes', () => {
  it.each(ACTIONS)('as the feed does after %s', async (action) => {
    const { uuid } = await book([await make(simulator), await make(simulator, 'TestOpportunityBookableFree')])
    await act(simulator, uuid, 'CustomerNotice')
    const data = await announcedBy(() => act(simulator, uuid, action === 'CustomerNotice' ? 'AccessCodeUpdate' : action))
    const changeable = ['orderItemStatus', 'cancellationMessage', 'customerNotice', 'accessCode', 'accessPass', 'accessChannel']
    const changesIn = (order: Json): unknown => order['orderedItem'].map((item: Json) => Object.fromEntries(changeable.map((name) => [name, item[name]])))
    const status = await statusOf(uuid)
    expect(changesIn(status)).toEqual(changesIn(data))
    expect(status['orderedItem'].map((item: Json) => item['customerNotice'])).toEqual(Array(2).fill(expect.stringMatching(/./)))
    expect(status['orderedItem'][0].cancellationMessage !== undefined).toBe(action.endsWith('WithMessage'))
  })

  it('but a repeated B does not', async () => {
    const item = await make(simulator)
    const { uuid, order } = await book([item])
    await act(simulator, uuid, 'SellerRequestedCancellationWithMessage')
    expect((await b(simulator, [item], { uuid })).body).toEqual(order)
  })
})
