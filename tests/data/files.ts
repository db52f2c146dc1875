import { copyFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'
import { type FileStoreOptions, openFileStore } from '../../data/lowdb-store.ts'
import type { Store } from '../../data/store.ts'
import { clock } from './records.ts'

/** @returns a path for a data file in a new folder, which is deleted when the test ends. */
export async function newDataFile (): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'obs-'))
  onTestFinished(async () => { await rm(folder, { recursive: true, force: true }) })
  return join(folder, 'state.json')
}

/**
 * Open a store, and close it when the test ends.
 * @param file - path of the data file
 * @param options - other options; without `warn`, a warning fails the test
 * @returns the store; the test may close it earlier
 */
export async function openStore (file: string, options: Partial<FileStoreOptions> = {}): Promise<Store> {
  const warn = (message: string): never => { throw new Error(message) }
  const store = await openFileStore({ file, clock, warn, ...options })
  onTestFinished(async () => { await store.close() })
  return store
}

/** @returns the files beside a data file, without sockets: Latin-1 text by file name. */
export async function folderContents (file: string): Promise<Record<string, string>> {
  const folder = dirname(file)
  const entries = await readdir(folder, { withFileTypes: true })
  const names = entries.filter((entry) => entry.isFile()).map(({ name }) => name).sort()
  const texts = names.map(async (name) => [name, await readFile(join(folder, name), 'latin1')] as const)
  return Object.fromEntries(await Promise.all(texts))
}

/**
 * Copy the files of a store into a new folder, as a crash at this instant would leave them.
 * @param file - path of the data file
 * @returns the path of the copied data file
 */
export async function copyOf (file: string): Promise<string> {
  const copy = await newDataFile()
  const [from, to] = [dirname(file), dirname(copy)]
  // A partial file of a compaction may be gone by the time it is copied.
  const names = Object.keys(await folderContents(file)).filter((name) => !name.endsWith('.tmp'))
  for (const name of names) await copyFile(join(from, name), join(to, name))
  if (basename(copy) !== basename(file)) throw new Error(`Expected a file named ${basename(copy)}, got ${file}`)
  return copy
}

/**
 * Write the files of a store into a new folder, which is deleted when the test ends.
 * @param contents - the result of `folderContents`
 * @returns the path of the data file
 */
export async function writeDataFile (contents: Readonly<Record<string, string>>): Promise<string> {
  const file = await newDataFile()
  for (const [name, text] of Object.entries(contents)) await writeFile(join(dirname(file), name), text, 'latin1')
  return file
}

type StoredRecord = readonly [kind: string, id: string, record: unknown]

/** @returns the records of a data file, parsed as one JSON text, without checksums, versions and end. */
export async function storedRecords (file: string): Promise<StoredRecord[]> {
  const { records } = JSON.parse(await readFile(file, 'utf8')) as { records: Array<[string, ...StoredRecord]> }
  return records.map(([, ...values]): StoredRecord => values).filter(([kind]) => kind !== 'version' && kind !== 'end')
}

/** @returns the lines of the current journal after its header. */
export async function journalLines (file: string): Promise<string[]> {
  return (await readFile(`${file}.journal`, 'utf8')).split('\n').slice(1, -1)
}
