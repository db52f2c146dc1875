import { readFile, writeFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { renameOldProperties } from '../../data/file/version-2.ts'
import type { Row } from '../../data/engine/entries.ts'
import { type FileSystem, NODE_FILES } from '../../data/file/file-system.ts'
import type { Store } from '../../data/store.ts'
import type { Opportunity } from '../../domain/records/opportunity.ts'
import type { BookedItem, Order } from '../../domain/records/order.ts'
import { allKept } from '../helpers/kept.ts'
import { copyOf, folderContents, newDataFile, openStore } from './files.ts'
import { apply, order, putOrder } from './records.ts'

const PATH = '/api/identifiers/scheduled-sessions/1'
const KEY = { partner: 'p', uuid: '1', seller: 's' }
let number = 1_800_000_000_000_000
const position = (): unknown => ['orders', ++number]
const OFFER = { path: `${PATH}#/offers/0`, name: 'Adult', priceMinor: 500 }
const OPPORTUNITY = { path: PATH, offers: [OFFER], details: { name: 'Yoga', listing: 'of another node' }, spaces: { maximum: 9, booked: 1, leased: 0 } }
const GROUP = { path: '/group', offers: [OFFER], details: { name: 'Yoga' } }

/** Rows with one name for each renamed property. */
const rowsWith = (spaces: string, unreserved: string, orderedItem: string): Row[] => {
  number = 1_800_000_000_000_000
  const purchase = { offer: OFFER, [orderedItem]: { opportunity: OPPORTUNITY, group: GROUP }, taxes: [] }
  const item = { id: 'i', [spaces]: 1, ...purchase }
  const repriced = { ...purchase, offer: { ...OFFER, priceMinor: 400 } }
  return [
    ['lease', 'held', { ...KEY, [spaces]: { [PATH]: 2 } }],
    ['lease', 'free', { ...KEY, [spaces]: { [PATH]: 1 }, [unreserved]: true }],
    ['order', 'booked', { ...KEY, booked: { items: [item, { ...item, id: 'j', [spaces]: 3 }] }, items: [{ purchase: repriced }, {}] }, position()],
    ['order', 'deleted', order('deleted')],
    ['proposal', 'placed', { ...KEY, placed: { items: [{ ...item, [spaces]: 2 }] }, amended: { i: purchase } }, position()],
    ['proposal', 'consumed', order('consumed')],
    ['classic', 'paid', { ...KEY, purchase }],
    ['opportunity', PATH, OPPORTUNITY, position()],
    ['opportunity', '/group', GROUP, position()],
    ['opportunity', 'gone', { path: 'gone', type: 'Slot', deleted: true }],
    ['lease', 'dropped', null]
  ] as unknown as Row[]
}
const OLD = rowsWith('places', 'holdsNothing', 'listing')
const CURRENT = rowsWith('spaces', 'unreserved', 'orderedItem')

const isKept = ([, , record]: Row): boolean => record !== null
const kept = CURRENT.filter(isKept)

const journal = `${JSON.stringify({ sequence: 1, rows: OLD })}\n`
const dataFile = `{"openBookingSimulator":2,"sequence":1,"modified":1,"records":[
${OLD.filter(isKept).map((row) => JSON.stringify(row)).join(',\n')}
]}
`

it('a row with old names gets the current ones and is not changed itself', () => {
  const before = structuredClone(OLD)
  expect(OLD.map(renameOldProperties)).toEqual(CURRENT)
  expect(OLD).toEqual(before)
})

it('a row with current names remains the same', () => {
  expect(CURRENT.map(renameOldProperties)).toEqual(CURRENT)
})

it.each([
  ['a record without items', ['order', '1', { booked: {} }]],
  ['a record with malformed parts', ['proposal', '1', { placed: { items: [null, 'item', [1]] } }]]
])('%s remains the same', (_record, row) => {
  expect(renameOldProperties(row as unknown as Row)).toEqual(row)
})

const FILES: ReadonlyArray<readonly [situation: string, names: readonly string[], texts: readonly string[]]> = [
  ['a data file', ['state.json'], [dataFile]],
  ['a data file with an empty journal', ['state.json', 'state.json.journal'], [dataFile, '']],
  ['a journal', ['state.json.journal'], [journal]],
  ['a rotated journal', ['state.json.journal.1'], [journal]]
]

describe.each(FILES)('%s of version 2', (_situation, names, texts) => {
  async function written (): Promise<string> {
    const file = await newDataFile()
    for (const [index, name] of names.entries()) await writeFile(file.replace('state.json', name), texts[index] ?? '')
    return file
  }

  it('is read with the current names and written as version 3, and a copy is kept', async () => {
    const file = await written()
    const warnings: string[] = []
    const store = await openStore(file, { warn: (message) => { warnings.push(message) } })
    expect(warnings).toEqual([`${file} now has the format of this release. Copies of the former files end with .v2.`])
    await store.transaction(async (tx) => {
      for (const [kind, id, record] of kept) expect(await tx.get(kind, id)).toEqual(record)
    })
    const copies = Object.entries(await folderContents(file)).filter(([name, text]) => name.endsWith('.v2') && text !== '')
    expect(copies).toEqual([[`${names[0]}.v2`, texts[0]]])
    expect(await readFile(file, 'utf8')).toMatch(/^\{"openBookingSimulator":3,/)
    const before = await observe(store)
    await store.close()
    expect(await observe(await openStore(file))).toEqual(before)
  })

  it('shares opportunities, groups and offers, in memory and in the file', async () => {
    const file = await written()
    for (const store of [await openStore(file, { warn () {} }), await openAgain()]) {
      await store.transaction(async (tx) => {
        const { booked } = await tx.get('order', 'booked') as Order
        const [one, other] = booked.items as [BookedItem, BookedItem]
        expect(one.orderedItem.opportunity).toBe(other.orderedItem.opportunity)
        expect(one.offer).toBe(other.orderedItem.opportunity.offers[0])
        expect(one.orderedItem.opportunity.details).toBe((await tx.get('opportunity', PATH) as Opportunity).details)
        expect(one.orderedItem.group).toBe(await tx.get('opportunity', '/group'))
      })
      await store.close()
    }
    expect((await readFile(file, 'utf8')).match(/"Yoga"/g)).toHaveLength(2)
    async function openAgain (): Promise<Store> {
      return await openStore(await copyOf(file))
    }
  })

  it('is converted again after a kill at any step', async () => {
    const file = await written()
    const whole = await openStore(file, { warn () {} })
    const observed = await observe(whole)
    await whole.close()
    for (let steps = 0; ; steps++) {
      const killed = await written()
      const opening = openStore(killed, { warn () {}, files: filesUntil(steps) })
      if (await opening.then(() => true, () => false)) break
      expect(await observe(await openStore(await copyOf(killed), { warn () {} }))).toEqual(observed)
      expect(steps).toBeLessThan(100)
    }
  })
})

/** @returns all records and the feed, in an order that does not depend on the file. */
async function observe (store: Store): Promise<unknown> {
  const records = (await allKept(store)).map((record) => JSON.stringify(record)).sort()
  return { records, feed: await store.feedPage('orders', null, 100) }
}

/** @returns a file system that fails from its last step (count) on, as if the process had been killed. */
function filesUntil (steps: number): FileSystem {
  let left = steps
  const step = <F extends (...args: never[]) => unknown>(work: F): F => (async (...args: never[]) => {
    if (left-- <= 0) throw new Error('killed')
    return await work(...args)
  }) as unknown as F
  const { open, copyFile, rename, rm } = NODE_FILES
  return { ...NODE_FILES, open: step(open), copyFile: step(copyFile), rename: step(rename), rm: step(rm) }
}

it('a journal of version 2 with later commits beside a data file of version 3 is refused', async () => {
  const file = await newDataFile()
  const store = await openStore(file)
  await apply(store, putOrder('1'))
  await store.close()
  await writeFile(`${file}.journal`, journal.replace('"sequence":1', '"sequence":2'))
  await expect(openStore(file)).rejects.toThrow(`${file}.journal: expected a journal of version 3, found one of version 2`)
})
