import { setImmediate } from 'node:timers/promises'
import { expect, it } from 'vitest'
import type { StoredRecord } from '../../../domain/records/change.ts'
import { jsonStream, readState } from '../../../simulator/control/state/transfer.ts'
import { finishInSteps, inSteps } from '../../../data/in-steps.ts'
import { openApp } from '../../helpers/build-app.ts'
import { b, make, newUuid } from '../../helpers/requests.ts'

/** Run work, and count the turns of the event loop in which other requests could be answered. */
async function turnsOf (work: (turn: () => number) => Promise<void>): Promise<void> {
  let turn = 0
  const end = new AbortController()
  const others = (async () => { while (!end.signal.aborted) { await setImmediate(); turn++ } })()
  await work(() => turn)
  end.abort()
  await others
}

it('visits each item of a long list once, in order, and lets others run between two steps', async () => {
  const visits: Array<readonly [turn: number, item: number]> = []
  await turnsOf(async (turn) => {
    await inSteps(Array.from({ length: 9001 }, (_, index) => index), (item) => { visits.push([turn(), item]) })
  })
  expect(visits.map(([, item]) => item)).toEqual(Array.from({ length: 9001 }, (_, index) => index))
  const perTurn = new Map<number, number>()
  for (const [turn] of visits) perTurn.set(turn, (perTurn.get(turn) ?? 0) + 1)
  expect(Math.max(...perTurn.values())).toBeLessThanOrEqual(2000)
})

it('counts an item for the work that it makes', async () => {
  const turns: number[] = []
  await turnsOf(async (turn) => { await inSteps([1, 1, 10, 1, 9, 1], () => { turns.push(turn()) }, 10, (work) => work) })
  const steps = [...new Set(turns)].map((step) => turns.filter((turn) => turn === step).length)
  expect(steps).toEqual([3, 2, 1])
})

it('finishes work in parts, and lets others run between two steps', async () => {
  const turns: number[] = []
  await turnsOf(async (turn) => {
    function * work (): Generator<undefined, string> {
      for (let part = 0; part < 45; part++) {
        turns.push(turn())
        yield
      }
      return 'done'
    }
    expect(await finishInSteps(work())).toBe('done')
  })
  expect(turns).toHaveLength(45)
  expect(new Set(turns).size).toBe(5)
})

it('writes an exported state as the JSON of the document, in short pieces with turns of others between them', async () => {
  const record = { path: 'api/identifiers/events/1', type: 'Event', deleted: true, expires: '2027-03-09T10:20:00Z' }
  for (const count of [0, 1, 5000]) {
    const records = Array.from({ length: count }, (_, index) => ({ kind: 'opportunity', id: `${index}${'x'.repeat(200)}`, record }) as unknown as StoredRecord)
    const document = { version: 1, clock: { at: 'real', frozen: false }, records } as unknown as Parameters<typeof jsonStream>[0]
    const pieces: Array<readonly [turn: number, piece: string]> = []
    await turnsOf(async (turn) => { for await (const piece of jsonStream(document)) pieces.push([turn(), piece as string]) })
    expect(pieces.map(([, piece]) => piece).join('')).toBe(JSON.stringify(document))
    expect(new Set(pieces.map(([turn]) => turn)).size).toBe(pieces.length)
    for (const [, piece] of pieces) expect(piece.length).toBeLessThan(263_000)
  }
})

it.each([[5000, 1], [500, 10]])('checks a document with %i orders of %i items in steps, and lets others run between them', async (count, items) => {
  const simulator = await openApp({ types: ['ScheduledSession'], control: 'on' })
  const { app, core } = simulator
  const item = await make(simulator)
  await b(simulator, Array.from({ length: items }, () => item))
  const document = await core.state.export()
  const booked = document.records.find(({ kind }) => kind === 'order') as StoredRecord & { readonly kind: 'order' }
  const orders = Array.from({ length: count }, () => {
    const uuid = newUuid()
    return { ...booked, id: booked.id.replace(booked.record.uuid, uuid), record: { ...booked.record, uuid } }
  })
  await turnsOf(async (turn) => {
    await readState({ ...document, records: [...document.records, ...orders] }, core.environment())
    expect(turn()).toBeGreaterThan(30)
  })
  await app.close()
})
