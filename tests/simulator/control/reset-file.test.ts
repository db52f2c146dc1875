import { describe, expect, it } from 'vitest'
import { emptySnapshot } from '../../../data/engine/snapshot.ts'
import type { Journal } from '../../../data/file/journal.ts'
import { createMemoryStore } from '../../../data/lowdb-store.ts'
import type { Store } from '../../../data/store.ts'
import { newDataFile, openStore } from '../../data/files.ts'
import type { OpenBookingSimulatorOptions } from '../../../plugin.ts'
import { NOW, openApp, type Simulator } from '../../helpers/build-app.ts'
import { control } from '../../helpers/control.ts'
import { b, make, newUuid, PARTNER_1, readFeed, sellerCancels } from '../../helpers/requests.ts'
import { inTenant } from '../../helpers/tenants.ts'

const FEED = '/feeds/scheduled-sessions'

/** Writes of the journal, each with one fsync: commits (count). */
let writes: number[] = []
let isFull = false
const wrapJournal = (journal: Journal): Journal => ({
  ...journal,
  async write (commits) {
    if (isFull) throw new Error('ENOSPC')
    writes.push(commits.length)
    await journal.write(commits)
  }
})

const start = async (store: Store, options: OpenBookingSimulatorOptions = {}): Promise<Simulator> =>
  await openApp({ types: ['ScheduledSession'], sampleSize: 0, auth: ['header'], control: 'on', ...options, store })

const shown = async (simulator: Simulator): Promise<unknown[]> =>
  (await readFeed(simulator, FEED)).filter(({ state }) => state === 'updated').map(({ id, data }) => [id, data]).sort(([one], [other]) => one < other ? -1 : 1)

const byKey = ([kind, id]: readonly [string, string, unknown], [other, next]: readonly [string, string, unknown]): number => `${kind} ${id}` < `${other} ${next}` ? -1 : 1

/** Book an item, so that a reset has something to take back. @returns the writes of the reset that follows, and its changes */
async function bookAndReset (simulator: Simulator): Promise<{ writes: readonly number[], changes: number }> {
  const item = await make(simulator)
  for (const uuid of [newUuid(), newUuid()]) {
    expect((await b(simulator, [item], { uuid })).status).toBe(201)
    await sellerCancels(simulator, uuid)
  }
  writes = []
  const { changes } = await simulator.core.state.reset()
  return { writes, changes }
}

it('a reset of a data file is one commit, also after a restart', async () => {
  const file = await newDataFile()
  const first = await start(await openStore(file, { wrapJournal }))
  const seed = await shown(first)
  expect(seed.length).toBeGreaterThan(20)
  const { changes, ...reset } = await bookAndReset(first)
  expect(reset.writes).toEqual([1])
  // Two orders, the session and its series; other items are equal.
  expect(changes).toBe(4)
  expect(await shown(first)).toEqual(seed)
  await first.app.close()
  const second = await start(await openStore(file, { wrapJournal }))
  expect(await shown(second)).toEqual(seed)
  const uuid = newUuid()
  await b(second, [await make(second)], { uuid })
  expect((await bookAndReset(second)).writes).toEqual([1])
  expect(await shown(second)).toEqual(seed)
  expect((await second.request('GET', `/api/openbooking/orders/${uuid}`, { headers: PARTNER_1 })).status).toBe(404)
  expect(await second.core.state.reset()).toMatchObject({ changes: 0 })
  await second.app.close()
})

it('an import is one commit, also where the document lacks booking partners; where it fails, nothing changes', async () => {
  const simulator = await start(await openStore(await newDataFile(), { wrapJournal }))
  const document = await simulator.core.state.export()
  const [item, uuid] = [await make(simulator), newUuid()]
  await b(simulator, [item], { uuid })
  const before = (await simulator.state()).toSorted(byKey)
  const lacking = { ...document, records: document.records.filter(({ kind }) => kind !== 'partner') }
  isFull = true
  await expect(simulator.core.state.import(lacking)).rejects.toThrow('could not be stored')
  isFull = false
  expect((await simulator.state()).toSorted(byKey)).toEqual(before)
  writes = []
  await simulator.core.state.import(lacking)
  expect(writes).toEqual([1])
  expect((await simulator.core.state.export()).records.filter(({ kind }) => kind === 'partner')).toEqual(document.records.filter(({ kind }) => kind === 'partner'))
  expect((await simulator.request('GET', `/api/openbooking/orders/${uuid}`, { headers: PARTNER_1 })).status).toBe(404)
  await simulator.app.close()
})

const created = async (simulator: Simulator): Promise<string[]> =>
  (await control(simulator, 'GET', '/opportunities?dataset=scenario')).body.items.map(({ id }: { id: string }) => id)
const faults = async (simulator: Simulator): Promise<unknown[]> => (await control(simulator, 'GET', '/faults')).body.items

describe('the scenario of the options', () => {
  const running = async (simulator: Simulator): Promise<unknown[]> => {
    const { body: { items } } = await control(simulator, 'GET', '/scenarios')
    return items.flatMap(({ name, running }: { name: string, running?: boolean }) => running === true ? [name] : [])
  }

  it('runs on after a restart, and a reset starts it anew', async () => {
    const file = await newDataFile()
    const first = await start(await openStore(file), { scenario: 'sold-out' })
    const ids = await created(first)
    expect(ids.length).toBeGreaterThan(0)
    expect(await first.core.state.reset()).toMatchObject({ changes: 0 })
    expect(await created(first)).toEqual(ids)
    await first.app.close()
    const second = await start(await openStore(file), { scenario: 'sold-out' })
    expect(await created(second)).toEqual(ids)
    for (let times = 0; times < 2; times++) {
      await control(second, 'POST', '/scenarios/seller-slow')
      await second.core.state.reset()
      expect(await running(second)).toEqual(['sold-out'])
      expect(await faults(second)).toMatchObject([{ on: 'B', takeSpaces: 1 }])
      expect(await created(second)).toHaveLength(ids.length)
    }
    await second.app.close()
  })

  it('starts with stored data in which another one runs, or none', async () => {
    const file = await newDataFile()
    await (await start(await openStore(file))).app.close()
    for (const scenario of ['sold-out', 'answer-lost']) {
      const simulator = await start(await openStore(file), { scenario })
      expect(await running(simulator)).toEqual([scenario])
      expect(await faults(simulator)).toHaveLength(1)
      await simulator.app.close()
    }
    const without = await start(await openStore(file))
    expect(await running(without)).toEqual(['answer-lost'])
    await without.core.state.reset()
    expect([await running(without), await faults(without), await created(without)]).toEqual([[], [], []])
    await without.app.close()
  })
})

describe('a tenant', () => {
  const begin = async (options: OpenBookingSimulatorOptions = {}): Promise<Simulator> => await start(createMemoryStore(emptySnapshot(NOW)), options)

  it('shares the records of the start, whatever has happened since', async () => {
    const simulator = await begin({ scenario: 'sold-out' })
    const first = new Map((await simulator.state()).map(([kind, id, record]) => [`${kind} ${id}`, record]))
    await b(simulator, [await make(simulator)])
    await control(simulator, 'DELETE', '/scenarios/current')
    const records = await simulator.core.firstRecords('real')
    for (const { kind, id, record } of records) expect(record).toBe(first.get(`${kind} ${id}`))
    expect(records.length).toBeGreaterThan(20)
    expect(new Set(records.map(({ kind }) => kind))).toEqual(new Set(['opportunity', 'sample', 'partner']))
    const tenant = inTenant(simulator, 'worker')
    expect([await created(simulator), await created(tenant)]).toEqual([[], [expect.stringContaining('/scheduled-sessions/'), expect.stringContaining('/session-series/')]])
    expect(await faults(tenant)).toMatchObject([{ on: 'B', takeSpaces: 1 }])
    expect((await control(tenant, 'GET', '/orders')).body.items).toEqual([])
    await simulator.app.close()
  })

  it('has sample data of its day', async () => {
    const simulator = await begin()
    const startsOf = (records: Awaited<ReturnType<Simulator['core']['firstRecords']>>): unknown => records.find(({ kind }) => kind === 'sample')?.record
    const before = startsOf(await simulator.core.firstRecords('real'))
    simulator.clock.advance(3 * 1440)
    const after = startsOf(await simulator.core.firstRecords('real'))
    expect(after).not.toEqual(before)
    expect(startsOf(await simulator.core.firstRecords('real'))).toBe(after)
    expect(startsOf(await simulator.core.firstRecords('2027-03-09T10:20:00Z'))).toMatchObject({ expires: (before as { expires: string }).expires })
    await simulator.app.close()
  })
})
