/** Measure startSimulator(), reset and snapshot in this process, and print the times (ms). */
import { randomUUID } from 'node:crypto'
import { startSimulator } from '../dist/testing.js'

const STARTS = 9
/** Bookings before each reset (count). */
const BOOKINGS = 100

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]

async function timed (work) {
  const began = performance.now()
  await work()
  return performance.now() - began
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

const times = { start: [], snapshot: [], reset: [] }
for (let i = 0; i < STARTS; i++) {
  let sim
  times.start.push(await timed(async () => { sim = await startSimulator({ types: ['ScheduledSession'] }) }))
  for (let booking = 0; booking < BOOKINGS; booking++) await book(sim)
  times.snapshot.push(await timed(async () => { await sim.snapshot() }))
  times.reset.push(await timed(async () => { await sim.reset() }))
  await sim.close()
}
const [firstMs] = times.start
console.log(`testing ${JSON.stringify({ firstMs, startMs: median(times.start), snapshotMs: median(times.snapshot), resetMs: median(times.reset) })}`)
