import type { ReadRow } from '../engine/history.ts'
import type { Content, StoredRow } from '../form/stored-form.ts'
import { isRow } from '../engine/entries.ts'
import type { VersionReader } from '../form/versions.ts'
import { parseCheckedLine } from './checked-line.ts'
import { DataFileError } from './data-file-error.ts'
import { VERSION_LINE } from './format.ts'
import type { Line } from './lines.ts'

/** A line of a file: a row, the digest of a version, or the values of a line of another kind. */
export type ReadLine = ReadRow | { readonly version: string } | { readonly values: readonly unknown[] }

/** Reads the lines of one file. */
export interface RowReader {
  /** @returns the checksum up to the last line. */
  chain (): number
  /**
   * Read a line.
   * @param line - the line
   * @param bytes - its bytes without a comma at the end
   * @throws {DataFileError} if the line is damaged
   */
  read (line: Line, bytes?: Buffer): ReadLine
}

/**
 * Create a reader for the lines of a file.
 * @param file - path of the file
 * @param from - checksum up to the line before
 * @param versions - gets the versions of the file, and gives them to its rows
 */
export function createRowReader (file: string, from: number, versions: VersionReader): RowReader {
  let chain = from
  return {
    chain: () => chain,
    read (line, bytes = line.bytes) {
      const parsed = parseCheckedLine(bytes, chain)
      if (parsed === undefined) {
        throw new DataFileError(file, line, 'a line that its checksum fits', 'another checksum or content')
      }
      chain = parsed.chain
      const { values } = parsed
      if (values[0] === VERSION_LINE) {
        const [, version, content] = values as [string, string, Content]
        versions.add(version, content)
        return { version }
      }
      if (!isRow(values)) return { values }
      const row = versions.decode(values as StoredRow)
      if (row === undefined) {
        throw new DataFileError(file, line, 'earlier lines with the versions that it names', 'none for one of them')
      }
      return { row, size: bytes.length }
    }
  }
}
