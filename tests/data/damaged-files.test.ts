import { appendFile, mkdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { DataFileError } from '../../data/file/data-file-error.ts'
import type { Store } from '../../data/store.ts'
import { copyOf, folderContents, newDataFile, openStore } from './files.ts'
import { apply, dropOrder, observableState, putOrder } from './records.ts'

/**
 * Create the files of a crashed store: three records in the data file, three later commits in the journal.
 * @returns the path of the data file, the state before the crash, and the store, which goes on beside it
 */
async function crashedStore (): Promise<{ file: string, observed: unknown, store: Store & { file: string } }> {
  const file = await newDataFile()
  const first = await openStore(file)
  await apply(first, putOrder('1', { seller: 'sécond', feed: 'a' }), putOrder('2', { feed: 'b' }), putOrder('3'))
  await first.close()
  const store = await openStore(file)
  await apply(store, putOrder('4', { feed: 'a' }))
  await apply(store, putOrder('2', { seller: 'sécond', feed: 'a' }))
  await apply(store, dropOrder('3'))
  return { file: await copyOf(file), observed: await observableState(store), store: { ...store, file } }
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
const appendRecord: Change = (lines) => [...lines.slice(0, 6), '["0","order","9",{}]', ']}', '']
/** Change a byte of a line by one bit. */
const flip = (number: number, at: number): Change => changeLine(number, (line) => {
  const bytes = Buffer.from(line)
  const index = at < 0 ? bytes.length + at : at
  bytes[index] = (bytes[index] ?? 0) ^ 1
  return bytes.toString('latin1')
})
const swap = (number: number): Change => (lines) =>
  [...lines.slice(0, number - 1), lines[number] ?? '', lines[number - 1] ?? '', ...lines.slice(number + 1)]
const repeat = (number: number): Change => (lines) => [...lines.slice(0, number), ...lines.slice(number - 1)]

const FILE = 'state.json'
const JOURNAL = 'state.json.journal'
const HEADER = 'expected the header of a data file of version 3, found'
const DAMAGED = 'expected a line that its checksum fits, found another checksum or content'

describe('a damaged file', () => {
  it.each<[situation: string, name: string, line: number, change: Change, problem: string]>([
    ['half a record', FILE, 3, halve(3), DAMAGED],
    ['a line without a record', FILE, 4, replace(4, '{"order":"1"},'), DAMAGED],
    ['another digit in a record', FILE, 3, flip(3, -12), DAMAGED],
    ['another checksum', FILE, 3, flip(3, 4), DAMAGED],
    ['no comma after a record', FILE, 3, changeLine(3, (line) => line.slice(0, -1)), 'expected a record and a comma, found another line'],
    ['a lost record', FILE, 3, without(3), DAMAGED],
    ['two records in another order', FILE, 2, swap(2), DAMAGED],
    ['a record that comes twice', FILE, 3, repeat(2), DAMAGED],
    ['no end', FILE, 3, upTo(3), 'expected another line, or ]}, after it, found the end of the file'],
    ['no line break at the end', FILE, 6, (lines) => lines.slice(0, -1), 'expected another line, or ]}, after it, found the end of the file'],
    ['lines after the end', FILE, 7, appendRecord, 'expected the end of the file, found another line'],
    ['half a header', FILE, 1, halve(1), `${HEADER} a damaged header`],
    ['another digit in the header', FILE, 1, flip(1, -40), `${HEADER} a damaged header`],
    ['no content', FILE, 1, () => [], `${HEADER} an empty file`],
    ['half a line within the journal', JOURNAL, 4, halve(4), DAMAGED],
    ['half a last line of the journal', JOURNAL, 7, halve(7), DAMAGED],
    ['another digit in a commit', JOURNAL, 5, flip(5, -2), DAMAGED],
    ['a lost line of the journal', JOURNAL, 4, without(4), DAMAGED],
    ['a lost commit', JOURNAL, 4, (lines) => [...lines.slice(0, 3), ...lines.slice(5)], DAMAGED],
    ['a lost first line of the journal', JOURNAL, 1, without(1), DAMAGED]
  ])('with %s stops the start and stays unchanged', async (_situation, name, line, change, problem) => {
    const { file } = await crashedStore()
    const damaged = file.replace(FILE, name)
    const byte = await damage(damaged, line, change)
    const before = await folderContents(file)
    const message = `${damaged}: line ${line} (byte ${byte}): ${problem}. ` +
      'Nothing was changed. Restore a backup of all files, move the file, or start with --fresh.'
    const opening = openStore(file)
    await expect(opening).rejects.toThrow(DataFileError)
    await expect(opening).rejects.toThrow(message)
    // A second start fails alike: the first has released the lock.
    await expect(openStore(file)).rejects.toThrow(message)
    expect(await folderContents(file)).toEqual(before)
    await expect(openStore(file, { fresh: true })).resolves.toBeDefined()
  })

  it.each([FILE, JOURNAL])('%s is refused after a change of any single bit', async (name) => {
    const { file } = await crashedStore()
    const damaged = file.replace(FILE, name)
    const intact = await readFile(damaged)
    const accepted: number[] = []
    // Every 11th bit: each bit of a byte has its turn.
    for (let bit = 0; bit < 8 * intact.length; bit += 11) {
      const bytes = Buffer.from(intact)
      bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      await writeFile(damaged, bytes)
      await openStore(file).then(() => accepted.push(bit), () => {})
    }
    expect(accepted).toEqual([])
  }, 240_000)

  it.each([
    ['a data file', FILE, (text: string) => text.replace('"openBookingSimulator":3', '"openBookingSimulator":4')],
    ['a journal', JOURNAL, (text: string) => text.replace('"journal",3', '"journal",4')]
  ])('%s of a later version is refused by the number of its version', async (_file, name, change) => {
    const { file } = await crashedStore()
    const later = file.replace(FILE, name)
    await writeFile(later, change(await readFile(later, 'utf8')))
    const before = await folderContents(file)
    await expect(openStore(file)).rejects.toThrow(`${later}: expected version 2 or 3, found version 4. Nothing was changed.`)
    expect(await folderContents(file)).toEqual(before)
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
    await expect(openStore(file)).rejects.toThrow(`${file}: expected the data file up to commit 1, which ${file}.journal continues, found no file.`)
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

describe('an incomplete last commit of the journal', () => {
  const isStart = (byte: number): boolean => (byte & 0xc0) !== 0x80

  it.each<[situation: string, cut: (whole: Buffer) => Buffer]>([
    ['half a line', (whole) => whole.subarray(0, 40)],
    ['a line without its line break', (whole) => whole.subarray(0, -1)],
    ['half a character', (whole) => whole.subarray(0, whole.findIndex((byte) => !isStart(byte)))],
    ['a line without the end of its commit', (whole) => whole.subarray(0, whole.indexOf('\n') + 1)]
  ])('is dropped with a warning, and every earlier line is kept: %s', async (_situation, cut) => {
    const { file, observed, store } = await crashedStore()
    const kept = await readFile(`${file}.journal`)
    await apply(store, putOrder('5', { seller: 'lést' }), dropOrder('1'))
    const whole = await readFile(`${await copyOf(store.file)}.journal`)
    await appendFile(`${file}.journal`, cut(whole.subarray(kept.length)))
    const warnings: string[] = []
    // A data file that cannot be written leaves the journal for inspection.
    await mkdir(`${file}.tmp`)
    const again = await openStore(file, { warn: (message) => { warnings.push(message) } })
    const line8 = `${file}.journal: expected a whole commit at line 8 (byte ${kept.length}), found an incomplete one`
    expect(warnings[0]).toContain(line8)
    expect(await observableState(again)).toEqual(observed)
    await again.close()
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
