/** Fill a data file with copies of one order and its opportunity. As a script, print the memory of a loaded data file. */
import { randomUUID } from 'node:crypto'
import { openFileStore } from '../dist/data/lowdb-store.js'

const CHUNK = 500

const open = async (file) => await openFileStore({ file, clock: () => new Date(), warn: (message) => { console.error(message) } })

/**
 * Copy an order of a data file, and its opportunity. The orders book the copies of the opportunity in turn.
 * @param file - path of the data file; no simulator has it open
 * @param uuid - UUID of the order; the sample data has orders too
 * @param counts - orders and opportunities to add (counts)
 */
export async function multiply (file, uuid, { orders, opportunities }) {
  const store = await open(file)
  const [order] = await store.transaction(async (tx) => await tx.list('order', { uuid }))
  const [item] = order.booked.items
  const { path } = item.orderedItem.opportunity
  const current = await store.transaction(async (tx) => await tx.get('opportunity', path))
  const copies = Array.from({ length: opportunities }, (_, index) => ({ ...current, path: `${path}${index}` }))
  const newOrder = (_, index) => {
    const newUuid = randomUUID()
    const orderedItem = { ...item.orderedItem, opportunity: copies[index % opportunities] }
    const record = { ...order, uuid: newUuid, booked: { ...order.booked, items: [{ ...item, orderedItem }] } }
    return { kind: 'order', id: `${newUuid} ${order.partner}`, record }
  }
  const changes = [
    ...copies.map((record) => ({ kind: 'opportunity', id: record.path, record, feed: record.feed })),
    ...Array.from({ length: orders }, newOrder)
  ]
  for (let from = 0; from < changes.length; from += CHUNK) {
    await store.transaction(async (tx) => { await tx.apply(changes.slice(from, from + CHUNK)) })
  }
  await store.close()
}

if (process.argv[1] === import.meta.filename) {
  const store = await open(process.argv[2])
  globalThis.gc()
  globalThis.gc()
  const { heapUsed } = process.memoryUsage()
  await store.close()
  console.log(JSON.stringify({ heapUsed }))
}
