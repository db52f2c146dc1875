import { open, rename, type FileHandle } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Adapter } from 'lowdb'
import { DataFileError, ForeignFileError } from './data-file-error.ts'
import { describeText, exists, type Line, parseOrUndefined, readLines } from './lines.ts'
import { renameOldProperties } from './old-rows.ts'
import { isRow, type Row } from './tables.ts'

/** The whole state at one instant. */
export interface Snapshot {
  /** Number of its last commit. */
  readonly sequence: number
  /** The last change number that was assigned. */
  readonly modified: number
  readonly rows: readonly Row[]
}

const VERSION = 2
const HEADER = `the header of a data file of version ${VERSION}`
const BEGIN = '{"openBookingSimulator":'
/** Characters to collect before a write. */
const CHUNK = 256 * 1024
/** The last line. */
const END = ']}'

/** @returns the path of the temporary file that replaces a data file once it is complete. */
export const temporaryOf = (file: string): string => `${file}.tmp`

/**
 * Create a lowdb adapter for one JSON file with a record per line. It works line by line, so that no string holds the
 * whole state, and replaces the file only by a complete, durable one.
 * @param file - path of the data file
 * @returns the adapter. Its `read` throws DataFileError for a damaged file, ForeignFileError for another one
 */
export function snapshotFile (file: string): Adapter<Snapshot> {
  return { read: () => readSnapshot(file), write: (snapshot) => writeSnapshot(file, snapshot) }
}

async function writeSnapshot (file: string, { sequence, modified, rows }: Snapshot): Promise<void> {
  const temporary = temporaryOf(file)
  const handle = await open(temporary, 'w', 0o600)
  try {
    await writeRows(handle, `${BEGIN}${VERSION},"sequence":${sequence},"modified":${modified},"records":[`, rows)
    await handle.datasync()
  } finally {
    await handle.close()
  }
  await rename(temporary, file)
  await syncFolderOf(file)
}

async function writeRows (handle: FileHandle, header: string, rows: readonly Row[]): Promise<void> {
  let chunk = header
  for (const [index, row] of rows.entries()) {
    chunk += `${index === 0 ? '' : ','}\n${JSON.stringify(row)}`
    if (chunk.length > CHUNK) {
      await handle.writeFile(chunk)
      chunk = ''
    }
  }
  await handle.writeFile(`${chunk}\n${END}\n`)
}

/**
 * Refuse a file that is not a data file. A missing or an empty file passes.
 * @param file - path of the file
 * @throws {ForeignFileError} if it begins like another file
 */
export async function requireOwnFile (file: string): Promise<void> {
  if (!await exists(file)) return
  const handle = await open(file, 'r')
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(BEGIN.length), 0, BEGIN.length, 0)
    if (bytesRead > 0 && buffer.toString('utf8', 0, bytesRead) !== BEGIN) throw new ForeignFileError(file)
  } finally {
    await handle.close()
  }
}

async function readSnapshot (file: string): Promise<Snapshot | null> {
  if (!await exists(file)) return null
  await requireOwnFile(file)
  const rows: Row[] = []
  let header: Pick<Snapshot, 'sequence' | 'modified'> | undefined
  let last: Line | undefined
  for await (const line of readLines(file)) {
    if (last?.text === END) throw new DataFileError(file, line, 'the end of the file', 'another line')
    if (header === undefined) header = parseHeader(file, line)
    else if (line.text !== END) rows.push(parseRow(file, line))
    last = line
  }
  if (header === undefined || last === undefined) {
    throw new DataFileError(file, { number: 1, byte: 0 }, HEADER, 'an empty file')
  }
  if (last.text !== END) throw new DataFileError(file, last, `another line or ${END} after it`, 'the end of the file')
  return { ...header, rows }
}

type Header = Partial<Snapshot> & { readonly openBookingSimulator?: unknown }

function parseHeader (file: string, line: Line): Pick<Snapshot, 'sequence' | 'modified'> {
  const header = parseOrUndefined(`${line.text}${END}`) as Header | undefined
  const { openBookingSimulator: version, sequence, modified } = header ?? {}
  if (version !== VERSION || !Number.isSafeInteger(sequence) || !Number.isSafeInteger(modified)) {
    const isOtherVersion = Number.isSafeInteger(version) && version !== VERSION
    throw new DataFileError(file, line, HEADER, isOtherVersion ? `version ${String(version)}` : 'a damaged header')
  }
  return { sequence: sequence ?? 0, modified: modified ?? 0 }
}

function parseRow (file: string, line: Line): Row {
  const text = line.text.endsWith(',') ? line.text.slice(0, -1) : line.text
  const row = parseOrUndefined(text)
  if (isRow(row)) return renameOldProperties(row)
  throw new DataFileError(file, line, 'a record', describeText(text))
}

/** Make a new or renamed name in a folder durable. */
export async function syncFolderOf (file: string): Promise<void> {
  // Windows cannot open a folder and needs no such step.
  if (process.platform === 'win32') return
  const folder = await open(dirname(file), 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
