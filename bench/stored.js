/** Fill a data file with copies of one order and its opportunity. */
import { randomUUID } from 'node:crypto'
import { openFileStore } from '../dist/data/lowdb-store.js'

const CHUNK = 500

/**
 * Copy the only order of a data file, each copy with an opportunity of its own.
 * @param file - path of the data file; no simulator has it open
 * @param count - orders and opportunities to add (count)
 */
export async function multiply (file, count) {
  const store = await openFileStore({ file, clock: () => new Date(), warn: (message) => { console.error(message) } })
  const [order] = await store.transaction(async (tx) => await tx.list('order', {}))
  const [item] = order.booked.items
  const { path } = item.orderedItem.opportunity
  const current = await store.transaction(async (tx) => await tx.get('opportunity', path))
  for (let from = 0; from < count; from += CHUNK) {
    const changes = []
    for (let index = from; index < Math.min(from + CHUNK, count); index++) {
      const opportunity = { ...current, path: `${path}${index}` }
      const uuid = randomUUID()
      const orderedItem = { ...item.orderedItem, opportunity }
      const copy = { ...order, uuid, booked: { ...order.booked, items: [{ ...item, orderedItem }] } }
      changes.push({ kind: 'opportunity', id: opportunity.path, record: opportunity, feed: opportunity.feed })
      changes.push({ kind: 'order', id: `${uuid} ${order.partner}`, record: copy })
    }
    await store.transaction(async (tx) => { await tx.apply(changes) })
  }
  await store.close()
}
