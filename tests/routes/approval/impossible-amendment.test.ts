import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BASE, buildApp, openApp, type Simulator } from '../../helpers/build-app.ts'
import { accepted, bAfterP, makeForApproval, propose, refusedBy, seller } from '../../helpers/proposals.ts'
import { type Bookable, c1, PARTNER_2, SELLER_2 } from '../../helpers/requests.ts'

const ONE_TYPE = { types: ['ScheduledSession' as const] }
const REFUSED = [400, 'OpenBookingError']
const FULL = [409, 'OpportunityHasInsufficientCapacityError']

/** A proposal of two items, and another opportunity that can replace one. */
interface Case { readonly ids: readonly string[], readonly items: readonly Bookable[], readonly other: Bookable }

const make = (criterion: string) => async (simulator: Simulator): Promise<Bookable> => await makeForApproval(simulator, `TestOpportunityBookable${criterion}`)
const toOther = ({ ids, other: { opportunity, offer } }: Case): object[] => [{ '@id': ids[1], orderedItem: opportunity, acceptedOffer: offer }]
const atPrice = (price: unknown) => ({ ids }: Case): object[] => [{ '@id': ids[0], acceptedOffer: { price } }]

const REFUSALS: ReadonlyArray<readonly [situation: string, amend: (given: Case) => object[], error: readonly unknown[], other?: (simulator: Simulator, items: readonly Bookable[]) => Promise<Bookable>]> = [
  ['an item of another order', ({ ids }) => [{ '@id': ids[0]!.replace(/orders\/[^#]+/, 'orders/0a3c5b1e-5a0e-4d6c-8b54-2f2f1c0d9e77') }], [500, 'OrderItemNotWithinOrderError']],
  ['an item that the order lacks', ({ ids }) => [{ '@id': ids[0]!.replace(/1$/, '7') }], [500, 'OrderItemNotWithinOrderError']],
  ['an invalid id', () => [{ '@id': 'x' }], [500, 'OrderItemIdInvalidError']],
  ['an id of another system', ({ ids }) => [{ '@id': ids[0]!.replace(BASE, 'https://elsewhere.example') }], [500, 'OrderItemIdInvalidError']],
  ['an item without id', () => [{ acceptedOffer: { price: 1 } }], REFUSED],
  ['an unknown opportunity', ({ ids, other }) => [{ '@id': ids[0], orderedItem: `${other.opportunity}7`, acceptedOffer: other.offer }], REFUSED],
  ['an opportunity of another system', ({ ids, other }) => [{ '@id': ids[0], orderedItem: 'https://elsewhere.example/1', acceptedOffer: other.offer }], REFUSED],
  ['an opportunity without its offer', ({ ids, other }) => [{ '@id': ids[0], orderedItem: other.opportunity }], REFUSED],
  ['an opportunity with only a price', ({ ids, other }) => [{ '@id': ids[0], orderedItem: other.opportunity, acceptedOffer: { price: 1 } }], REFUSED],
  ['the offer of another opportunity without that opportunity', ({ ids, other }) => [{ '@id': ids[0], acceptedOffer: other.offer }], REFUSED],
  ['a price of an offer of another system', ({ ids }) => [{ '@id': ids[0], acceptedOffer: { '@id': 'https://elsewhere.example/1', price: 5 } }], REFUSED],
  ['the offer of another opportunity', ({ ids, items, other }) => [{ '@id': ids[0], orderedItem: other.opportunity, acceptedOffer: items[0]!.offer }], REFUSED],
  ['an opportunity in the past', toOther, REFUSED, make('InPast')],
  ['an opportunity not yet bookable', toOther, REFUSED, make('OutsideValidFromBeforeStartDate')],
  ['a full opportunity', toOther, FULL, make('NoSpaces')],
  ['an opportunity with one space, for both items', ({ ids, other: { opportunity, offer } }) => ids.map((id) => ({ '@id': id, orderedItem: opportunity, acceptedOffer: offer })), FULL, make('OneSpace')],
  ['the last space, leased by another', toOther, FULL, async (simulator) => {
    const last = await makeForApproval(simulator, 'TestOpportunityBookableOneSpace')
    expect((await c1(simulator, [last], { headers: PARTNER_2 })).status).toBe(200)
    return last
  }],
  ['an opportunity that another has booked since', ({ ids, items }) => [{ '@id': ids[1], orderedItem: items[0]!.opportunity, acceptedOffer: items[0]!.offer }], FULL, async (simulator, items) => {
    expect((await c1(simulator, Array.from({ length: 9 }, () => items[0]!), { headers: PARTNER_2 })).status).toBe(200)
    return items[0]!
  }],
  ['an opportunity with attendee details', toOther, REFUSED, make('AttendeeDetails')],
  ['an opportunity with an intake form', toOther, REFUSED, make('AdditionalDetails')],
  ['an opportunity of another seller', toOther, [500, 'SellerMismatchError'], (simulator) => makeForApproval(simulator, 'TestOpportunityBookable', 'ScheduledSession', SELLER_2)],
  ['an item with unavailable beside one with required prepayment', toOther, REFUSED, make('NonFreePrepaymentUnavailable')],
  ['a negative price', atPrice(-1), REFUSED],
  ['a price with fractions of a penny', atPrice(1.005), REFUSED],
  ['a price that is a string', atPrice('5'), REFUSED],
  ['a price of 1e300', atPrice(1e300), REFUSED],
  ['another currency', ({ ids }) => [{ '@id': ids[0], acceptedOffer: { price: 5, priceCurrency: 'EUR' } }], REFUSED],
  ['the same item twice', (given) => [...toOther({ ...given, ids: [given.ids[0]!, given.ids[0]!] }), ...atPrice(5)(given)], REFUSED],
  ['a valid change beside an invalid one', (given) => [...atPrice(5)(given), ...toOther(given)], FULL, make('NoSpaces')]
]

let simulator: Simulator
beforeAll(async () => { simulator = await openApp(ONE_TYPE) })
afterAll(async () => { await simulator.app.close() })

describe('an amendment', () => {
  it.each(REFUSALS.map(([situation, amend, error, other = make('')]) => [situation, amend, error, other] as const))('to %s is refused, and the proposal is unchanged', async (_situation, amend, error, makeOther) => {
    const items = [await makeForApproval(simulator), await makeForApproval(simulator)]
    const { uuid, version, ids, body } = await accepted(simulator, items)
    const orderedItem = amend({ ids, items, other: await makeOther(simulator, items) })
    expect(await refusedBy(simulator, () => seller(simulator, 'Amend', uuid, { orderedItem }))).toEqual(error)
    const booked = await bAfterP(simulator, uuid, version)
    expect([booked.status, booked.body.totalPaymentDue]).toEqual([201, body.totalPaymentDue])
  })
})

describe.each(['Accept', 'Reject'] as const)('the action %s', (action) => {
  it('is refused with items to change', async () => {
    const { uuid, ids } = await propose(simulator, [await makeForApproval(simulator)])
    const orderedItem = [{ '@id': ids[0], acceptedOffer: { price: 5 } }]
    expect(await refusedBy(simulator, () => seller(simulator, action, uuid, { orderedItem }))).toEqual(REFUSED)
  })
})

describe('with prices free', () => {
  it('an amendment to a price above zero is refused', async () => {
    const free = await buildApp({ ...ONE_TYPE, prices: 'free' })
    const { uuid, ids } = await propose(free, [await makeForApproval(free, 'TestOpportunityBookableFree')])
    const at = (price: number) => seller(free, 'Amend', uuid, { orderedItem: [{ '@id': ids[0], acceptedOffer: { price } }] })
    expect(await refusedBy(free, () => at(5))).toEqual(REFUSED)
    expect((await at(0)).status).toBe(204)
  })
})
