import { nanoid } from 'nanoid'
import type { Kind } from '../../domain/records/record-kinds.ts'
import type { History, ReadRow } from '../engine/history.ts'
import type { Snapshot } from '../engine/snapshot.ts'
import { type Entry, isRow, type Row, toEntry } from '../engine/entries.ts'
import { DataFileError } from './data-file-error.ts'
import { type FileSystem, syncFolderOf } from './file-system.ts'
import { DATA_FILE_END } from './format.ts'
import { type Line, parseOrUndefined, readLines } from './lines.ts'
import type { ReaderParts } from './snapshot-reader.ts'

/** The former version of the data file and its journal. It has no checksums, instances and shared versions. */
export const OLD_FORMAT = 2

type Names = ReadonlyMap<string, string>

/** Current names by old name. */
const LEASE_NAMES: Names = new Map([['places', 'spaces'], ['holdsNothing', 'unreserved']])
const ITEM_NAMES: Names = new Map([['places', 'spaces'], ['listing', 'orderedItem']])

/** Names to replace, with the path to the properties; `*` stands for every element. */
type Rename = readonly [path: readonly string[], names: Names]

const RENAMES: Partial<Record<Kind, readonly Rename[]>> = {
  lease: [[[], LEASE_NAMES]],
  order: [[['booked', 'items', '*'], ITEM_NAMES], [['items', '*', 'purchase'], ITEM_NAMES]],
  proposal: [[['placed', 'items', '*'], ITEM_NAMES], [['amended', '*'], ITEM_NAMES]],
  classic: [[['purchase'], ITEM_NAMES]]
}

/**
 * Read a data file of version 2.
 * @param file - path of the file
 * @param parts - file system and versions
 * @returns the state in the file, as a store of its own
 * @throws {DataFileError} if a line is damaged
 */
export async function readOldSnapshot (file: string, { files, reader }: ReaderParts): Promise<Snapshot> {
  const entries: Entry[] = []
  let header: Omit<Snapshot, 'entries'> | undefined
  let last: Line | undefined
  for await (const lines of readLines(file, files)) {
    for (const line of lines) {
      const text = line.bytes.toString()
      if (last?.bytes.toString() === DATA_FILE_END) {
        throw new DataFileError(file, line, 'the end of the file', 'another line')
      }
      last = line
      if (header === undefined) {
        header = parseOldHeader(file, line)
      } else if (text !== DATA_FILE_END) {
        const { row, size } = currentRow(parseOrUndefined(text.replace(/,$/, '')), file, line, { reader })
        const entry = toEntry(row, size)
        if (entry !== undefined) entries.push(entry)
      }
    }
  }
  if (header === undefined || last?.bytes.toString() !== DATA_FILE_END) {
    const end = last ?? { number: 1, byte: 0 }
    throw new DataFileError(file, end, `another line or ${DATA_FILE_END} after it`, 'the end of the file')
  }
  return { ...header, entries }
}

function parseOldHeader (file: string, line: Line): Omit<Snapshot, 'entries'> {
  const header = parseOrUndefined(`${line.bytes.toString()}${DATA_FILE_END}`) as Partial<Snapshot> | undefined
  const { sequence, modified } = header ?? {}
  if (!isWhole(sequence) || !isWhole(modified) || Object.keys(header ?? {}).length !== 4) {
    throw new DataFileError(file, line, `the header of a data file of version ${OLD_FORMAT}`, 'a damaged header')
  }
  return { instance: nanoid(), sequence, modified }
}

const isWhole = (value: unknown): value is number => Number.isSafeInteger(value)

/**
 * Add the commits of a journal of version 2 that a state lacks.
 * @param file - path of the journal
 * @param parts - file system and versions
 * @param history - the state
 * @returns the incomplete last line, undefined if every line is complete
 * @throws {DataFileError} if a line is damaged or a commit is missing
 */
export async function readOldJournal (
  file: string, { files, reader }: ReaderParts, history: History
): Promise<Line | undefined> {
  for await (const lines of readLines(file, files)) {
    for (const line of lines) {
      if (!line.complete) return line
      const commit = parseOrUndefined(line.bytes.toString()) ?? {}
      const { sequence, rows } = commit as { sequence?: unknown, rows?: unknown }
      if (!isWhole(sequence) || !Array.isArray(rows)) throw new DataFileError(file, line, 'a commit', 'another line')
      const expected = history.sequence() + 1
      if (sequence > expected) {
        throw new DataFileError(file, line, `commit ${expected}`, `commit ${sequence}; lines are missing`)
      }
      const current = rows.map((row: unknown) => currentRow(row, file, line, { reader }))
      if (sequence < expected) continue
      for (const read of current) history.add(read)
      history.commit(sequence)
    }
  }
  return undefined
}

/**
 * Copy files of version 2 to names that end with `.v2`, before they are converted.
 * @param paths - paths of the files
 * @param files - file system
 * @throws {Error} if the disk fails
 */
export async function keepOldFiles (paths: readonly string[], files: FileSystem): Promise<void> {
  for (const path of paths) {
    const copy = `${path}.v2`
    await files.copyFile(path, copy)
    const handle = await files.open(copy, 'r+')
    try {
      await handle.datasync()
    } finally {
      await handle.close()
    }
    await syncFolderOf(copy, files)
  }
}

function currentRow (value: unknown, file: string, line: Line, { reader }: Pick<ReaderParts, 'reader'>): ReadRow {
  if (!isRow(value)) throw new DataFileError(file, line, 'a record', 'another value')
  return { row: reader.share(renameOldProperties(value)), size: JSON.stringify(value).length }
}

/**
 * Give the properties of a record their current names.
 * @param row - row from a file; it is not modified
 * @returns the row with current names
 */
export function renameOldProperties (row: Row): Row {
  const [kind, id, record, ...position] = row
  let renamed: unknown = record
  for (const [path, names] of RENAMES[kind] ?? []) renamed = renameAt(renamed, path, names)
  return [kind, id, renamed as typeof record, ...position]
}

function renameAt (value: unknown, path: readonly string[], names: Names): unknown {
  const [step, ...rest] = path
  if (Array.isArray(value)) return step === '*' ? value.map((element) => renameAt(element, rest, names)) : value
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => {
    if (step === undefined) return [names.get(name) ?? name, inner]
    return [name, step === '*' || step === name ? renameAt(inner, rest, names) : inner]
  }))
}
