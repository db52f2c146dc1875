import { crc32 } from 'node:zlib'
import type { Snapshot } from '../engine/snapshot.ts'
import { checksumText } from './checked-line.ts'

/** Version of the data file and the journal. */
export const FORMAT = 3

/** First bytes of every data file. */
export const DATA_FILE_BEGIN = '{"openBookingSimulator":'
/** Last line of a data file. */
export const DATA_FILE_END = ']}'

/** First value of the line of a version. */
export const VERSION_LINE = 'version'
/** First value of the first line of a journal. */
export const JOURNAL_LINE = 'journal'
/** First value of the line that ends a commit. */
export const COMMIT_LINE = 'commit'
/** First value of the last row of a data file, which has the number of its records. */
export const END_LINE = 'end'

/** Properties of the first line of a data file. */
export type Header = Omit<Snapshot, 'entries'>

/** @returns the first line of a data file, and the checksum with which the next line goes on. */
export function headerLine ({ instance, sequence, modified }: Header): { text: string, chain: number } {
  const properties = JSON.stringify({ openBookingSimulator: FORMAT, instance, sequence, modified }).slice(0, -1)
  const chain = crc32(properties)
  return { text: `${properties},"checksum":"${checksumText(chain)}","records":[`, chain }
}

/** The journal files of a data file: the current one, and the rotated one that awaits compaction. */
export interface JournalPaths { readonly current: string, readonly rotated: string }

/** @returns the journal files of a data file. */
export const journalPaths = (dataFile: string): JournalPaths =>
  ({ current: `${dataFile}.journal`, rotated: `${dataFile}.journal.1` })

/** Where a journal goes on. */
export interface JournalEnd {
  /** Offset of the first commit (bytes). */
  readonly start: number
  /** Offset after the last commit (bytes). */
  readonly byte: number
  /** Checksum up to there. */
  readonly chain: number
}
