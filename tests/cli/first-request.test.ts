import { expect, it } from 'vitest'
import { findExample } from '../../cli/banner/example.ts'
import { emptySnapshot } from '../../data/engine/snapshot.ts'
import { createMemoryStore } from '../../data/lowdb-store.ts'
import { buildApp } from '../helpers/build-app.ts'
import { asClient, b, c1, c2, findInFeed, newUuid } from '../helpers/requests.ts'

const TIMES = ['00:00', '06:45', '10:20', '18:32', '23:50']

it.each(TIMES)('the session of the first request at %s can be booked without approval', async (time) => {
  const now = new Date(`2027-03-09T${time}:00Z`)
  const store = createMemoryStore(emptySnapshot(now))
  const simulator = await buildApp({ types: ['ScheduledSession'], clock: () => now, store })
  const read = async function * (feed: string) {
    const { body: { items } } = await simulator.request('GET', `/feeds/${feed}`)
    for (const { data } of items) yield data
  }
  const example = await findExample(read, ['ScheduledSession'], now)
  const { opportunity = '', offer = '', seller = '' } = example ?? {}
  const feed = 'scheduled-sessions'
  const { offers: [{ price }] } = await findInFeed(simulator, feed, opportunity)
  const items = [{ opportunity, offer, price, feed }]
  const call = { uuid: newUuid(), headers: asClient('booking-partner-1', seller), more: { seller } }
  const { body: quote } = await c1(simulator, items, call)
  expect(quote).toMatchObject({ '@type': 'OrderQuote', orderRequiresApproval: false })
  const { body: { totalPaymentDue } } = await c2(simulator, items, call)
  expect((await b(simulator, items, { ...call, more: { seller, totalPaymentDue } })).status).toBe(201)
})
