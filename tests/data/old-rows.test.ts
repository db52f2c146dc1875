import { writeFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { renameOldProperties } from '../../data/engine/old-rows.ts'
import type { Row } from '../../data/engine/tables.ts'
import { folderContents, newDataFile, openStore, storedRecords } from './files.ts'
import { order } from './records.ts'

const PATH = '/api/identifiers/scheduled-sessions/1'
const KEY = { partner: 'p', uuid: '1', seller: 's' }
const position = ['orders', 1_800_000_000_000_000]

/** Rows with one name for each renamed property. */
const rowsWith = (spaces: string, unreserved: string, orderedItem: string): Row[] => {
  const item = { id: 'i', [spaces]: 1, [orderedItem]: { opportunity: { path: PATH, listing: 'of another node' } } }
  const purchase = { [orderedItem]: { opportunity: { path: PATH } }, taxes: [] }
  return [
    ['lease', 'held', { ...KEY, [spaces]: { [PATH]: 2 } }],
    ['lease', 'free', { ...KEY, [spaces]: { [PATH]: 1 }, [unreserved]: true }],
    ['order', 'booked', { ...KEY, booked: { items: [item, { id: 'j', [spaces]: 3 }] }, items: [{ purchase }, {}] }, position],
    ['order', 'deleted', order('deleted')],
    ['proposal', 'placed', { ...KEY, placed: { items: [{ ...item, [spaces]: 2 }] }, amended: { i: purchase } }, position],
    ['proposal', 'consumed', order('consumed')],
    ['classic', 'paid', { ...KEY, purchase }],
    ['opportunity', 'other', { path: PATH, places: 'of another kind', listing: 'of another kind' }],
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

it.each([
  ['a data file of version 2', 'state.json', dataFile],
  ['a journal', 'state.json.journal', journal],
  ['a rotated journal', 'state.json.journal.1', journal]
])('%s with old names is read with the current ones, and compaction writes these', async (_file, name, text) => {
  const file = await newDataFile()
  await writeFile(file.replace('state.json', name), text)
  const store = await openStore(file)
  await store.transaction(async (tx) => {
    for (const [kind, id, record] of kept) expect(await tx.get(kind, id)).toEqual(record)
    await tx.apply([{ kind: 'order', id: 'new', record: order('new') }])
  })
  await store.close()
  expect((await folderContents(file))['state.json']).toMatch(/^\{"openBookingSimulator":2,/)
  expect(await storedRecords(file)).toEqual(expect.arrayContaining([...kept]))
  expect((await folderContents(file))['state.json']).not.toContain('holdsNothing')
})
