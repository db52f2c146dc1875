import type { Low } from 'lowdb'
import { createHistory, type History } from './engine/history.ts'
import { changeNumberAt, type Snapshot } from './engine/snapshot.ts'
import { MismatchError } from './file/data-file-error.ts'
import { exists, type FileSystem, syncFolderOf } from './file/file-system.ts'
import { FORMAT, type JournalEnd, journalPaths } from './file/format.ts'
import { type ReadJournal, readJournal } from './file/journal-reader.ts'
import type { Line } from './file/lines.ts'
import { type ReaderParts, versionOfDataFile } from './file/snapshot-reader.ts'
import { OLD_FORMAT, readOldJournal } from './file/version-2.ts'

/** The state in the files of a store. */
export interface LoadedFiles {
  readonly snapshot: Snapshot
  /** Where the journal goes on, or the number of the last commit if it needs a new file. */
  readonly journal: JournalEnd | number
  /** Whether a journal has commits that the data file lacks. */
  readonly hasLaterCommits: boolean
  /** Files of version 2. */
  readonly old: readonly string[]
}

/** Parts that loading works with. */
export interface LoadParts extends ReaderParts {
  /** Path of the data file. */
  readonly file: string
  readonly db: Low<Snapshot>
  readonly clock: () => Date
  readonly warn: (message: string) => void
}

/** First byte of a journal of version 2. */
const OLD_BEGIN = '{'

/**
 * Load a data file and its journals. Change numbers go on above the stored ones and above the current instant, so that
 * they never fall behind a reader, even after an older backup.
 * @param parts - paths, file system and lowdb
 * @returns the state, and how its files go on
 * @throws {Error} if a file is damaged, of another release, or not of this store; then no file was changed
 */
export async function loadFiles (parts: LoadParts): Promise<LoadedFiles> {
  const { file, files, db, clock, warn } = parts
  const version = await versionOfDataFile(file, files)
  await db.read()
  // Without a data file, the journal has all change numbers.
  const history = createHistory(version === undefined ? { ...db.data, modified: 0 } : db.data)
  const { modified: firstModified } = db.data
  const { current, rotated } = journalPaths(file)
  const journals = await readJournals([rotated, current], version, parts, history)
  if (version === FORMAT && journals.length === 0) {
    warn(`${current} is missing or empty: expected the journal of ${file}. ` +
      'Changes that only the journal had are lost. Restore both files of one backup if you have them.')
  }
  // Change files only after everything was read: a damaged file must stay as it is.
  for (const journal of journals) await settle(journal, parts)
  await syncFolderOf(file, files)
  const loaded = history.snapshot()
  const last = journals.find(({ path }) => path === current)
  const isNew = version === undefined && journals.length === 0
  const least = isNew ? firstModified : changeNumberAt(clock())
  const instance = version === FORMAT ? loaded.instance : journals[0]?.read?.instance ?? loaded.instance
  return {
    snapshot: { ...loaded, instance, modified: Math.max(loaded.modified, least) },
    journal: last?.read?.end ?? loaded.sequence,
    hasLaterCommits: loaded.sequence > db.data.sequence,
    old: [...version === OLD_FORMAT ? [file] : [], ...journals.flatMap(({ path, read }) => read ? [] : path)]
  }
}

/** A journal: `read` is undefined for one of version 2. */
interface Found { readonly path: string, readonly read?: ReadJournal, readonly torn: Line | undefined }

async function readJournals (
  paths: readonly string[], version: number | undefined, parts: LoadParts, history: History
): Promise<Found[]> {
  const found: Found[] = []
  for (const path of paths) {
    if (!await exists(path, parts.files)) continue
    if (await beginsOld(path, parts.files)) {
      const torn = await readOldJournal(path, parts, history)
      if (version === FORMAT && history.sequence() > parts.db.data.sequence) {
        throw new MismatchError(path, 'a journal of version 3', 'one of version 2 with later commits')
      }
      found.push({ path, torn })
      continue
    }
    const [{ read: former } = {}] = found
    const requireOwn = (instance: string, after: number): void => {
      const expected = version === FORMAT ? parts.db.data.instance : former?.instance ?? instance
      if (version === OLD_FORMAT) throw new MismatchError(path, 'a journal of version 2', 'one of version 3')
      if (instance !== expected) {
        throw new MismatchError(path, `the journal of the instance ${expected}`, `that of the instance ${instance}`)
      }
      requireNoGap(path, after, history.sequence(), version === undefined ? parts.file : undefined)
    }
    const read = await readJournal(path, parts, history, requireOwn)
    if (read !== undefined) found.push({ path, read, torn: read.torn })
  }
  return found
}

function requireNoGap (path: string, after: number, sequence: number, missing: string | undefined): void {
  if (after <= sequence) return
  if (missing !== undefined) {
    throw new MismatchError(missing, `the data file up to commit ${after}, which ${path} continues`, 'no file')
  }
  throw new MismatchError(path, `a journal that continues commit ${sequence}`, `one that continues commit ${after}`)
}

async function beginsOld (path: string, { open }: FileSystem): Promise<boolean> {
  const handle = await open(path, 'r')
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(1), 0, 1, 0)
    return buffer.toString('latin1', 0, bytesRead) === OLD_BEGIN
  } finally {
    await handle.close()
  }
}

/**
 * Cut off an incomplete commit, and make the others durable: a killed process may have written them without a flush.
 */
async function settle ({ path, read, torn }: Found, { files, warn }: LoadParts): Promise<void> {
  if (torn !== undefined) {
    warn(`${path}: expected a whole commit at line ${torn.number} (byte ${torn.byte}), found an incomplete one. ` +
      'It was never acknowledged and is dropped. No action is needed.')
  }
  const handle = await files.open(path, 'r+')
  try {
    if (torn !== undefined && read !== undefined) await handle.truncate(read.end.byte)
    await handle.datasync()
  } finally {
    await handle.close()
  }
}
