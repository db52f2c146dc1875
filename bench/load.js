/** Measure the load of large states: leases that expire together, and the memory to load large orders. */
import { spawnSync } from 'node:child_process'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openFileStore } from '../dist/data/lowdb-store.js'
import { createDueTimer } from '../dist/simulator/due-timer.js'

const LEASES = 900
const ITEMS = 500
const ORDERS = 200
const EXPIRES = '2026-01-01T00:00:00Z'

const clock = () => new Date()
const log = { warn () {}, error (_details, message) { print(message) } }
const path = (index) => `api/identifiers/scheduled-sessions/load/events/${index}`
const megabytes = (bytes) => `${Math.round(bytes / 1024 / 1024)} MiB`
const print = (text) => { process.stdout.write(`${text}\n`) }

const [, , part, given] = process.argv
if (part === 'load') await load(given)
else await main()

async function main () {
  const folder = await mkdtemp(join(tmpdir(), 'open-booking-load-'))
  try {
    await expireTogether(join(folder, 'leases.json'))
    await loadOrders(join(folder, 'orders.json'))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** @returns an opportunity with the size of a realistic one */
function opportunity (index, spaces) {
  const offers = [{ path: `${path(index)}#/offers/0`, name: 'Adult', priceMinor: 1499, currency: 'GBP', fullRefund: true, details: { description: 'x'.repeat(150) } }]
  const details = { name: `Load ${index}`, description: 'x'.repeat(1800) }
  return { path: path(index), type: 'Event', seller: 's', feed: 'events', start: '2027-01-01T10:00:00Z', end: '2027-01-01T11:00:00Z', spaces, offers, details }
}

async function expireTogether (file) {
  const store = await openFileStore({ file, clock, warn: print })
  for (let lease = 0; lease < LEASES; lease++) {
    const items = Array.from({ length: ITEMS }, (_, index) => lease * ITEMS + index)
    await store.transaction(async (tx) => {
      await tx.apply(items.map((index) => ({ kind: 'opportunity', id: path(index), record: opportunity(index, { maximum: 20, booked: 0, leased: 1 }), feed: 'events' })))
      const spaces = Object.fromEntries(items.map((index) => [path(index), 1]))
      await tx.apply([{ kind: 'lease', id: `${lease} p`, record: { partner: 'p', uuid: `${lease}`, seller: 's', expires: EXPIRES, spaces } }])
    })
  }
  const { processDue } = createDueTimer({ store, clock, environmentAt: (now) => ({ now, rules: {} }), log })
  const began = performance.now()
  let longest = 0
  let last = began
  const timer = setInterval(() => { const now = performance.now(); longest = Math.max(longest, now - last); last = now }, 5)
  const outcome = await processDue().then(() => 'released', (error) => `failed: ${error.cause?.message ?? error.message}`)
  clearInterval(timer)
  print(`${LEASES} leases of ${ITEMS} items that expire together: ${outcome} after ${Math.round(performance.now() - began)} ms, longest block ${Math.round(longest)} ms`)
  await store.close()
}

async function loadOrders (file) {
  const store = await openFileStore({ file, clock, warn: print })
  const opportunities = Array.from({ length: ITEMS }, (_, index) => opportunity(index, { maximum: 20, booked: 1, leased: 0 }))
  await store.transaction(async (tx) => { await tx.apply(opportunities.map((record) => ({ kind: 'opportunity', id: record.path, record, feed: 'events' }))) })
  for (let index = 0; index < ORDERS; index++) {
    const items = opportunities.map((record, item) => {
      const orderedItem = { opportunity: record }
      return { id: String(item + 1), position: item, spaces: 1, offer: record.offers[0], orderedItem, taxes: [], access: { code: 'ABC123', pass: 'ABC123DEF456' } }
    })
    const totals = { dueMinor: 1499 * ITEMS, currency: 'GBP', prepayment: 'Optional', taxes: [] }
    const order = { partner: 'p', uuid: `${index}`, seller: 's', digest: 'd', booked: { brokerRole: 'AgentBroker', items, totals, orderNumber: `${index}` }, items: items.map(() => ({ status: 'OrderItemConfirmed' })), totals, listed: false }
    await store.transaction(async (tx) => { await tx.apply([{ kind: 'order', id: `${index} p`, record: order }]) })
  }
  globalThis.gc?.()
  print(`${ORDERS} orders of ${ITEMS} items: running takes ${megabytes(process.memoryUsage().heapUsed)} of heap`)
  await store.close()
  print(`  files: ${megabytes((await stat(file).catch(() => ({ size: 0 }))).size)} and ${megabytes((await stat(`${file}.journal`)).size)} of journal`)
  for (const heap of [64, 128, 256, 512, 1024, 2048]) {
    const { status, stdout } = spawnSync(process.execPath, [`--max-old-space-size=${heap}`, '--expose-gc', import.meta.filename, 'load', file], { encoding: 'utf8' })
    print(`  loading it with a heap of ${heap} MiB: ${status === 0 ? stdout.trim() : 'failed'}`)
    if (status === 0) return
  }
}

async function load (file) {
  const began = performance.now()
  const store = await openFileStore({ file, clock, warn: print })
  globalThis.gc?.()
  print(`${Math.round(performance.now() - began)} ms, ${megabytes(process.memoryUsage().heapUsed)} of heap after`)
  process.exit(store === undefined ? 1 : 0)
}
