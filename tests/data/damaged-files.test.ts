import { appendFile, mkdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { DataFileError } from '../../data/engine/data-file-error.ts'
import { contentsOf, copyOf, newDataFile, openStore } from './files.ts'
import { apply, dropOrder, pictureOf, putOrder } from './records.ts'

/** The files of a crashed store: three records in the data file, three later commits in the journal. */
async function crashedStore (): Promise<{ file: string, picture: unknown }> {
  const file = await newDataFile()
  const first = await openStore(file)
  await apply(first, putOrder('1', { seller: 'sécond', feed: 'a' }), putOrder('2', { feed: 'b' }), putOrder('3'))
  await first.close()
  const store = await openStore(file)
  await apply(store, putOrder('4', { feed: 'a' }))
  await apply(store, putOrder('2', { seller: 'sécond', feed: 'a' }))
  await apply(store, dropOrder('3'))
  return { file: await copyOf(file), picture: await pictureOf(store) }
}

/** Changes one of the files by its lines. @returns where line `number` of it began before (byte) */
async function damage (file: string, number: number, change: (lines: string[]) => string[]): Promise<number> {
  const lines = (await readFile(file, 'utf8')).split('\n')
  await writeFile(file, change(lines).join('\n'))
  return Buffer.byteLength(lines.slice(0, number - 1).map((line) => `${line}\n`).join(''))
}

/** Cuts a line in two in the middle and joins it with the next, as lost bytes do. */
const garble = (number: number) => (lines: string[]): string[] => lines.map((line, index) => index === number - 1 ? line.slice(0, line.length / 2) : line)
const without = (number: number) => (lines: string[]): string[] => lines.filter((_, index) => index !== number - 1)
const replace = (number: number, text: string) => (lines: string[]): string[] => lines.map((line, index) => index === number - 1 ? text : line)
const upTo = (number: number) => (lines: string[]): string[] => [...lines.slice(0, number), '']

describe('a file that can not be read', () => {
  it.each<[what: string, name: string, line: number, change: (lines: string[]) => string[]]>([
    ['a garbled record', 'state.json', 3, garble(3)],
    ['something that is no record', 'state.json', 4, replace(4, '{"order":"1"},')],
    ['a record without a name', 'state.json', 2, replace(2, '["order",null,{}],')],
    ['a record with half a place in a feed', 'state.json', 2, replace(2, '["order","1",{},["a"]],')],
    ['a data file that was cut', 'state.json', 3, upTo(3)],
    ['a data file that goes on after its end', 'state.json', 6, (lines) => [...lines.slice(0, 5), '["order","9",{}]', ']}', '']],
    ['a garbled beginning', 'state.json', 1, garble(1)],
    ['a data file of a later version', 'state.json', 1, replace(1, '{"openBookingSimulator":3,"sequence":1,"modified":1,"records":[')],
    ['an empty data file', 'state.json', 1, () => []],
    ['a garbled line in the middle of the journal', 'state.json.journal', 2, garble(2)],
    ['a garbled last line of the journal', 'state.json.journal', 3, garble(3)],
    ['a journal entry with something that is no record', 'state.json.journal', 2, replace(2, '{"sequence":3,"rows":[null]}')],
    ['a lost line in the middle of the journal', 'state.json.journal', 2, without(2)],
    ['a journal whose first lines are lost', 'state.json.journal', 1, without(1)]
  ])('stops the start and stays as it is: %s', async (_what, name, line, change) => {
    const { file } = await crashedStore()
    const damaged = file.replace('state.json', name)
    const byte = await damage(damaged, line, change)
    const before = await contentsOf(file)
    const opening = openStore(file)
    await expect(opening).rejects.toThrow(DataFileError)
    await expect(opening).rejects.toThrow(`${damaged}: line ${line} (byte ${byte}) `)
    await expect(opening).rejects.toThrow('or start with --fresh.')
    // The second start is told the same: the first has given the file free.
    await expect(openStore(file)).rejects.toThrow(`${damaged}: line ${line} (byte ${byte}) `)
    expect(await contentsOf(file)).toEqual(before)
    // What it is told to do helps.
    await expect(openStore(file, { fresh: true })).resolves.toBeDefined()
  })

  it('is told of when it is empty', async () => {
    const file = await newDataFile()
    await writeFile(file, '')
    await expect(openStore(file)).rejects.toThrow('the file is empty')
  })

  it('stops the start although an incomplete last line could be dropped', async () => {
    const { file } = await crashedStore()
    await rename(`${file}.journal`, `${file}.journal.1`)
    await appendFile(`${file}.journal.1`, '{"sequence":5,')
    await writeFile(`${file}.journal`, 'not ours\n')
    const before = await contentsOf(file)
    await expect(openStore(file)).rejects.toThrow(`${file}.journal: line 1 (byte 0) `)
    expect(await contentsOf(file)).toEqual(before)
  })

  it('stops the start when the data file of a journal is gone', async () => {
    const { file } = await crashedStore()
    await rm(file)
    await expect(openStore(file)).rejects.toThrow(`${file}.journal: line 1 (byte 0) `)
  })

  it('stops the start when it is a folder, or in a place that is no folder', async () => {
    const file = await newDataFile()
    await mkdir(file)
    await expect(openStore(file)).rejects.toThrow('EISDIR')
    await writeFile(`${file}.txt`, '')
    await expect(openStore(`${file}.txt/state.json`)).rejects.toThrow(/ENOTDIR|EEXIST/)
  })

  it.skipIf(process.platform === 'win32')('stops the start when nobody can tell what is there', async () => {
    const file = await newDataFile()
    await symlink(file, file)
    await expect(openStore(file)).rejects.toThrow('ELOOP')
  })

  it('can be mended by hand', async () => {
    const { file, picture } = await crashedStore()
    const whole = await readFile(file, 'utf8')
    await damage(file, 3, garble(3))
    await expect(openStore(file)).rejects.toThrow(DataFileError)
    await writeFile(file, whole)
    expect(await pictureOf(await openStore(file))).toEqual(picture)
  })
})

describe('an incomplete last line of the journal', () => {
  it.each([
    ['half a line', (whole: string) => whole.slice(0, whole.length / 2)],
    ['a line that lacks just its end', (whole: string) => whole.trimEnd()],
    ['half a character', () => Buffer.from('{"sequence":5,"rows":[["order","é').subarray(0, -1)]
  ])('is dropped with a warning, and all before it is kept: %s', async (_what, cut) => {
    const { file, picture } = await crashedStore()
    const kept = await readFile(`${file}.journal`)
    const line = `${JSON.stringify({ sequence: 5, rows: [['order', '5', { seller: 'lost' }]] })}\n`
    await appendFile(`${file}.journal`, cut(line))
    const warnings: string[] = []
    // A data file that can't be replaced leaves the journal to be looked at.
    await mkdir(`${file}.tmp`)
    const store = await openStore(file, { warn: (message) => { warnings.push(message) } })
    expect(warnings[0]).toContain(`${file}.journal: line 4 (byte ${kept.length}) is incomplete`)
    expect(await pictureOf(store)).toEqual(picture)
    await store.close()
    expect((await contentsOf(file))['state.json.journal.1']).toBe(kept.toString('latin1'))
    await rm(`${file}.tmp`, { recursive: true })
    expect(await pictureOf(await openStore(file))).toEqual(picture)
  })
})

describe('a file of somebody else', () => {
  describe.each([['a fresh start', true], ['any start', false]])('is left alone by %s, and no other is advised', (_what, fresh) => {
    it.each(['{"name":"notes"}\n', '{\n  "name": "notes"\n}\n', 'notes', '\n'])('%j', async (text) => {
      const { file } = await crashedStore()
      await writeFile(file, text)
      const before = await contentsOf(file)
      const opening = openStore(file, { fresh })
      await expect(opening).rejects.toThrow(`${file} is no data file of the simulator. Nothing was changed`)
      await expect(opening).rejects.not.toThrow('--fresh')
      expect(await contentsOf(file)).toEqual(before)
    })
  })
})
