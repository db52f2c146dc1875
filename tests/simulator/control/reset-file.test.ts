import { expect, it } from 'vitest'
import type { Journal } from '../../../data/file/journal.ts'
import type { Store } from '../../../data/store.ts'
import { newDataFile, openStore } from '../../data/files.ts'
import { openApp, type Simulator } from '../../helpers/build-app.ts'
import { b, make, newUuid, PARTNER_1, readFeed, sellerCancels } from '../../helpers/requests.ts'

const FEED = '/feeds/scheduled-sessions'

/** Writes of the journal, each with one fsync: commits (count). */
let writes: number[] = []
const wrapJournal = (journal: Journal): Journal =>
  ({ ...journal, async write (commits) { writes.push(commits.length); await journal.write(commits) } })

const start = async (store: Store): Promise<Simulator> => await openApp({ types: ['ScheduledSession'], sampleSize: 0, auth: ['header'], store })

const shown = async (simulator: Simulator): Promise<unknown[]> =>
  (await readFeed(simulator, FEED)).filter(({ state }) => state === 'updated').map(({ id, data }) => [id, data]).sort(([one], [other]) => one < other ? -1 : 1)

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
