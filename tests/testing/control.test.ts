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
  await expect(sim.clock.set('soon')).rejects.toMatchObject({ status: 400, path: '/at' })
  await expect(sim.clock.set(new Date(0))).rejects.toMatchObject({ status: 400, path: '/at' })
  await expect(sim.clock.set(new Date('2031-01-01'), { frozn: true } as never)).rejects.toMatchObject({ path: '/frozn' })
  await expect(sim.seller.reject('no-uuid')).rejects.toMatchObject({ status: 400, path: '/order' })
  await expect(sim.orders({ stats: 'x' } as never)).rejects.toMatchObject({ path: '/stats' })
  await expect(sim.fault({ on: 'C3' } as never)).rejects.toMatchObject({ path: '/on' })
})

it('sets the clock to an instant, and lets it stand still', async () => {
  const { now, frozen } = await sim.clock.set('2031-01-01T00:00:00Z', { frozen: true })
  expect([now, frozen]).toEqual(['2031-01-01T00:00:00.000Z', true])
  expect(sim.clock.now()).toEqual(new Date('2031-01-01T00:00:00Z'))
  await sim.clock.set(new Date('2031-01-01T01:00:00Z'))
  expect((await sim.clock.resume()).frozen).toBe(false)
})

it('has tenants with their own state, clock and address', async () => {
  const tenant = await sim.tenant('worker-3')
  expect(tenant.url).toBe(`${sim.url}/t/worker-3`)
  const item = await tenant.opportunity('TestOpportunityBookableOneSpace')
  expect(item.id.startsWith(tenant.url)).toBe(true)
  const before = sim.clock.now()
  await tenant.clock.advance('P1D')
  expect(sim.clock.now().getTime() - before.getTime()).toBeLessThan(80_000_000)
  expect((await fetch(`${tenant.api}/orders-rpde`, { headers: tenant.headers() })).status).toBe(200)
  expect((await tenant.leases()).length).toBe(0)
  await expect(sim.tenant('No Name')).rejects.toThrow(ControlError)
  await expect(sim.tenant('other', { clock: 'soon' })).rejects.toMatchObject({ path: '/clock' })
})

it('returns to its start and to snapshots', async () => {
  await quote(await sim.opportunity('TestOpportunityBookable'))
  const leases = (await sim.leases()).length
  expect(leases).toBeGreaterThan(0)
  const snapshot = await sim.snapshot()
  await sim.reset()
  expect(await sim.leases()).toEqual([])
  await sim.restore(snapshot)
  expect((await sim.leases()).length).toBe(leases)
  await sim.reset()
})
