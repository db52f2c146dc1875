import { copyFile, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'
import { type FileStoreOptions, openFileStore } from '../../data/lowdb-store.ts'
import type { Store } from '../../data/store.ts'
import { clock } from './records.ts'

/** @returns a path for a data file in a folder of its own, which goes when the test ends. */
export async function newDataFile (): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'obs-'))
  onTestFinished(async () => { await rm(folder, { recursive: true, force: true }) })
  return join(folder, 'state.json')
}

/** Opens a store that is closed when the test ends, if not before. A warning fails the test unless it says what to do with it. */
export async function openStore (file: string, options: Partial<FileStoreOptions> = {}): Promise<Store> {
  const warn = (message: string): never => { throw new Error(message) }
  const store = await openFileStore({ file, clock, warn, ...options })
  onTestFinished(async () => { await store.close() })
  return store
}

/** What a data folder holds: text by file name, without sockets. */
export async function contentsOf (file: string): Promise<Record<string, string>> {
  const entries = await readdir(dirname(file), { withFileTypes: true })
  const names = entries.filter((entry) => entry.isFile()).map(({ name }) => name).sort()
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await readFile(join(dirname(file), name), 'latin1')])))
}

/**
 * Copies the files of a store as they are, into a folder of their own: what a machine finds that starts after a crash at this instant.
 * @returns the path of the copied data file
 */
export async function copyOf (file: string): Promise<string> {
  const copy = await newDataFile()
  for (const name of Object.keys(await contentsOf(file))) await copyFile(join(dirname(file), name), join(dirname(copy), name))
  if (basename(copy) !== basename(file)) throw new Error('a copy has the same names')
  return copy
}

/** The records of a data file, as anyone who parses it finds them. */
export async function recordsIn (file: string): Promise<Array<readonly [kind: string, id: string, record: unknown]>> {
  return (JSON.parse(await readFile(file, 'utf8')) as { records: Array<readonly [string, string, unknown]> }).records
}
