import type { ReadRow } from '../engine/history.ts'
import type { Snapshot } from '../engine/snapshot.ts'
import { type Entry, toEntry } from '../engine/entries.ts'
import type { VersionReader } from '../form/versions.ts'
import type { WrittenVersions } from '../form/written-versions.ts'
import { DataFileError, ForeignFileError } from './data-file-error.ts'
import { exists, type FileSystem } from './file-system.ts'
import { DATA_FILE_BEGIN, DATA_FILE_END, END_LINE, FORMAT, type Header, headerLine } from './format.ts'
import { type Line, parseOrUndefined, readLines } from './lines.ts'
import { createRowReader, type RowReader } from './row-reader.ts'

/** Parts that the readers of all files of a store share. */
export interface ReaderParts {
  readonly files: FileSystem
  readonly reader: VersionReader
  readonly written: WrittenVersions
}

/** Digits of a version to read. */
const VERSION_DIGITS = 8
const HEADER = `the header of a data file of version ${FORMAT}`
const COMMA = 0x2c

/**
 * Find out the version of a data file.
 * @param file - path of the file
 * @param files - file system
 * @returns the version, undefined if the file is missing, 0 if it is empty
 * @throws {ForeignFileError} if it begins like another file
 */
export async function versionOfDataFile (file: string, files: FileSystem): Promise<number | undefined> {
  if (!await exists(file, files)) return undefined
  const handle = await files.open(file, 'r')
  try {
    const length = DATA_FILE_BEGIN.length + VERSION_DIGITS
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(length), 0, length, 0)
    const text = buffer.toString('latin1', 0, bytesRead)
    if (bytesRead === 0) return 0
    if (!text.startsWith(DATA_FILE_BEGIN)) throw new ForeignFileError(file)
    return Number.parseInt(text.slice(DATA_FILE_BEGIN.length), 10)
  } finally {
    await handle.close()
  }
}

/**
 * Read a data file of the current version.
 * @param file - path of the file
 * @param parts - file system and versions
 * @returns the state in the file
 * @throws {DataFileError} if a line is damaged
 */
export async function readSnapshot (file: string, { files, reader, written }: ReaderParts): Promise<Snapshot> {
  const entries: Entry[] = []
  const numbers = new Set<number>()
  let header: Header | undefined
  let rows: RowReader | undefined
  let last: Line | undefined
  let hasEnded = false
  for await (const lines of readLines(file, files)) {
    for (const line of lines) {
      if (last !== undefined && isEnd(last)) throw new DataFileError(file, line, 'the end of the file', 'another line')
      last = line
      if (rows === undefined) {
        header = parseHeader(file, line)
        rows = createRowReader(file, headerLine(header).chain, reader)
      } else if (hasEnded) {
        if (!isEnd(line)) throw new DataFileError(file, line, DATA_FILE_END, 'another line')
      } else {
        const read = rows.read(line, withoutComma(line))
        if ('version' in read) written.add(read.version)
        else if ('values' in read) hasEnded = isLastRow(file, line, read.values, entries.length)
        else addEntry(file, line, read, { entries, numbers })
      }
    }
  }
  if (header === undefined || last === undefined) {
    throw new DataFileError(file, { number: 1, byte: 0 }, HEADER, 'an empty file')
  }
  if (!isEnd(last) || !last.complete) {
    throw new DataFileError(file, last, `another line, or ${DATA_FILE_END}, after it`, 'the end of the file')
  }
  return { ...header, entries }
}

const isEnd = ({ bytes }: Line): boolean => bytes.length === DATA_FILE_END.length && bytes.toString() === DATA_FILE_END

function withoutComma ({ bytes }: Line): Buffer {
  return bytes.at(-1) === COMMA ? bytes.subarray(0, -1) : bytes
}

function parseHeader (file: string, line: Line): Header {
  const text = line.bytes.toString()
  const header = parseOrUndefined(`${text}${DATA_FILE_END}`) as Partial<Header> | undefined
  const { instance = '', sequence = 0, modified = 0 } = header ?? {}
  if (text !== headerLine({ instance, sequence, modified }).text) {
    throw new DataFileError(file, line, HEADER, 'a damaged header')
  }
  return { instance, sequence, modified }
}

function isLastRow (file: string, line: Line, values: readonly unknown[], count: number): true {
  if (values[0] === END_LINE && values[1] === count && line.bytes.at(-1) !== COMMA) return true
  throw new DataFileError(file, line, `a record, or the end of ${count} records`, 'another line')
}

interface Found { readonly entries: Entry[], readonly numbers: Set<number> }

function addEntry (file: string, line: Line, { row, size }: ReadRow, { entries, numbers }: Found): void {
  const entry = toEntry(row, size)
  if (entry === undefined || line.bytes.at(-1) !== COMMA) {
    throw new DataFileError(file, line, 'a record and a comma', 'another line')
  }
  const { modified: number } = entry
  if (number !== undefined && numbers.has(number)) {
    throw new DataFileError(file, line, 'a change number of its own', `change number ${number} a second time`)
  }
  if (number !== undefined) numbers.add(number)
  entries.push(entry)
}
