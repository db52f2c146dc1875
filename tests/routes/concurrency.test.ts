import { describe, expect, it } from 'vitest'
import { buildApp } from '../helpers/build-app.ts'
import { b, c1, c2, make, newUuid, orderBody, PARTNER_1, PARTNER_2, remainingOf, u } from '../helpers/requests.ts'

const all = <T>(count: number, run: (index: number) => Promise<T>): Promise<T[]> => Promise.all(Array.from({ length: count }, (_, index) => run(index)))
const count = (statuses: number[], wanted: number): number => statuses.filter((status) => status === wanted).length

describe('concurrent requests', () => {
  it('book exactly five of five spaces when a hundred ask', async () => {
    const simulator = await buildApp()
    const item = await make(simulator, 'TestOpportunityBookableFiveSpaces')
    const answers = await all(100, (index) => b(simulator, [item], { headers: index % 2 === 0 ? PARTNER_1 : PARTNER_2 }))
    const statuses = answers.map(({ status }) => status)
    expect([count(statuses, 201), count(statuses, 409)]).toEqual([5, 95])
    expect(new Set(answers.filter(({ status }) => status === 409).map(({ body }) => body['@type']))).toEqual(new Set(['OpportunityHasInsufficientCapacityError']))
    expect(await remainingOf(simulator, item)).toBe(0)
  })

  it('create one order and one response when forty are identical', async () => {
    const simulator = await buildApp()
    const item = await make(simulator)
    const uuid = newUuid()
    const body = orderBody([item])
    const answers = await all(40, () => simulator.request('PUT', `/api/openbooking/orders/${uuid}`, { headers: PARTNER_1, body }))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]))
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
    expect(await remainingOf(simulator, item)).toBe(9)
  })

  it('to lease, book and cancel neither sell a space twice nor lose one', async () => {
    const simulator = await buildApp()
    const item = await make(simulator, 'TestOpportunityBookableFiveSpaces')
    const flows = await all(30, async (index) => {
      const uuid = newUuid()
      await c1(simulator, [item], { uuid })
      const quote = await c2(simulator, [item], { uuid })
      if (quote.status !== 200) return 'refused'
      const order = await b(simulator, [item], { uuid })
      expect(order.status).toBe(201)
      if (index % 3 !== 0) return 'booked'
      expect((await u(simulator, uuid, [order.body.orderedItem[0]['@id']])).status).toBe(204)
      return 'cancelled'
    })
    const booked = flows.filter((flow) => flow === 'booked').length
    expect(booked).toBeLessThanOrEqual(5)
    expect(flows.filter((flow) => flow !== 'refused').length).toBeGreaterThanOrEqual(5)
    simulator.clock.advance(16)
    expect(await remainingOf(simulator, item)).toBe(5 - booked)
  })

  it('to cancel one item twenty times cancel it once', async () => {
    const simulator = await buildApp()
    const item = await make(simulator)
    const uuid = newUuid()
    const { body } = await b(simulator, [item, item], { uuid })
    const answers = await all(20, () => u(simulator, uuid, [body.orderedItem[0]['@id']]))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([204]))
    expect(await remainingOf(simulator, item)).toBe(9)
  })
})
