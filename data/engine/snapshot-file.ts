import { open, rename, type FileHandle } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Adapter } from 'lowdb'
import { DataFileError, ForeignFileError } from './data-file-error.ts'
import { exists, type Line, parseOrUndefined, readLines } from './lines.ts'
import { renameOldProperties } from './old-rows.ts'
import { isRow, type Row } from './tables.ts'

/** The whole state at one instant. */
export interface Snapshot {
  /** Number of the last commit in it. */
  readonly sequence: number
  /** The last change number given out. */
  readonly modified: number
  readonly rows: readonly Row[]
}

const VERSION = 2
const BEGIN = '{"openBookingSimulator":'
const CHUNK = 256 * 1024
/** The last line. */
const END = ']}'

/** @returns where a data file is written before it takes the place of the one before. */
export const temporaryOf = (file: string): string => `${file}.tmp`

/**
 * A lowdb adapter for one JSON file with a record per line. It writes and reads line by line, so that no string ever
 * holds the whole state, and replaces the file only by a complete, fsynced one.
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

/** @throws ForeignFileError unless a file is missing, empty, or begins like one of ours */
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
    if (last?.text === END) throw new DataFileError(file, line.number, line.byte, 'comes after the end')
    if (header === undefined) header = parseHeader(file, line)
    else if (line.text !== END) rows.push(parseRow(file, line))
    last = line
  }
  if (header === undefined || last === undefined) throw new DataFileError(file, 1, 0, 'is missing: the file is empty')
  if (last.text !== END) throw new DataFileError(file, last.number, last.byte, 'is not the end of a data file')
  return { ...header, rows }
}

function parseHeader (file: string, { text, number, byte }: Line): Pick<Snapshot, 'sequence' | 'modified'> {
  const header = parseOrUndefined(`${text}${END}`) as (Partial<Snapshot> & { openBookingSimulator?: number }) | undefined
  if (header?.openBookingSimulator !== VERSION || !Number.isSafeInteger(header.sequence) || !Number.isSafeInteger(header.modified)) {
    throw new DataFileError(file, number, byte, `is not the beginning of a data file of version ${VERSION}`)
  }
  return { sequence: header.sequence ?? 0, modified: header.modified ?? 0 }
}

function parseRow (file: string, { text, number, byte }: Line): Row {
  const row = parseOrUndefined(text.endsWith(',') ? text.slice(0, -1) : text)
  if (isRow(row)) return renameOldProperties(row)
  throw new DataFileError(file, number, byte, 'is not a record')
}

/** Makes a new or renamed name in a folder survive a power cut. */
export async function syncFolderOf (file: string): Promise<void> {
  // Windows can't open a folder, and does not need it.
  if (process.platform === 'win32') return
  const folder = await open(dirname(file), 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
