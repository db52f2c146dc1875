import type { FileHandle } from 'node:fs/promises'
import type { Adapter } from 'lowdb'
import type { Snapshot } from '../engine/snapshot.ts'
import { toRow } from '../engine/entries.ts'
import { bodyOf } from '../form/stored-form.ts'
import type { Versions } from '../form/versions.ts'
import { UnknownVersionError } from './data-file-error.ts'
import { syncFolderOf } from './file-system.ts'
import { DATA_FILE_END, END_LINE, FORMAT, headerLine } from './format.ts'
import { createLineWriter } from './line-writer.ts'
import { readSnapshot, type ReaderParts, versionOfDataFile } from './snapshot-reader.ts'
import { OLD_FORMAT, readOldSnapshot } from './version-2.ts'
import type { WatchedFile } from './watched-file.ts'

/** Characters to write before other work has its turn: requests wait for one slice (count). */
const SLICE = 64 * 1024

/** @returns the path of the temporary file that replaces a data file once it is complete. */
export const temporaryOf = (file: string): string => `${file}.tmp`

/** Parts of the lowdb adapter. */
export interface SnapshotFileParts extends ReaderParts {
  /** Path of the data file. */
  readonly file: string
  readonly versions: Versions
  readonly watched: WatchedFile
  /** Ends a write early. */
  readonly signal: AbortSignal
}

/**
 * Create a lowdb adapter for one JSON file with a record per line. It works line by line, so that no string holds the
 * whole state, and replaces the file only by a complete, durable one.
 * @param parts - path, file system and versions
 * @returns the adapter. Its `read` gives null without a file, and throws an error for a damaged or foreign one
 */
export function snapshotFile (parts: SnapshotFileParts): Adapter<Snapshot> {
  return { read: () => readDataFile(parts), write: (snapshot) => writeSnapshot(snapshot, parts) }
}

async function readDataFile (parts: SnapshotFileParts): Promise<Snapshot | null> {
  const { file, files } = parts
  const version = await versionOfDataFile(file, files)
  if (version === undefined) return null
  if (version === OLD_FORMAT) return await readOldSnapshot(file, parts)
  if (version > FORMAT) throw new UnknownVersionError(file, version)
  return await readSnapshot(file, parts)
}

async function writeSnapshot (snapshot: Snapshot, parts: SnapshotFileParts): Promise<void> {
  const { file, files, watched } = parts
  const temporary = temporaryOf(file)
  try {
    const handle = await files.open(temporary, 'w', 0o600)
    try {
      await writeLines(handle, snapshot, parts)
      await handle.datasync()
    } finally {
      await handle.close()
    }
    await watched.expect(temporary)
    await files.rename(temporary, file)
  } catch (error) {
    // The room belongs to the journal.
    await files.rm(temporary, { force: true }).catch(() => {})
    throw error
  }
  await watched.accept()
  await syncFolderOf(file, files)
}

async function writeLines (
  handle: FileHandle, snapshot: Snapshot, { versions, written, signal }: SnapshotFileParts
): Promise<void> {
  const header = headerLine(snapshot)
  const append = async (bytes: Buffer): Promise<void> => { await handle.appendFile(bytes) }
  const writer = createLineWriter(append, header.chain, { end: ',\n', chunkLength: SLICE })
  writer.text(`${header.text}\n`)
  // Commits add versions to the list at the same time, and these are not in this file.
  const own = new Set<string>()
  const isWritten = (digest: string): boolean => {
    if (own.has(digest)) return true
    own.add(digest)
    written.add(digest)
    return false
  }
  for (const entry of snapshot.entries) {
    signal.throwIfAborted()
    writer.row(versions.encode(toRow(entry.kind, entry.id, entry)), isWritten)
    if (writer.isFull()) await writer.flush()
  }
  await writer.end(bodyOf([END_LINE, snapshot.entries.length]), `\n${DATA_FILE_END}\n`)
}
