import { copyFile, readFile, rm, writeFile } from 'node:fs/promises'
import { crc32 } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { copyOf, newDataFile, openStore } from './files.ts'
import { allRecords, apply, feedIds, NOW, putOrder } from './records.ts'

const LATER = new Date(NOW.getTime() + 60_000)
const later = { clock: () => LATER }
const lastNumber = async (store: Awaited<ReturnType<typeof openStore>>): Promise<number> =>
  (await store.feedPage('a', null, 1000)).at(-1)?.modified ?? NaN

describe('change numbers', () => {
  it('start above those of a reader after an older backup', async () => {
    const file = await newDataFile()
    const store = await openStore(file)
    await apply(store, putOrder('1', { feed: 'a' }))
    const backup = await copyOf(file)
    await apply(store, ...Array.from({ length: 100 }, (_, index) => putOrder(`lost ${index}`, { feed: 'a' })))
    const read = await lastNumber(store)
    await store.close()
    const restored = await openStore(backup, later)
    await apply(restored, putOrder('new', { feed: 'a' }))
    expect(await feedIds(restored, 'a', read)).toEqual(['new'])
    expect(await lastNumber(restored)).toBeGreaterThan(LATER.getTime() * 1000)
  })

  it('start above those of a reader after a lost journal, which a warning names', async () => {
    const file = await newDataFile()
    const first = await openStore(file)
    await apply(first, putOrder('1', { feed: 'a' }))
    await first.close()
    const store = await openStore(file)
    await apply(store, putOrder('lost', { feed: 'a' }))
    const read = await lastNumber(store)
    for (const loss of [async (copy: string) => { await rm(`${copy}.journal`) }, async (copy: string) => { await writeFile(`${copy}.journal`, '') }]) {
      const copy = await copyOf(file)
      await loss(copy)
      const warnings: string[] = []
      const restored = await openStore(copy, { ...later, warn: (message) => { warnings.push(message) } })
      expect(warnings).toEqual([expect.stringContaining(`${copy}.journal is missing or empty: expected the journal of ${copy}.`)])
      await apply(restored, putOrder('new', { feed: 'a' }))
      expect(await feedIds(restored, 'a', read)).toEqual(['new'])
    }
  })

  it('go on above the stored ones when the clock went back', async () => {
    const file = await newDataFile()
    const first = await openStore(file, later)
    await apply(first, putOrder('1', { feed: 'a' }))
    const read = await lastNumber(first)
    await first.close()
    const store = await openStore(file)
    await apply(store, putOrder('2', { feed: 'a' }))
    expect(await feedIds(store, 'a', read)).toEqual(['2'])
  })
})

describe('files that do not belong together', () => {
  async function filesOf (...ids: string[]): Promise<string> {
    const file = await newDataFile()
    const store = await openStore(file)
    for (const id of ids) await apply(store, putOrder(id, { feed: 'a' }))
    await store.close()
    return file
  }

  it('are refused if the journal is that of another store, which the message names', async () => {
    const [file, other] = [await filesOf('1'), await filesOf('2')]
    const [own, foreign] = await Promise.all([file, other].map(async (one) =>
      (JSON.parse(await readFile(one, 'utf8')) as { instance: string }).instance))
    await copyFile(`${other}.journal`, `${file}.journal`)
    await expect(openStore(file)).rejects.toThrow(`${file}.journal: expected the journal of the instance ${own}, found that of the instance ${foreign}.`)
  })

  it('are refused if the data file is older than its journal', async () => {
    const file = await filesOf('1')
    const backup = await copyOf(file)
    const store = await openStore(file)
    await apply(store, putOrder('2'))
    await store.close()
    await copyFile(backup, file)
    await expect(openStore(file)).rejects.toThrow(`${file}.journal: expected a journal that continues commit 1, found one that continues commit 2.`)
  })

  it('are accepted if the journal is older than the data file: its commits are in both', async () => {
    const file = await newDataFile()
    const store = await openStore(file)
    await apply(store, putOrder('1', { feed: 'a' }))
    const older = await copyOf(file)
    await apply(store, putOrder('2', { feed: 'a' }))
    await store.close()
    await copyFile(`${older}.journal`, `${file}.journal`)
    expect((await allRecords(await openStore(file))).map(([, id]) => id)).toEqual(['1', '2'])
  })
})

describe('a change number that comes twice', () => {
  /** Write lines with right checksums. */
  const chained = (from: number, end: string, ...rows: unknown[][]): string => {
    let chain = from
    return rows.map((row, index) => {
      const body = JSON.stringify(row).slice(1)
      chain = crc32(body, chain)
      return `["${chain.toString(16).padStart(8, '0')}",${body}${index < rows.length - 1 ? end : '\n'}`
    }).join('')
  }
  const order = (id: string, number: number): unknown[] => ['order', id, { partner: 'p', uuid: id, seller: 's', deleted: true }, ['a', number]]

  it('in the data file stops the start', async () => {
    const file = await newDataFile()
    const header = '{"openBookingSimulator":3,"instance":"i","sequence":1,"modified":9'
    const checksum = crc32(header)
    const lines = chained(checksum, ',\n', order('1', 5), order('2', 5), ['end', 2])
    await writeFile(file, `${header},"checksum":"${checksum.toString(16).padStart(8, '0')}","records":[\n${lines}]}\n`)
    await expect(openStore(file)).rejects.toThrow(`${file}: line 3 (byte 190): expected a change number of its own, found change number 5 a second time.`)
  })

  it.each([5, 4])('in the journal stops the start: %i after 5', async (number) => {
    const file = await newDataFile()
    await writeFile(`${file}.journal`, chained(0, '\n', ['journal', 3, 'i', 0], order('1', 5), ['commit', 1], order('2', number), ['commit', 2]))
    await expect(openStore(file)).rejects.toThrow(`line 4 (byte 143): expected a change number above all earlier ones, found change number ${number}.`)
  })
})
