import { execFile } from 'node:child_process'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import type { Journal } from '../../data/file/journal.ts'
import type { Store } from '../../data/store.ts'
import type { Change } from '../../domain/records/change.ts'
import type { Opportunity } from '../../domain/records/opportunity.ts'
import type { Order } from '../../domain/records/order.ts'
import { orderItems } from '../../domain/records/order.ts'
import { placedItem } from '../domain/build-proposal.ts'
import { offer, opportunity } from '../domain/build.ts'
import { buildApp, NOW } from '../helpers/build-app.ts'
import { make, newUuid, orderBody, PARTNER_1 } from '../helpers/requests.ts'
import { copyOf, newDataFile, openStore } from './files.ts'
import { apply } from './records.ts'

const TEXT = 'x'.repeat(3000)
const ITEMS = 500

const publish = (record: Opportunity): Change => ({ kind: 'opportunity', id: record.path, record, feed: record.feed })
const opportunities = Array.from({ length: ITEMS }, (_, index) =>
  opportunity({ path: `api/identifiers/scheduled-sessions/1/events/${index}`, details: { name: `${index}`, description: TEXT }, offers: [offer()] }))

/** @returns an order of 500 items, of 500 opportunities or of one. */
function orderOf (uuid: string, of: readonly Opportunity[]): Change {
  const items = Array.from({ length: ITEMS }, (_, index) => {
    const record = of[index % of.length] ?? opportunity()
    return { ...placedItem(record), id: `${index}`, offer: record.offers[0] ?? offer(), access: { code: 'A', pass: 'P' } }
  })
  const totals = { dueMinor: 0, currency: 'GBP', prepayment: 'Unavailable' as const, taxes: [] }
  const record: Order = {
    partner: 'p',
    uuid,
    seller: 's',
    digest: 'd',
    booked: { brokerRole: 'AgentBroker', items, totals, orderNumber: uuid },
    items: items.map(() => ({ status: 'OrderItemConfirmed' })),
    totals,
    listed: false
  }
  return { kind: 'order', id: `${uuid} p`, record }
}

describe('an order of 500 items', () => {
  it.each([
    ['500 opportunities', opportunities],
    ['one opportunity', opportunities.slice(0, 1)]
  ])('of %s takes less than 300 bytes an item, and shares the opportunities after a restart', async (_of, of) => {
    const file = await newDataFile()
    const store = await openStore(file)
    await apply(store, ...of.map(publish))
    const before = (await stat(`${file}.journal`)).size
    await apply(store, orderOf('1', of))
    expect((await stat(`${file}.journal`)).size - before).toBeLessThan(300 * ITEMS)
    const again = await openStore(await copyOf(file))
    for (const each of [store, again]) {
      const order = await each.transaction(async (tx) => await tx.get('order', '1 p')) as Order
      const items = orderItems(order).map(({ item }) => item)
      expect(new Set(items.map(({ orderedItem }) => orderedItem.opportunity)).size).toBe(of.length)
      const current = await each.transaction(async (tx) => await tx.get('opportunity', opportunities[0]?.path ?? '')) as Opportunity
      expect(items[0]?.orderedItem.opportunity.details).toBe(current.details)
      expect(items[0]?.offer).toBe(current.offers[0])
    }
  })

  it('can be loaded a hundred times in a heap of 96 MB', async () => {
    const file = await newDataFile()
    const store = await openStore(file)
    await apply(store, ...opportunities.map(publish))
    for (let index = 0; index < 100; index++) await apply(store, orderOf(`${index}`, opportunities))
    await store.close()
    const script = join(import.meta.dirname, 'load-state.mjs')
    const { stdout } = await promisify(execFile)(process.execPath, ['--max-old-space-size=96', script, file])
    expect(stdout).toBe('100')
  })
})

/** Count the bytes that a store writes to its journal. */
async function countingStore (): Promise<{ store: Store, bytes: () => number }> {
  let bytes = 0
  const wrapJournal = (journal: Journal): Journal => ({
    ...journal,
    async write (commits) {
      const before = journal.size()
      await journal.write(commits)
      bytes += journal.size() - before
    }
  })
  const store = await openStore(await newDataFile(), { clock: () => NOW, wrapJournal, warn () {} })
  return { store, bytes: () => bytes }
}

it.each(['minimal', 'golden'] as const)('C1, C2 and B write few bytes, with %s descriptions', async (richness) => {
  const { store, bytes } = await countingStore()
  const simulator = await buildApp({ store, types: ['ScheduledSession'], richness, dataFile: 'memory' })
  const item = await make(simulator)
  const uuid = newUuid()
  const written: number[] = []
  for (const [path, type] of [['order-quote-templates', 'OrderQuote'], ['order-quotes', 'OrderQuote'], ['orders', 'Order']] as const) {
    const before = bytes()
    const { status } = await simulator.request('PUT', `/api/openbooking/${path}/${uuid}`, { headers: PARTNER_1, body: { ...orderBody([item]), '@type': type } })
    expect(status).toBeLessThan(300)
    written.push(bytes() - before)
  }
  const [c1 = NaN, c2 = NaN, b = NaN] = written
  expect(c1).toBeLessThan(800)
  expect(c2).toBeLessThan(600)
  expect(b).toBeLessThan(2000)
})
