import { copyFile, rename, rm, truncate, writeFile } from 'node:fs/promises'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Journal } from '../../data/file/journal.ts'
import { type Store, StoreUnavailableError } from '../../data/store.ts'
import { copyOf, newDataFile, openStore } from './files.ts'
import { deferred, type Deferred } from './gate.ts'
import { apply, observableState, putOrder } from './records.ts'

const WAYS: ReadonlyArray<readonly [way: string, lose: (file: string) => Promise<void>]> = [
  ['the journal is deleted', async (file) => { await rm(`${file}.journal`) }],
  ['the data file is deleted', async (file) => { await rm(file) }],
  ['both files are deleted', async (file) => { await rm(file); await rm(`${file}.journal`) }],
  ['the journal is replaced by a copy', async (file) => { await replaceByCopy(`${file}.journal`) }],
  ['the data file is replaced by a copy', async (file) => { await replaceByCopy(file) }],
  ['the journal is replaced by another file', async (file) => {
    await rm(`${file}.journal`)
    await writeFile(`${file}.journal`, 'another file\n')
  }],
  ['the journal is shortened to nothing', async (file) => { await truncate(`${file}.journal`) }],
  ['the journal is moved', async (file) => { await rename(`${file}.journal`, `${file}.moved`) }]
]

async function replaceByCopy (path: string): Promise<void> {
  await copyFile(path, `${path}.copy`)
  await rename(`${path}.copy`, path)
}

/** Report the end of each compaction. */
const reporting = (compacted: Deferred<void>) => (journal: Journal): Journal => ({
  ...journal,
  async dropRotated () { await journal.dropRotated(); compacted.resolve() }
})

describe.each(WAYS)('while a store is open and %s', (_way, lose) => {
  let file: string
  let store: Store
  let warnings: string[]
  let compacted: Deferred<void>

  beforeEach(async () => {
    file = await newDataFile()
    const first = await openStore(file)
    await apply(first, putOrder('1', { feed: 'a' }))
    await first.close()
    const own: string[] = warnings = []
    compacted = deferred()
    store = await openStore(file, { warn: (message) => { own.push(message) }, wrapJournal: reporting(compacted) })
    await apply(store, putOrder('2', { feed: 'a' }))
  })

  it('the next change is refused, later ones are acknowledged, and all of them survive a kill', async () => {
    await lose(file)
    await expect(apply(store, putOrder('refused', { feed: 'a' }))).rejects.toThrow(StoreUnavailableError)
    expect(warnings).toEqual([expect.stringContaining('deleted, replaced or shortened by another program')])
    await compacted.promise
    expect(await store.isWritable()).toBe(true)
    await apply(store, putOrder('3', { feed: 'a' }))
    const observed = await observableState(store)
    expect(JSON.stringify(observed)).not.toContain('refused')
    expect(await observableState(await openStore(await copyOf(file)))).toEqual(observed)
  })

  it('a clean stop writes the state', async () => {
    const observed = await observableState(store)
    await lose(file)
    await store.close()
    expect(await observableState(await openStore(file))).toEqual(observed)
  })
})

it('changes are refused while the folder of a store is gone, and are written once it is there again', async () => {
  const file = await newDataFile()
  const compacted = deferred()
  const store = await openStore(file, { warn () {}, wrapJournal: reporting(compacted) })
  await apply(store, putOrder('1'))
  const folder = file.replace('/state.json', '')
  await rename(folder, `${folder}.moved`)
  await expect(apply(store, putOrder('2'))).rejects.toThrow(StoreUnavailableError)
  expect(await store.isWritable()).toBe(false)
  await rename(`${folder}.moved`, folder)
  // This try is refused, but begins another compaction.
  await store.isWritable()
  await compacted.promise
  await apply(store, putOrder('3'))
  const observed = await observableState(store)
  expect(await observableState(await openStore(await copyOf(file)))).toEqual(observed)
})
