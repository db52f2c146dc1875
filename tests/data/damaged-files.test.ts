import { appendFile, mkdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { DataFileError } from '../../data/engine/data-file-error.ts'
import { copyOf, folderContents, newDataFile, openStore } from './files.ts'
import { apply, dropOrder, observableState, putOrder } from './records.ts'

/**
 * Create the files of a crashed store: three records in the data file, three later commits in the journal.
 * @returns the path of the data file, and the state before the crash
 */
async function crashedStore (): Promise<{ file: string, observed: unknown }> {
  const file = await newDataFile()
  const first = await openStore(file)
  await apply(first, putOrder('1', { seller: 'sécond', feed: 'a' }), putOrder('2', { feed: 'b' }), putOrder('3'))
  await first.close()
  const store = await openStore(file)
  await apply(store, putOrder('4', { feed: 'a' }))
  await apply(store, putOrder('2', { seller: 'sécond', feed: 'a' }))
  await apply(store, dropOrder('3'))
  return { file: await copyOf(file), observed: await observableState(store) }
}

type Change = (lines: string[]) => string[]

/** Change the lines of a file. @returns the earlier offset of line `number` (bytes) */
async function damage (file: string, number: number, change: Change): Promise<number> {
  const lines = (await readFile(file, 'utf8')).split('\n')
  await writeFile(file, change(lines).join('\n'))
  return Buffer.byteLength(lines.slice(0, number - 1).map((line) => `${line}\n`).join(''))
}

const changeLine = (number: number, change: (line: string) => string): Change =>
  (lines) => lines.map((line, index) => index === number - 1 ? change(line) : line)
const halve = (number: number): Change => changeLine(number, (line) => line.slice(0, line.length / 2))
const replace = (number: number, text: string): Change => changeLine(number, () => text)
const without = (number: number): Change => (lines) => lines.filter((_, index) => index !== number - 1)
const upTo = (number: number): Change => (lines) => [...lines.slice(0, number), '']
const appendRecord: Change = (lines) => [...lines.slice(0, 5), '["order","9",{}]', ']}', '']

const FILE = 'state.json'
const JOURNAL = 'state.json.journal'
const HEADER = 'the header of a data file of version 2'
const COMMIT = '{"sequence":3,"rows":[null]}'
const LATER = '{"openBookingSimulator":3,"sequence":1,"modified":1,"records":['

describe('a damaged file', () => {
  it.each<[situation: string, name: string, line: number, change: Change, problem: string]>([
    ['half a record', FILE, 3, halve(3), 'expected a record, found text that is not JSON'],
    ['a line without a record', FILE, 4, replace(4, '{"order":"1"},'), 'expected a record, found other JSON'],
    ['a record without an id', FILE, 2, replace(2, '["order",null,{}],'), 'expected a record, found other JSON'],
    ['half a feed position', FILE, 2, replace(2, '["order","1",{},["a"]],'), 'expected a record, found other JSON'],
    ['no end', FILE, 3, upTo(3), 'expected another line or ]} after it, found the end of the file'],
    ['lines after the end', FILE, 6, appendRecord, 'expected the end of the file, found another line'],
    ['half a header', FILE, 1, halve(1), `expected ${HEADER}, found a damaged header`],
    ['a later version', FILE, 1, replace(1, LATER), `expected ${HEADER}, found version 3`],
    ['no content', FILE, 1, () => [], `expected ${HEADER}, found an empty file`],
    ['half a line within the journal', JOURNAL, 2, halve(2), 'expected a commit, found text that is not JSON'],
    ['half a last line of the journal', JOURNAL, 3, halve(3), 'expected a commit, found text that is not JSON'],
    ['a commit without records', JOURNAL, 2, replace(2, COMMIT), 'expected a commit, found other JSON'],
    ['a lost line of the journal', JOURNAL, 2, without(2), 'expected commit 3, found commit 4; lines are missing'],
    ['a lost first line of the journal', JOURNAL, 1, without(1), 'expected commit 2, found commit 3; lines are missing']
  ])('with %s stops the start and stays unchanged', async (_situation, name, line, change, problem) => {
    const { file } = await crashedStore()
    const damaged = file.replace(FILE, name)
    const byte = await damage(damaged, line, change)
    const before = await folderContents(file)
    const message = `${damaged}: line ${line} (byte ${byte}): ${problem}. ` +
      'Nothing was changed. Repair or move the file, or start with --fresh.'
    const opening = openStore(file)
    await expect(opening).rejects.toThrow(DataFileError)
    await expect(opening).rejects.toThrow(message)
    // A second start fails alike: the first has released the lock.
    await expect(openStore(file)).rejects.toThrow(message)
    expect(await folderContents(file)).toEqual(before)
    await expect(openStore(file, { fresh: true })).resolves.toBeDefined()
  })

  it('stops the start before an incomplete last line of another file is cut off', async () => {
    const { file } = await crashedStore()
    await rename(`${file}.journal`, `${file}.journal.1`)
    await appendFile(`${file}.journal.1`, '{"sequence":5,')
    await writeFile(`${file}.journal`, 'not ours\n')
    const before = await folderContents(file)
    await expect(openStore(file)).rejects.toThrow(`${file}.journal: line 1 (byte 0): `)
    expect(await folderContents(file)).toEqual(before)
  })

  it('stops the start if it is a journal without its data file', async () => {
    const { file } = await crashedStore()
    await rm(file)
    await expect(openStore(file)).rejects.toThrow(`${file}.journal: line 1 (byte 0): `)
  })

  it('stops the start if it is a folder or is inside another file', async () => {
    const file = await newDataFile()
    await mkdir(file)
    await expect(openStore(file)).rejects.toThrow(`${file} cannot be opened: EISDIR`)
    await writeFile(`${file}.txt`, '')
    await expect(openStore(`${file}.txt/state.json`)).rejects.toThrow(/ENOTDIR|EEXIST/)
  })

  it.skipIf(process.platform === 'win32')('stops the start if the system cannot tell whether it exists', async () => {
    const file = await newDataFile()
    await symlink(file, file)
    await expect(openStore(file)).rejects.toThrow('ELOOP')
  })

  it('opens again once it is repaired', async () => {
    const { file, observed } = await crashedStore()
    const intact = await readFile(file, 'utf8')
    await damage(file, 3, halve(3))
    await expect(openStore(file)).rejects.toThrow(DataFileError)
    await writeFile(file, intact)
    expect(await observableState(await openStore(file))).toEqual(observed)
  })
})

describe('an incomplete last line of the journal', () => {
  it.each([
    ['half a line', (whole: string) => whole.slice(0, whole.length / 2)],
    ['a line without its line break', (whole: string) => whole.trimEnd()],
    ['half a character', () => Buffer.from('{"sequence":5,"rows":[["order","é').subarray(0, -1)]
  ])('is dropped with a warning, and every earlier line is kept: %s', async (_situation, cut) => {
    const { file, observed } = await crashedStore()
    const kept = await readFile(`${file}.journal`)
    const line = `${JSON.stringify({ sequence: 5, rows: [['order', '5', { seller: 'lost' }]] })}\n`
    await appendFile(`${file}.journal`, cut(line))
    const warnings: string[] = []
    // A data file that cannot be written leaves the journal for inspection.
    await mkdir(`${file}.tmp`)
    const store = await openStore(file, { warn: (message) => { warnings.push(message) } })
    const line4 = `${file}.journal: expected a whole line 4 (byte ${kept.length}), found an incomplete one`
    expect(warnings[0]).toContain(line4)
    expect(await observableState(store)).toEqual(observed)
    await store.close()
    expect((await folderContents(file))['state.json.journal.1']).toBe(kept.toString('latin1'))
    await rm(`${file}.tmp`, { recursive: true })
    expect(await observableState(await openStore(file))).toEqual(observed)
  })
})

describe('a file that is not a data file', () => {
  const starts: ReadonlyArray<readonly [start: string, fresh: boolean]> = [['a fresh start', true], ['a start', false]]
  describe.each(starts)('stops %s and stays unchanged', (_start, fresh) => {
    it.each(['{"name":"notes"}\n', '{\n  "name": "notes"\n}\n', 'notes', '\n'])('%j', async (text) => {
      const { file } = await crashedStore()
      await writeFile(file, text)
      const before = await folderContents(file)
      const opening = openStore(file, { fresh })
      await expect(opening).rejects.toThrow(`${file}: expected a data file of the simulator, found another file.`)
      await expect(opening).rejects.not.toThrow('--fresh')
      expect(await folderContents(file)).toEqual(before)
    })
  })
})
