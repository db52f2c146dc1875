/** Measure tenants or the library for tests in this process, and print the figures. Run with --expose-gc. */
import { randomUUID } from 'node:crypto'
import fastify from 'fastify'
import plugin from '../dist/plugin.js'
import { startSimulator } from '../dist/testing.js'
import { median } from './measure.js'

const TENANTS = 40
const STARTS = 9
/** Bookings before each reset (count). */
const BOOKINGS = 100

const parts = { tenants: measureTenants, testing: measureTesting }
console.log(JSON.stringify(await parts[process.argv[2]]()))

async function timed (work) {
  const began = performance.now()
  await work()
  return performance.now() - began
}

/** @returns time (ms) and memory (MiB) of tenants */
async function measureTenants () {
  const app = fastify()
  await app.register(plugin, { control: 'on', maxTenants: TENANTS + 1, standalone: true })
  await app.ready()
  const put = (id) => timed(async () => {
    const { statusCode } = await app.inject({ method: 'PUT', url: `/simulator/tenants/${id}` })
    if (statusCode !== 201) throw new Error(`PUT of a tenant answered ${statusCode}`)
  })
  // Any first request loads code. The first tenant takes the records of the start, which all share.
  await app.inject({ method: 'POST', url: '/simulator/clock/advance', payload: { by: 'PT1S' } })
  const firstMs = await put('first')
  globalThis.gc()
  const before = process.memoryUsage().heapUsed
  const times = []
  for (let i = 0; i < TENANTS; i++) times.push(await put(`tenant-${i}`))
  globalThis.gc()
  const bytes = (process.memoryUsage().heapUsed - before) / TENANTS
  await app.close()
  return { firstMs, medianMs: median(times), mebibytes: bytes / 2 ** 20 }
}

/** @returns times of `startSimulator()`, `snapshot()` and `reset()` (ms) */
async function measureTesting () {
  const times = { start: [], snapshot: [], reset: [] }
  for (let i = 0; i < STARTS; i++) {
    let sim
    times.start.push(await timed(async () => { sim = await startSimulator({ types: ['ScheduledSession'] }) }))
    for (let booking = 0; booking < BOOKINGS; booking++) await book(sim)
    times.snapshot.push(await timed(async () => { await sim.snapshot() }))
    times.reset.push(await timed(async () => { await sim.reset() }))
    await sim.close()
  }
  return { firstMs: times.start[0], startMs: median(times.start), snapshotMs: median(times.snapshot), resetMs: median(times.reset) }
}

async function book (sim) {
  const { seller, orderedItem } = await sim.opportunity('TestOpportunityBookableFree')
  const { status } = await fetch(`${sim.api}/orders/${randomUUID()}`, {
    method: 'PUT',
    headers: sim.headers(),
    body: JSON.stringify({
      '@context': 'https://openactive.io/',
      '@type': 'Order',
      brokerRole: 'https://openactive.io/AgentBroker',
      broker: { '@type': 'Organization', name: 'Broker' },
      seller,
      customer: { '@type': 'Person', email: 'nia.pritchard@example.com' },
      orderedItem: [orderedItem],
      totalPaymentDue: { '@type': 'PriceSpecification', price: 0, priceCurrency: 'GBP' }
    })
  })
  if (status !== 201) throw new Error(`B answered ${status}`)
}
