import fc from 'fast-check'
import { expect, it } from 'vitest'
import { BASE, type Simulator } from '../../helpers/build-app.ts'
import { bookable, build, call, cancel, errorOf, pay, spacesOf, post } from '../../helpers/classic.ts'
import { b, c2, newUuid, SHARED, u } from '../../helpers/requests.ts'
import { runs } from '../../helpers/runs.ts'

const SPACES = 10
const ACTIONS = ['order', 'pay', 'cancel', 'delete', 'C2', 'B', 'B after C2', 'U of one item', 'Order Deletion', 'OrderQuote Deletion', 'wait'] as const

/** An action, the earlier order it is about (counted from the last one), and a number of spaces. */
type Step = readonly [action: typeof ACTIONS[number], which: number, spaces: number]
const step: fc.Arbitrary<Step> = fc.tuple(fc.constantFrom(...ACTIONS), fc.nat({ max: 3 }), fc.integer({ min: 1, max: 4 }))

type State = 'classic lease' | 'lease' | 'booked' | 'cancelled' | 'deleted classic' | 'deleted'
/** The spaces of one order, by the simplest reading of the rules. */
interface Held { readonly id: string, state: State, spaces: number, until: number, asked: number }

class Model {
  readonly simulator: Simulator
  readonly #orders: Held[] = []
  #minute = 0

  constructor (simulator: Simulator) { this.simulator = simulator }

  #isLive = ({ state, until }: Held): boolean => (state === 'classic lease' || state === 'lease') && until > this.#minute
  #spaces = (one: Held): number => one.state === 'booked' || this.#isLive(one) ? one.spaces : 0
  get free (): number { return this.#orders.reduce((free, one) => free - this.#spaces(one), SPACES) }

  async #new (state: State, spaces: number, ask: (id: string) => Promise<{ status: number, body: { identifier: string } }>, success: number): Promise<void> {
    const uuid = newUuid()
    const fits = spaces <= this.free
    const { status, body } = await ask(uuid)
    expect(status === success).toBe(fits)
    if (fits) this.#orders.push({ id: state === 'classic lease' ? body.identifier : uuid, state, spaces, until: this.#minute + 15, asked: spaces })
  }

  /** Take a step, and compare the response with the model. */
  async act ([action, which, spaces]: Step): Promise<void> {
    const { simulator } = this
    const items = Array(spaces).fill(bookable())
    if (action === 'order') { await this.#new('classic lease', spaces, async () => await post(simulator, { quantity: spaces }), 201); return }
    if (action === 'C2') { await this.#new('lease', spaces, async (uuid) => await c2(simulator, items, { uuid, headers: SHARED }), 200); return }
    if (action === 'B') { await this.#new('booked', spaces, async (uuid) => await b(simulator, items, { uuid, headers: SHARED }), 201); return }
    if (action === 'wait') { simulator.clock.advance(6); this.#minute += 6; return }
    const order = this.#orders.at(-1 - which)
    if (order !== undefined) await this.#change(action, order)
  }

  async #change (action: Step[0], order: Held): Promise<void> {
    const { simulator } = this
    const { id, state, asked } = order
    const live = this.#isLive(order)
    const path = `/api/openbooking/orders/${id}`
    const open = state === 'booked'
    switch (action) {
      case 'pay': {
        const done = live && state === 'classic lease'
        expect((await pay(simulator, id, Math.round(asked * 999) / 100)).status === 200).toBe(done)
        if (done) order.state = 'booked'
        return
      }
      case 'cancel':
        expect((await cancel(simulator, id)).status === 200).toBe(open)
        if (open) order.state = 'cancelled'
        return
      case 'delete': {
        const answer = await call(simulator, 'DELETE', `/orders/${id}`)
        expect(answer.status === 204).toBe(state === 'classic lease' || state === 'deleted classic')
        if (answer.status === 204) order.state = 'deleted classic'
        return
      }
      case 'B after C2': {
        if (state !== 'lease') return
        const fits = asked <= this.free + this.#spaces(order)
        expect((await b(simulator, Array(asked).fill(bookable()), { uuid: id, headers: SHARED })).status === 201).toBe(fits)
        if (fits) order.state = 'booked'
        return
      }
      case 'U of one item':
        expect((await u(simulator, id, [`${BASE}/api/openbooking/orders/${id}#/orderedItems/${asked}`], { headers: SHARED })).status === 204).toBe(open || state === 'cancelled')
        if (open && order.spaces === asked) order.spaces--
        if (order.spaces === 0 && open) order.state = 'cancelled'
        return
      case 'Order Deletion': {
        const done = open || state === 'cancelled' || state === 'deleted'
        expect((await simulator.request('DELETE', path, { headers: SHARED })).status === 204).toBe(done)
        if (done) order.state = 'deleted'
        return
      }
      default:
        expect((await simulator.request('DELETE', path.replace('orders', 'order-quotes'), { headers: SHARED })).status).toBe(204)
        if (state === 'lease') order.until = this.#minute
    }
  }

  /** Compare each order in the older API with the model. */
  async expectShown (): Promise<void> {
    for (const order of this.#orders) {
      const { state } = order
      const shown = errorOf(await call(this.simulator, 'GET', `/orders/${order.id}`))
      const expected = state.startsWith('deleted') ? [410, 'gone'] : state === 'lease' ? [404, 'not_found'] : state === 'classic lease' && !this.#isLive(order) ? [400, 'anonymous_lease_expired'] : [200, undefined]
      expect([state, ...shown]).toEqual([state, ...expected])
    }
  }
}

it('random steps by both APIs hold each space once, and every response fits the spaces left', async () => {
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
    const simulator = await build()
    const model = new Model(simulator)
    for (const one of steps) {
      await model.act(one)
      expect(model.free).toBeGreaterThanOrEqual(0)
      expect(await spacesOf(simulator)).toBe(model.free)
    }
    await model.expectShown()
    await simulator.app.close()
  }), { numRuns: runs(30), seed: 20270309 })
}, 120_000)
