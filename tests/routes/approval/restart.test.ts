import { describe, expect, it } from 'vitest'
import type { FileStoreOptions } from '../../../data/lowdb-store.ts'
import { copyOf, newDataFile, openStore } from '../../data/files.ts'
import { buildApp, NOW, type Simulator } from '../../helpers/build-app.ts'
import {
  accepted, bAfterP, customerRejects, done, makeForApproval, p, proposalsOf, propose, seller, stateOf
} from '../../helpers/proposals.ts'
import { type Bookable, newUuid, remainingOf } from '../../helpers/requests.ts'

const MINUTE = 60_000

/** Build a simulator on a data file, some minutes later than NOW. */
async function start (file: string, { minutes = 0, ...options }: Partial<FileStoreOptions> & { readonly minutes?: number } = {}): Promise<Simulator> {
  const clock = (): Date => new Date(NOW.getTime() + minutes * MINUTE)
  return await buildApp({ types: ['ScheduledSession'], store: await openStore(file, { clock, ...options }), clock })
}

/** Options without compaction, so that the files can be copied at any time. */
const withoutCompaction: Partial<FileStoreOptions> = {
  wrapJournal: (journal) => ({ ...journal, rotate: async () => { throw new Error('Compaction is off in this test.') } }),
  warn: () => {}
}

/** Create proposals of every status about one opportunity of ten spaces. */
async function proposals (simulator: Simulator) {
  const item = await makeForApproval(simulator)
  const uuid = newUuid()
  const first = await p(simulator, [item], { uuid })
  const proposed = {
    waiting: { uuid, version: first.body.orderProposalVersion },
    accepted: await accepted(simulator, [item]),
    amended: await accepted(simulator, [item]),
    rejected: await propose(simulator, [item]),
    booked: await accepted(simulator, [item])
  }
  await done(seller(simulator, 'Amend', proposed.amended.uuid))
  await done(customerRejects(simulator, proposed.rejected.uuid))
  const order = await bAfterP(simulator, proposed.booked.uuid, proposed.booked.version)
  expect(order.status).toBe(201)
  return { item, first, order, ...proposed }
}

const recordsOf = async (simulator: Simulator): Promise<Record<string, unknown>> =>
  Object.fromEntries((await simulator.state()).map(([kind, id, record]) => [`${kind} ${id}`, record]))

/** @returns the state that a restart has to keep: stored records, feed and Order Status. */
async function snapshotOf (simulator: Simulator, item: Bookable, uuids: readonly string[]) {
  const status = []
  for (const uuid of uuids) status.push(await stateOf(simulator, uuid))
  return { kept: await recordsOf(simulator), feed: await proposalsOf(simulator), status, remaining: await remainingOf(simulator, item) }
}

describe.each([
  ['was closed', {}, async (file: string, before: Simulator) => { await before.app.close(); return file }],
  ['was killed', withoutCompaction, async (file: string) => await copyOf(file)]
])('when a simulator %s and is started again, proposals', (_how, options, end) => {
  it('keep their status, version and spaces', async () => {
    const file = await newDataFile()
    const before = await start(file, options)
    const { item, waiting, accepted, amended, rejected } = await proposals(before)
    const uuids = [waiting, accepted, amended, rejected].map(({ uuid }) => uuid)
    const snapshot = await snapshotOf(before, item, uuids)
    expect(snapshot.status.map(({ status }) => status)).toEqual(['AwaitingSellerConfirmation', 'SellerAccepted', 'AwaitingSellerConfirmation', 'CustomerRejected'])
    expect(snapshot.remaining).toBe(5)
    const again = await start(await end(file, before))
    expect(await snapshotOf(again, item, uuids)).toEqual(snapshot)
  })

  it('can be answered and booked', async () => {
    const file = await newDataFile()
    const before = await start(file, options)
    const { item, first, order, waiting, accepted, amended, booked } = await proposals(before)
    const again = await start(await end(file, before))
    expect((await p(again, [item], { uuid: waiting.uuid })).text).toBe(first.text)
    expect((await bAfterP(again, booked.uuid, booked.version)).text).toBe(order.text)
    expect((await bAfterP(again, accepted.uuid, accepted.version)).status).toBe(201)
    await done(seller(again, 'Accept', amended.uuid))
    expect((await bAfterP(again, amended.uuid, amended.version)).body['@type']).toBe('OrderProposalVersionOutdatedError')
    const { version } = await stateOf(again, amended.uuid)
    expect((await bAfterP(again, amended.uuid, version)).status).toBe(201)
    expect(await remainingOf(again, item)).toBe(5)
  })

  it('have met deadlines in between: leases have expired, and opportunities have ended', async () => {
    const file = await newDataFile()
    const before = await start(file, options)
    const { item, waiting, accepted, amended } = await proposals(before)
    const second = await end(file, before)
    const later = await start(second, { minutes: 15 })
    expect(await remainingOf(later, item)).toBe(6)
    await later.app.close()
    const muchLater = await start(second, { minutes: 26 * 60 })
    for (const { uuid } of [waiting, accepted, amended]) expect((await stateOf(muchLater, uuid)).status).toBe('SellerRejected')
    const announced = (await proposalsOf(muchLater)).map(({ id }) => id)
    expect(announced.slice(-3).sort()).toEqual([waiting.uuid, accepted.uuid, amended.uuid].sort())
  })
})
