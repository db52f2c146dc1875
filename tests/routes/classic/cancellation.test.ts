import { describe, expect, it } from 'vitest'
import { act } from '../../helpers/actions.ts'
import { NOW } from '../../helpers/build-app.ts'
import {
  build, call, cancel, CANCELLATION, errorOf, MOUNTS, paid, placed, spacesOf, refusal, share, show
} from '../../helpers/classic.ts'
import { newUuid, SHARED } from '../../helpers/requests.ts'

const HISTORIC = 'f1a9c4d2-3b57-4e68-9a0c-7d2e8b461f35'
const minutesUntil = (instant: string): number => (new Date(instant).getTime() - NOW.getTime()) / 60_000
const itemWith = (more: object): unknown => ({ orderedItem: [{ type: 'OrderItem', ...more }] })

const shared = share()

describe.each(MOUNTS)('a cancellation below "%s"', (mount) => {
  it.each<[situation: string, body: unknown]>([
    ['has the cancelled status', CANCELLATION],
    ['repeats its item', itemWith({ orderQuantity: 2, orderedItem: { type: 'Event', id: '1234' }, orderItemStatus: 'https://schema.org/OrderCancelled' })],
    ['has an empty item', { orderedItem: [{}] }],
    ['has other values in its item', itemWith({ orderItemStatus: 'https://schema.org/OrderDelivered', orderQuantity: -1, orderedItem: null })],
    ['has null for payments', { ...CANCELLATION, payments: null }]
  ])('that %s frees all spaces', async (_situation, body) => {
    const simulator = await shared()
    const { identifier } = await paid(simulator, { quantity: 2 })
    const answer = await call(simulator, 'PATCH', `${mount}/orders/${identifier}`, { body })
    expect([answer.status, answer.body.orderStatus, await spacesOf(simulator)]).toEqual([200, 'https://schema.org/OrderCancelled', 10])
  })

  it.each<[situation: string, body: unknown, error: string]>([
    ['without items', { orderedItem: [] }, 'insufficient_information'],
    ['with a string for an item', { orderedItem: ['x'] }, 'insufficient_information'],
    ['with two items', { orderedItem: [{}, {}] }, 'too_much_information']
  ])('%s is refused', async (_situation, body, error) => {
    const simulator = await shared()
    const { identifier } = await paid(simulator)
    expect(await refusal(simulator, 'PATCH', `${mount}/orders/${identifier}`, { body })).toEqual([400, error])
  })

  it('is refused for an unknown, unpaid or already cancelled order', async () => {
    const simulator = await shared()
    const [held, cancelled] = [await placed(simulator), await paid(simulator)]
    await cancel(simulator, cancelled.identifier)
    const refused = async (id: string): Promise<unknown[]> => await refusal(simulator, 'PATCH', `${mount}/orders/${id}`, { body: CANCELLATION })
    expect(await refused(newUuid())).toEqual([404, 'not_found'])
    for (const { identifier } of [held, cancelled]) expect(await refused(identifier)).toEqual([400, 'order_cannot_be_cancelled'])
  })

  it.each(['12341', '56781', '20061'])('is refused for the non-cancellable offer %s', async (offer) => {
    const simulator = await shared()
    const { identifier, potentialAction } = await paid(simulator, { event: offer.slice(0, 4), offer })
    expect(await refusal(simulator, 'PATCH', `${mount}/orders/${identifier}`, { body: CANCELLATION })).toEqual([400, 'order_is_uncancellable'])
    expect(potentialAction).toHaveLength(1)
  })

  it.each([
    ['an event booked too late', { event: '2006' }], ['an event in the past', undefined]
  ])('is refused for %s with the title of a closed window', async (_situation, wanted) => {
    const simulator = await shared()
    const id = wanted === undefined ? HISTORIC : (await paid(simulator, wanted)).identifier
    const answer = await call(simulator, 'PATCH', `${mount}/orders/${id}`, { body: CANCELLATION })
    expect([...errorOf(answer), answer.body.title]).toEqual([400, 'order_is_uncancellable', 'Cancellation window is over'])
    const fixed = await paid(simulator, { offer: '12341' })
    expect((await cancel(simulator, fixed.identifier)).body.title).not.toBe('Cancellation window is over')
  })
})

describe('a cancellation', () => {
  it('is accepted until a day before the event, and refused from then on', async () => {
    const simulator = await build()
    const [first, second] = [await paid(simulator), await paid(simulator)]
    simulator.clock.advance(minutesUntil('2027-03-15T08:00:00Z') - 1)
    expect((await cancel(simulator, first.identifier)).status).toBe(200)
    simulator.clock.advance(1)
    expect(errorOf(await cancel(simulator, second.identifier))).toEqual([400, 'order_is_uncancellable'])
    expect([await spacesOf(simulator), (await show(simulator, second.identifier)).body.orderStatus]).toEqual([9, 'https://schema.org/OrderDelivered'])
  })

  it.each([
    ['12341', 'non-cancellable', 'Order is not cancellable'], ['12342', 'cancellable', 'Cancellation window is over']
  ])('is refused after the event begins: offer %s (%s)', async (offer, _situation, title) => {
    const simulator = await build()
    const { identifier } = await paid(simulator, { offer })
    simulator.clock.advance(minutesUntil('2027-03-16T08:00:00Z'))
    expect((await cancel(simulator, identifier)).body.title).toBe(title)
  })

  it.each(['AttendeeAttended', 'AttendeeAbsent'])('is refused after %s', async (action) => {
    const simulator = await shared()
    const { identifier } = await paid(simulator)
    expect(await act(simulator, identifier, action, SHARED)).toBe(204)
    expect(errorOf(await cancel(simulator, identifier))).toEqual([400, 'order_cannot_be_cancelled'])
  })
})
