import type { History, ReadRow } from '../engine/history.ts'
import { parseCheckedLine } from './checked-line.ts'
import { DataFileError, UnknownVersionError } from './data-file-error.ts'
import { COMMIT_LINE, FORMAT, JOURNAL_LINE, type JournalEnd } from './format.ts'
import { type Line, parseOrUndefined, readLines } from './lines.ts'
import { createRowReader, type RowReader } from './row-reader.ts'
import type { ReaderParts } from './snapshot-reader.ts'

/** A journal that was read. */
export interface ReadJournal {
  /** Id of its store. */
  readonly instance: string
  /** Number of the last commit before it. */
  readonly after: number
  readonly end: JournalEnd
  /** First line of a commit that is incomplete: it was never acknowledged. */
  readonly torn: Line | undefined
}

/** A row and its line, until the commit is complete. */
interface Pending { readonly read: ReadRow, readonly line: Line }

/**
 * Add the commits of a journal that a state lacks.
 * @param file - path of the journal
 * @param parts - file system and versions
 * @param history - the state
 * @param requireOwn - throws an error unless the journal belongs to the state
 * @returns the end of the journal, undefined if it has not even a complete first line
 * @throws {DataFileError} if a line is damaged or a commit is missing
 * @throws {UnknownVersionError} if another release wrote it
 */
export async function readJournal (
  file: string, { files, reader, written }: ReaderParts, history: History,
  requireOwn: (instance: string, after: number) => void
): Promise<ReadJournal | undefined> {
  let journal: { rows: RowReader, instance: string, after: number, start: number } | undefined
  let end: JournalEnd | undefined
  let sequence = 0
  let pending: Pending[] = []
  let versions: string[] = []
  let torn: Line | undefined
  for await (const lines of readLines(file, files)) {
    for (const line of lines) {
      if (!line.complete) {
        requireTorn(file, line, journal?.rows.chain() ?? 0)
        torn ??= line
      } else if (journal === undefined) {
        journal = parseHeader(file, line, createRowReader(file, 0, reader))
        requireOwn(journal.instance, journal.after)
        sequence = journal.after
        end = { start: journal.start, byte: journal.start, chain: journal.rows.chain() }
      } else {
        const read = journal.rows.read(line)
        torn ??= line
        if ('row' in read) pending.push({ read, line })
        else if ('version' in read) versions.push(read.version)
        else {
          requireCommit(file, line, read.values, ++sequence)
          if (sequence > history.sequence()) addCommit(file, sequence, pending, history)
          for (const version of versions) written.add(version)
          end = { start: journal.start, byte: line.byte + line.bytes.length + 1, chain: journal.rows.chain() }
          pending = []
          versions = []
          torn = undefined
        }
      }
    }
  }
  return journal && end && { instance: journal.instance, after: journal.after, end, torn }
}

/** A write that was cut off leaves the beginning of a line. A whole line with another byte at its end is damaged. */
function requireTorn (file: string, line: Line, chain: number): void {
  if (parseCheckedLine(line.bytes.subarray(0, -1), chain) === undefined) return
  throw new DataFileError(file, line, 'a line break at its end', 'another byte')
}

function parseHeader (
  file: string, line: Line, rows: RowReader
): { rows: RowReader, instance: string, after: number, start: number } {
  const claimed = parseOrUndefined(line.bytes.toString())
  const [, name, version] = Array.isArray(claimed) ? claimed as unknown[] : []
  if (name === JOURNAL_LINE && Number.isSafeInteger(version) && version !== FORMAT) {
    throw new UnknownVersionError(file, version)
  }
  const read = rows.read(line)
  const [kind, , instance, after] = 'values' in read ? read.values : []
  if (kind === JOURNAL_LINE && typeof instance === 'string' && typeof after === 'number') {
    return { rows, instance, after, start: line.bytes.length + 1 }
  }
  throw new DataFileError(file, line, 'the header of a journal', 'another line')
}

function requireCommit (file: string, line: Line, [kind, sequence]: readonly unknown[], expected: number): void {
  if (kind !== COMMIT_LINE) throw new DataFileError(file, line, 'a record or the end of a commit', 'another line')
  if (sequence !== expected) throw new DataFileError(file, line, `commit ${expected}`, `commit ${String(sequence)}`)
}

function addCommit (file: string, sequence: number, pending: readonly Pending[], history: History): void {
  for (const { read, line } of pending) {
    if (!history.add(read)) {
      const number = String(read.row[3]?.[1])
      throw new DataFileError(file, line, 'a change number above all earlier ones', `change number ${number}`)
    }
  }
  history.commit(sequence)
}
