import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { NOW, openApp, type Simulator } from '../../helpers/build-app.ts'
import { build, call, errorOf, MOUNTS, orderBody, placed, post, refusal } from '../../helpers/classic.ts'

let simulator: Simulator
beforeAll(async () => { simulator = await openApp({ types: ['Event'] }) })
afterAll(async () => { await simulator.app.close() })

const DAY = 24 * 60
const minutesUntil = (instant: string): number => (new Date(instant).getTime() - NOW.getTime()) / 60_000

type Wanted = NonNullable<Parameters<typeof orderBody>[0]>
const item = (more: object): Wanted => ({ more: { orderedItem: [{ orderQuantity: 1, orderedItem: { id: '1234' }, ...more }] } })

const REFUSED: ReadonlyArray<readonly [situation: string, wanted: Wanted, error: string]> = [
  ['a full event', { event: '2001' }, 'event_is_full'],
  ['more spaces than are left', { event: '2002', quantity: 3 }, 'event_has_insufficient_spaces'],
  ['more spaces than there are', { quantity: 11 }, 'event_has_insufficient_spaces'],
  ['the largest safe integer of spaces', { quantity: Number.MAX_SAFE_INTEGER }, 'event_has_insufficient_spaces'],
  ['an event that is not bookable yet', { event: '2003' }, 'offer_not_yet_valid'],
  ['an event that is not bookable yet, by the early bird', { event: '2003', offer: '20031' }, 'offer_not_yet_valid'],
  ['an event that is over', { event: '1000' }, 'unavailable_event'],
  ['an event that is over, by the early bird', { event: '1000', offer: '10001' }, 'unavailable_event'],
  ['an unknown event', { event: '9999', offer: '12342' }, 'unavailable_event'],
  ['the event id __proto__', { event: '__proto__', offer: '12342' }, 'unavailable_event'],
  ['an offer that is not valid yet', { event: '2005', offer: '20051' }, 'offer_not_yet_valid'],
  ['an offer that has expired', { event: '2004', offer: '20041' }, 'offer_expired'],
  ['an unknown offer', { offer: '12349' }, 'unavailable_offer'],
  ['an unknown offer of an unknown event', { offer: '99992' }, 'unavailable_offer'],
  ['the offer id constructor', { offer: 'constructor' }, 'unavailable_offer'],
  ['an offer of another event', { offer: '56782' }, 'offer_not_valid'],
  ['an event in place of the offer', { offer: '1234' }, 'unavailable_offer'],
  ['no customer', { more: { customer: undefined } }, 'incomplete_customer_details'],
  ['a customer without details', { more: { customer: { type: 'Person' } } }, 'incomplete_customer_details'],
  ['a customer with only empty details', { more: { customer: { type: 'Person', email: '', address: { streetAddress: null } } } }, 'incomplete_customer_details'],
  ['no broker', { more: { broker: undefined } }, 'incomplete_broker_details'],
  ['a broker without details', { more: { broker: { type: 'Organization' } } }, 'incomplete_broker_details'],
  ['no item', { more: { orderedItem: undefined } }, 'incomplete_event_details'],
  ['no items', { more: { orderedItem: [] } }, 'incomplete_event_details'],
  ['an item without an event', item({ orderedItem: undefined }), 'incomplete_event_details'],
  ['an event without an id', item({ orderedItem: { type: 'Event' } }), 'incomplete_event_details'],
  ['an item without a quantity', item({ orderQuantity: undefined }), 'incomplete_event_details'],
  ['no offer', { more: { acceptedOffer: undefined } }, 'incomplete_offer_details'],
  ['no offers', { more: { acceptedOffer: [] } }, 'incomplete_offer_details'],
  ['an offer without an id', { more: { acceptedOffer: [{ type: 'Offer' }] } }, 'incomplete_offer_details'],
  ['two items', { more: { orderedItem: [1, 2].map(() => ({ orderQuantity: 1, orderedItem: { id: '1234' } })) } }, 'too_much_information'],
  ['two offers', { more: { acceptedOffer: [{ id: '12341' }, { id: '12342' }] } }, 'too_much_information']
]

describe.each(MOUNTS)('an order below "%s"', (mount) => {
  it.each(REFUSED)('is refused for %s', async (_situation, wanted, error) => {
    expect(await refusal(simulator, 'POST', `${mount}/orders`, { body: orderBody(wanted) })).toEqual([400, error])
  })

  it.each([
    ['without a body', undefined, 'no_data_supplied'],
    ['with an empty body', '', 'no_data_supplied'],
    ['that is null', 'null', 'no_data_supplied'],
    ['with broken JSON', '{"type":"Order"', 'not_json'],
    ['that is a string', '"Order"', 'not_json'],
    ['that is a list', '[{}]', 'not_json'],
    ['that is an empty object', '{}', 'incomplete_event_details']
  ])('is refused %s', async (_situation, body, error) => {
    expect(await refusal(simulator, 'POST', `${mount}/orders`, { body })).toEqual([400, error])
  })
})

describe('an order with several errors', () => {
  it.each([
    ['the missing event, if all is missing', { more: { orderedItem: undefined, acceptedOffer: undefined, customer: undefined, broker: undefined } }, 'incomplete_event_details'],
    ['the missing offer, if all but the event is missing', { more: { acceptedOffer: undefined, customer: undefined, broker: undefined } }, 'incomplete_offer_details'],
    ['the missing customer, if the broker is missing too', { more: { customer: undefined, broker: undefined } }, 'incomplete_customer_details'],
    ['a missing broker before an unknown event', { event: '9999', more: { broker: undefined } }, 'incomplete_broker_details'],
    ['an unknown event before an unknown offer', { event: '9999', offer: '99999' }, 'unavailable_event'],
    ['an unknown offer before a full event', { event: '2001', offer: '20019' }, 'unavailable_offer'],
    ['an offer of another event before a full event', { event: '2001', offer: '12342' }, 'offer_not_valid'],
    ['a full event before too few spaces', { event: '2001', offer: '20011', quantity: 3 }, 'event_is_full'],
    ['too few spaces before an expired offer', { event: '2004', offer: '20041', quantity: 11 }, 'event_has_insufficient_spaces']
  ])('reports first %s', async (_situation, wanted, error) => {
    expect(await refusal(simulator, 'POST', '/orders', { body: orderBody(wanted) })).toEqual([400, error])
  })
})

describe('an order', () => {
  it.each([
    ['2002', '20021'], ['2002', '20022'], ['2004', '20042'], ['2005', '20052'], ['2006', '20061'], ['2006', '20062'],
    ['5678', '56781'], ['5678', '56782']
  ])('is accepted for event %s by offer %s', async (event, offer) => {
    await placed(await build(), { event, offer })
  })

  it('is accepted for all remaining spaces, and the next is refused', async () => {
    const simulator = await build()
    await placed(simulator, { event: '2002', quantity: 2 })
    expect(await refusal(simulator, 'POST', '/orders', { body: orderBody({ event: '2002' }) })).toEqual([400, 'event_is_full'])
  })

  it.each([
    ['the early bird until two days before', '12341', '2027-03-14T08:00:00Z'],
    ['the full price until an hour before', '12342', '2027-03-16T07:00:00Z']
  ])('is accepted for %s', async (_situation, offer, instant) => {
    const simulator = await build()
    simulator.clock.advance(minutesUntil(instant))
    await placed(simulator, { offer })
    simulator.clock.advance(1)
    expect(await refusal(simulator, 'POST', '/orders', { body: orderBody({ offer }) })).toEqual([400, 'offer_expired'])
  })

  it.each([
    ['2003', '20032'], ['2005', '20051']
  ])('is accepted for event %s by offer %s from three days before', async (event, offer) => {
    const simulator = await build()
    simulator.clock.advance(17 * DAY)
    expect(errorOf(await post(simulator, { event, offer }))).toEqual([400, 'offer_not_yet_valid'])
    simulator.clock.advance(2 * DAY)
    await placed(simulator, { event, offer })
  })

  it.each([
    ['when it begins', 0], ['while it takes place', 30], ['when it ends', 60], ['a day later', DAY]
  ])('is refused for an event %s', async (_when, minutes) => {
    const simulator = await build()
    simulator.clock.advance(minutesUntil('2027-03-16T08:00:00Z') + minutes)
    await call(simulator, 'GET', '/orders')
    for (const offer of ['12341', '12342']) expect(await refusal(simulator, 'POST', '/orders', { body: orderBody({ offer }) })).toEqual([400, 'unavailable_event'])
  })
})
