import { describe, expect, it } from 'vitest'
import type { Answered } from '../../helpers/build-app.ts'
import {
  bookable, build, call, cancel, errorOf, orderBody, paid, pay, placed, spacesOf, post, show
} from '../../helpers/classic.ts'
import { b, SHARED, u } from '../../helpers/requests.ts'

const all = <T>(count: number, run: (index: number) => Promise<T>): Promise<T[]> => Promise.all(Array.from({ length: count }, (_, index) => run(index)))
/** Count the responses by status and error. */
function tally (answers: readonly Answered[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const answer of answers) {
    const name = errorOf(answer).filter((part) => part !== undefined).join(' ')
    counts[name] = (counts[name] ?? 0) + 1
  }
  return counts
}

describe('concurrent requests', () => {
  it('create exactly ten of 25 orders for ten spaces', async () => {
    const simulator = await build()
    const answers = await all(25, async (index) => await call(simulator, 'POST', index % 2 === 0 ? '/orders' : '/api/orders', { body: orderBody() }))
    expect(tally(answers)).toEqual({ 201: 10, '400 event_is_full': 15 })
    expect(new Set(answers.map(({ body }) => body.identifier)).size).toBe(11)
    expect(await spacesOf(simulator)).toBe(0)
  })

  it('create exactly three of 25 orders of three spaces each', async () => {
    const simulator = await build()
    const answers = await all(25, async () => await post(simulator, { quantity: 3 }))
    expect(tally(answers)).toEqual({ 201: 3, '400 event_has_insufficient_spaces': 22 })
    expect(await spacesOf(simulator)).toBe(1)
  })

  it('of both APIs share ten spaces', async () => {
    const simulator = await build()
    const answers = await all(30, async (index) => index % 2 === 0 ? await post(simulator) : await b(simulator, [bookable()], { headers: SHARED }))
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(10)
    expect(await spacesOf(simulator)).toBe(0)
  })

  it('that pay one order twenty times complete it once', async () => {
    const simulator = await build()
    const { identifier } = await placed(simulator, { quantity: 2 })
    const answers = await all(20, async () => await pay(simulator, identifier, 19.98))
    expect(tally(answers)).toEqual({ 200: 1, '400 order_cannot_be_completed': 19 })
    expect((await show(simulator, identifier)).body).toEqual(answers.find(({ status }) => status === 200)?.body)
    expect(await spacesOf(simulator)).toBe(8)
  })

  it('that cancel one order twenty times by both APIs free its spaces once', async () => {
    const simulator = await build()
    const { identifier } = await paid(simulator, { quantity: 2 })
    const { body } = await simulator.request('GET', `/api/openbooking/orders/${identifier}`, { headers: SHARED })
    const ids = body.orderedItem.map((item: Record<string, string>) => item['@id'])
    const answers = await all(20, async (index) => index % 2 === 0 ? await cancel(simulator, identifier) : await u(simulator, identifier, ids, { headers: SHARED }))
    expect(answers.filter(({ status }) => status === 200).length).toBeLessThanOrEqual(1)
    expect((await show(simulator, identifier)).body.orderStatus).toBe('https://schema.org/OrderCancelled')
    expect(await spacesOf(simulator)).toBe(10)
  })

  it('that pay and cancel one order leave it paid or cancelled, with the spaces of that status', async () => {
    const simulator = await build()
    for (const turn of [0, 1]) {
      const { identifier } = await placed(simulator, { quantity: 2 })
      const calls = [() => pay(simulator, identifier, 19.98), () => cancel(simulator, identifier)]
      const answers = await Promise.all((turn === 0 ? calls : calls.reverse()).map(async (run) => await run()))
      const { orderStatus } = (await show(simulator, identifier)).body
      expect(answers.some(({ status }) => status === 200)).toBe(true)
      expect(await spacesOf(simulator)).toBe(orderStatus === 'https://schema.org/OrderCancelled' ? 10 : 8)
      if (orderStatus !== 'https://schema.org/OrderCancelled') await cancel(simulator, identifier)
      expect(await spacesOf(simulator)).toBe(10)
    }
  })

  it('that pay and delete one order leave it paid or gone', async () => {
    const simulator = await build()
    for (const turn of [0, 1]) {
      const { identifier } = await placed(simulator, { quantity: 2 })
      const calls = [() => pay(simulator, identifier, 19.98), () => call(simulator, 'DELETE', `/orders/${identifier}`)]
      const answers = await Promise.all((turn === 0 ? calls : calls.reverse()).map(async (run) => await run()))
      const { status } = await show(simulator, identifier)
      expect(['200 200 400', '410 204 410']).toContain([status, ...answers.map((answer) => answer.status).sort()].join(' '))
      expect(await spacesOf(simulator)).toBe(status === 200 ? 8 : 10)
      if (status === 200) await cancel(simulator, identifier)
    }
  })

  it('that order, pay, cancel and delete neither sell a space twice nor lose one', async () => {
    const simulator = await build()
    const kept = await all(40, async (index) => {
      const { status, body } = await post(simulator, { quantity: 1 + index % 2 })
      if (status !== 201) return 0
      if (index % 4 === 0) { await call(simulator, 'DELETE', `/orders/${body.identifier}`); return 0 }
      if (index % 4 === 1) return 0
      expect((await pay(simulator, body.identifier, body.partOfInvoice.totalPaymentDue.value)).status).toBe(200)
      if (index % 4 === 2) return body.orderedItem[0].orderQuantity
      expect((await cancel(simulator, body.identifier)).status).toBe(200)
      return 0
    })
    simulator.clock.advance(15)
    expect(await spacesOf(simulator)).toBe(10 - kept.reduce((sum, spaces) => sum + spaces, 0))
  })
})
