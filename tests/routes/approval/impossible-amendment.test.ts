import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BASE, buildApp, openApp, type Simulator } from '../../helpers/build-app.ts'
import { accepted, bAfterP, makeForApproval, propose, refusedBy, seller } from '../../helpers/proposals.ts'
import { type Bookable, c1, PARTNER_2, SELLER_2 } from '../../helpers/requests.ts'

const ONE_TYPE = { types: ['ScheduledSession' as const] }
const REFUSED = [400, 'OpenBookingError']
const FULL = [409, 'OpportunityHasInsufficientCapacityError']

/** Two items, and another opportunity to be had in place of one. */
interface Case { readonly ids: readonly string[], readonly items: readonly Bookable[], readonly other: Bookable }

const make = (criterion: string) => async (simulator: Simulator): Promise<Bookable> => await makeForApproval(simulator, `TestOpportunityBookable${criterion}`)
const toOther = ({ ids, other: { opportunity, offer } }: Case): object[] => [{ '@id': ids[1], orderedItem: opportunity, acceptedOffer: offer }]
const atPrice = (price: unknown) => ({ ids }: Case): object[] => [{ '@id': ids[0], acceptedOffer: { price } }]

const REFUSALS: ReadonlyArray<readonly [what: string, amend: (given: Case) => object[], error: readonly unknown[], other?: (simulator: Simulator, items: readonly Bookable[]) => Promise<Bookable>]> = [
  ['an item of another order', ({ ids }) => [{ '@id': ids[0]!.replace(/orders\/[^#]+/, 'orders/0a3c5b1e-5a0e-4d6c-8b54-2f2f1c0d9e77') }], [500, 'OrderItemNotWithinOrderError']],
  ['an item that the order has not', ({ ids }) => [{ '@id': ids[0]!.replace(/1$/, '7') }], [500, 'OrderItemNotWithinOrderError']],
  ['an id that is none', () => [{ '@id': 'x' }], [500, 'OrderItemIdInvalidError']],
  ['an id of somebody else', ({ ids }) => [{ '@id': ids[0]!.replace(BASE, 'https://elsewhere.example') }], [500, 'OrderItemIdInvalidError']],
  ['an item without id', () => [{ acceptedOffer: { price: 1 } }], REFUSED],
  ['an opportunity that is not there', ({ ids, other }) => [{ '@id': ids[0], orderedItem: `${other.opportunity}7`, acceptedOffer: other.offer }], REFUSED],
  ['an opportunity of somebody else', ({ ids, other }) => [{ '@id': ids[0], orderedItem: 'https://elsewhere.example/1', acceptedOffer: other.offer }], REFUSED],
  ['an opportunity without its offer', ({ ids, other }) => [{ '@id': ids[0], orderedItem: other.opportunity }], REFUSED],
  ['an opportunity with a price alone', ({ ids, other }) => [{ '@id': ids[0], orderedItem: other.opportunity, acceptedOffer: { price: 1 } }], REFUSED],
  ['the offer of another opportunity without that', ({ ids, other }) => [{ '@id': ids[0], acceptedOffer: other.offer }], REFUSED],
  ['a price of an offer of somebody else', ({ ids }) => [{ '@id': ids[0], acceptedOffer: { '@id': 'https://elsewhere.example/1', price: 5 } }], REFUSED],
  ['the offer of another opportunity', ({ ids, items, other }) => [{ '@id': ids[0], orderedItem: other.opportunity, acceptedOffer: items[0]!.offer }], REFUSED],
  ['what is over', toOther, REFUSED, make('InPast')],
  ['what can not be booked yet', toOther, REFUSED, make('OutsideValidFromBeforeStartDate')],
  ['what is full', toOther, FULL, make('NoSpaces')],
  ['what has one place, for both items', ({ ids, other: { opportunity, offer } }) => ids.map((id) => ({ '@id': id, orderedItem: opportunity, acceptedOffer: offer })), FULL, make('OneSpace')],
  ['the last place that others have leased', toOther, FULL, async (simulator) => {
    const last = await makeForApproval(simulator, 'TestOpportunityBookableOneSpace')
    expect((await c1(simulator, [last], { headers: PARTNER_2 })).status).toBe(200)
    return last
  }],
  ['what others have booked since', ({ ids, items }) => [{ '@id': ids[1], orderedItem: items[0]!.opportunity, acceptedOffer: items[0]!.offer }], FULL, async (simulator, items) => {
    expect((await c1(simulator, Array.from({ length: 9 }, () => items[0]!), { headers: PARTNER_2 })).status).toBe(200)
    return items[0]!
  }],
  ['what asks for attendee details', toOther, REFUSED, make('AttendeeDetails')],
  ['what has an intake form', toOther, REFUSED, make('AdditionalDetails')],
  ['what another seller has', toOther, [500, 'SellerMismatchError'], (simulator) => makeForApproval(simulator, 'TestOpportunityBookable', 'ScheduledSession', SELLER_2)],
  ['what can not be paid in advance beside what must be', toOther, REFUSED, make('NonFreePrepaymentUnavailable')],
  ['less than nothing', atPrice(-1), REFUSED],
  ['parts of a penny', atPrice(1.005), REFUSED],
  ['a price that is a text', atPrice('5'), REFUSED],
  ['a price beyond all money', atPrice(1e300), REFUSED],
  ['another currency', ({ ids }) => [{ '@id': ids[0], acceptedOffer: { price: 5, priceCurrency: 'EUR' } }], REFUSED],
  ['the same item twice', (given) => [...toOther({ ...given, ids: [given.ids[0]!, given.ids[0]!] }), ...atPrice(5)(given)], REFUSED],
  ['a good change beside a bad one', (given) => [...atPrice(5)(given), ...toOther(given)], FULL, make('NoSpaces')]
]

let simulator: Simulator
beforeAll(async () => { simulator = await openApp(ONE_TYPE) })
afterAll(async () => { await simulator.app.close() })

describe('an amendment', () => {
  it.each(REFUSALS.map(([what, amend, error, other = make('')]) => [what, amend, error, other] as const))('to %s is refused, and the proposal stays as it was', async (_what, amend, error, makeOther) => {
    const items = [await makeForApproval(simulator), await makeForApproval(simulator)]
    const { uuid, version, ids, body } = await accepted(simulator, items)
    const orderedItem = amend({ ids, items, other: await makeOther(simulator, items) })
    expect(await refusedBy(simulator, () => seller(simulator, 'Amend', uuid, { orderedItem }))).toEqual(error)
    const booked = await bAfterP(simulator, uuid, version)
    expect([booked.status, booked.body.totalPaymentDue]).toEqual([201, body.totalPaymentDue])
  })
})

describe.each(['Accept', 'Reject'] as const)('whoever says %s', (what) => {
  it('can not change items by that', async () => {
    const { uuid, ids } = await propose(simulator, [await makeForApproval(simulator)])
    const orderedItem = [{ '@id': ids[0], acceptedOffer: { price: 5 } }]
    expect(await refusedBy(simulator, () => seller(simulator, what, uuid, { orderedItem }))).toEqual(REFUSED)
  })
})

describe('where everything is free', () => {
  it('an amendment can not ask for money', async () => {
    const free = await buildApp({ ...ONE_TYPE, prices: 'free' })
    const { uuid, ids } = await propose(free, [await makeForApproval(free, 'TestOpportunityBookableFree')])
    const at = (price: number) => seller(free, 'Amend', uuid, { orderedItem: [{ '@id': ids[0], acceptedOffer: { price } }] })
    expect(await refusedBy(free, () => at(5))).toEqual(REFUSED)
    expect((await at(0)).status).toBe(204)
  })
})
