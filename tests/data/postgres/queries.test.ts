import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { openPostgresStore } from '../../../data/postgres/postgres-store.ts'
import type { Store } from '../../../data/store.ts'
import { startPostgres, type TestDatabase } from '../../helpers/postgres.ts'
import { openApp, type Simulator } from '../../helpers/build-app.ts'
import { b, c1, c2, make, newUuid } from '../../helpers/requests.ts'
import { apply, lease, order, putLease, putOrder } from '../records.ts'

let database: TestDatabase
let store: Store
let simulator: Simulator

beforeAll(async () => {
  database = await startPostgres()
  store = await openPostgresStore({ url: database.url, world: 'queries', warn: () => {} })
  simulator = await openApp({ types: ['ScheduledSession'], store })
})
afterAll(async () => {
  vi.restoreAllMocks()
  await simulator.app.close()
  await database.stop()
})

/** Count the queries of some work. */
async function queriesOf (work: () => Promise<unknown>): Promise<number> {
  const query = vi.spyOn(pg.Client.prototype, 'query')
  await work()
  // A pool connects by itself, and passes on queries that another one counts.
  const count = query.mock.calls.length
  query.mockRestore()
  return count
}

describe('a store in PostgreSQL', () => {
  it('reads with one query what is wanted at the same time', async () => {
    await apply(store, putOrder('1'), putOrder('2'), putLease('3', '2027-04-01T10:00:00Z'))
    const read = vi.fn()
    const queries = await queriesOf(async () => {
      read(await store.transaction(async (tx) => await Promise.all([
        tx.get('order', '2'), tx.get('order', '1'), tx.get('lease', '3'), tx.get('order', 'none'), tx.get('order', '1')
      ])))
    })
    expect(read).toHaveBeenCalledWith([order('2'), order('1'), lease('3', '2027-04-01T10:00:00Z'), undefined, order('1')])
    // begin, select, commit
    expect(queries).toBe(3)
  })

  it('books with a bounded number of queries, however many orders there are', async () => {
    const item = await make(simulator, 'TestOpportunityBookable')
    const flow = async (): Promise<void> => {
      const uuid = newUuid()
      expect((await c1(simulator, [item], { uuid })).status).toBe(200)
      expect((await c2(simulator, [item], { uuid })).status).toBe(200)
      expect((await b(simulator, [item], { uuid })).status).toBe(201)
    }
    await flow()
    const counts = []
    for (let turn = 0; turn < 3; turn++) counts.push(await queriesOf(flow))
    expect(Math.max(...counts)).toBeLessThanOrEqual(50)
  })

  it('shares the reading of the common state among the requests that wait for it', async () => {
    const status = async (): Promise<unknown> => await simulator.request('GET', '/feeds/scheduled-sessions')
    await status()
    const one = await queriesOf(status)
    const sixteen = await queriesOf(async () => await Promise.all(Array.from({ length: 16 }, status)))
    expect(sixteen).toBeLessThan(8 * one)
  })
})
