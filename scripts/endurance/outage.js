/**
 * Stop PostgreSQL and start it again while brokers book through two instances: meanwhile bookings are refused with 503,
 * afterwards they succeed, and no acknowledged order is lost.
 *
 *   npm run build && node scripts/endurance/outage.js [--outages 10] [--brokers 16]
 */
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { startDatabase } from '../../bench/servers/database.js'
import { startInstance } from '../../bench/servers/processes.js'
import { book, newOpportunity, readNumbers, remainingSpaces, statusOf } from './brokers.js'

const BASE = 'http://bookings.example'
const SPACES = 1_000_000
/** Bookings between two outages, and refusals in each (counts). */
const ENOUGH = 200
const { outages, brokers } = readNumbers({ outages: 10, brokers: 16 })

const database = await startDatabase()
const servers = [await startInstance(database.url, BASE), await startInstance(database.url, BASE)]
const item = await newOpportunity(servers[0].url, SPACES)
const counts = new EventTarget()
const requested = []
const acknowledged = []
const unexpected = new Map()
let refused = 0
const end = new AbortController()

const load = Promise.all(Array.from({ length: brokers }, async (_, broker) => {
  for (let turn = broker; !end.signal.aborted; turn++) await attempt(servers[turn % servers.length].url)
}))
for (let outage = 0; outage < outages; outage++) {
  await reach(() => acknowledged.length, acknowledged.length + ENOUGH)
  await database.pause()
  await reach(() => refused, refused + ENOUGH)
  await database.resume()
  await reach(() => acknowledged.length, acknowledged.length + ENOUGH)
}
end.abort()
await load

// A refused order may exist: the connection can end between the commit and its confirmation.
let stored = 0
for (const [index, uuid] of requested.entries()) if (await statusOf(servers[index % servers.length].url, uuid) === 200) stored++
let lost = 0
for (const uuid of acknowledged) if (await statusOf(servers[1].url, uuid) !== 200) lost++
const taken = SPACES - await remainingSpaces(servers[0].url, item)
for (const { stop } of servers) await stop()
await database.stop()
console.log(`${outages} outages: ${acknowledged.length} orders acknowledged, ${lost} lost; ${refused} refused with 503; ` +
  `${stored} orders stored, ${taken} spaces taken; other answers: ${JSON.stringify(Object.fromEntries(unexpected))}`)
process.exitCode = lost === 0 && taken === stored && unexpected.size === 0 ? 0 : 1

async function attempt (url) {
  const uuid = randomUUID()
  requested.push(uuid)
  const { status, error } = await book(url, item, uuid)
  if (status === 201) {
    acknowledged.push(uuid)
  } else if (status === 503) {
    refused++
  } else {
    const name = `${status} ${error}`
    unexpected.set(name, (unexpected.get(name) ?? 0) + 1)
  }
  counts.dispatchEvent(new Event('change'))
}

/** Wait until a count reaches a value. */
async function reach (count, value) {
  while (count() < value) await once(counts, 'change')
}
