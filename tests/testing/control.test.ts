import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ControlError, type StartedSimulator, startSimulator } from '../../testing.ts'

let sim: StartedSimulator
beforeAll(async () => { sim = await startSimulator({ types: ['ScheduledSession'], clock: new Date('2030-06-01T10:00:00Z') }) })
afterAll(async () => { await sim.close() })

const quote = async (item: { seller: string, orderedItem: object }) => {
  const response = await fetch(`${sim.api}/order-quote-templates/${randomUUID()}`, {
    method: 'PUT',
    headers: sim.headers(),
    body: JSON.stringify({
      '@context': 'https://openactive.io/',
      '@type': 'OrderQuote',
      brokerRole: 'https://openactive.io/AgentBroker',
      broker: { '@type': 'Organization', name: 'My App' },
      seller: item.seller,
      orderedItem: [item.orderedItem]
    })
  })
  return response.status
}

it('starts the clock at a date', () => {
  expect(sim.clock.now().toISOString()).toMatch(/^2030-06-01T10:0/)
})

it('creates an opportunity whose lease ends as the clock advances', async () => {
  const item = await sim.opportunity('TestOpportunityBookableOneSpace', { price: 5 })
  expect(item.price).toBe(5)
  expect(await quote(item)).toBe(200)
  expect(await quote(item)).toBe(409)
  await sim.clock.advance('PT15M')
  expect(await quote(item)).toBe(200)
})

it('throws what HTTP answers as problem details', async () => {
  const refused = sim.opportunity('TestOpportunityBookable', { price: 'five' } as never)
  await expect(refused).rejects.toThrow(ControlError)
  await expect(refused).rejects.toMatchObject({ status: 400, path: '/price' })
  await expect(sim.clock.advance('soon')).rejects.toMatchObject({ status: 400, path: '/by' })
})
