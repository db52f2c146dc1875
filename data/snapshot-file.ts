import { createReadStream } from 'node:fs'
import { open, rename, stat, type FileHandle } from 'node:fs/promises'
import { dirname } from 'node:path'
import { createInterface } from 'node:readline'
import type { Adapter } from 'lowdb'
import { DataFileError } from './data-file-error.ts'
import type { Row } from './tables.ts'

/** The whole state at one instant. */
export interface Snapshot {
  /** Number of the last commit in it. */
  readonly sequence: number
  /** The last change number given out. */
  readonly modified: number
  readonly rows: readonly Row[]
}

const VERSION = 1
const CHUNK = 256 * 1024

/**
 * A lowdb adapter for one JSON file with a record per line. It writes and reads line by line, so that no string ever
 * holds the whole state, and replaces the file only by a complete, fsynced one.
 */
export function snapshotFile (file: string): Adapter<Snapshot> {
  return { read: () => readSnapshot(file), write: (snapshot) => writeSnapshot(file, snapshot) }
}

async function writeSnapshot (file: string, { sequence, modified, rows }: Snapshot): Promise<void> {
  const temporary = `${file}.tmp`
  const handle = await open(temporary, 'w', 0o600)
  try {
    await writeRows(handle, `{"openBookingSimulator":${VERSION},"sequence":${sequence},"modified":${modified},"records":[`, rows)
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
  await handle.writeFile(`${chunk}\n]}\n`)
}

async function readSnapshot (file: string): Promise<Snapshot | null> {
  if (await stat(file).catch(() => null) === null) return null
  const lines = createInterface({ input: createReadStream(file), crlfDelay: Infinity })
  const rows: Row[] = []
  let header: Pick<Snapshot, 'sequence' | 'modified'> | undefined
  let complete = false
  let line = 0
  let byte = 0
  for await (const text of lines) {
    line++
    if (complete) throw new DataFileError(file, line, byte, 'goes on after the end')
    if (header === undefined) header = parseHeader(text, file, line, byte)
    else if (text === ']}') complete = true
    else rows.push(parseRow(text, file, line, byte))
    byte += Buffer.byteLength(text) + 1
  }
  if (header === undefined || !complete) throw new DataFileError(file, line, byte, 'is not the end that was expected')
  return { ...header, rows }
}

function parseHeader (text: string, file: string, line: number, byte: number): Pick<Snapshot, 'sequence' | 'modified'> {
  const parsed = parseOrNull(`${text}]}`) as { openBookingSimulator?: number, sequence?: number, modified?: number } | null
  if (parsed?.openBookingSimulator !== VERSION || !Number.isSafeInteger(parsed.sequence) || !Number.isSafeInteger(parsed.modified)) {
    throw new DataFileError(file, line, byte, `is not the beginning of a data file of version ${VERSION}`)
  }
  return { sequence: parsed.sequence ?? 0, modified: parsed.modified ?? 0 }
}

function parseRow (text: string, file: string, line: number, byte: number): Row {
  const row = parseOrNull(text.endsWith(',') ? text.slice(0, -1) : text)
  if (Array.isArray(row) && row.length >= 3 && typeof row[2] === 'object') return row as unknown as Row
  throw new DataFileError(file, line, byte, 'is not a record')
}

function parseOrNull (text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
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
