import { bodyOf } from '../form/stored-form.ts'
import { contentOf, type EncodedRow } from '../form/versions.ts'
import { checkedLine } from './checked-line.ts'
import { VERSION_LINE } from './format.ts'

/** Characters to collect before a write, unless something else is given. */
const CHUNK = 1024 * 1024

/** Writes lines with checksums in bounded chunks, so that no string holds a whole commit or file. */
export interface LineWriter {
  /** Checksum up to the last line. */
  chain (): number
  /** @returns the size of everything written so far (bytes). */
  written (): number
  /**
   * Add a line.
   * @param body - its values as a JSON array without its first bracket
   */
  line (body: string): void
  /**
   * Add a row after the versions that it refers to.
   * @param row - the row
   * @param isWritten - whether the file, or one before it, has a version; called once per reference
   */
  row (row: EncodedRow, isWritten: (digest: string) => boolean): void
  /** Add text without a checksum. */
  text (text: string): void
  /**
   * Write the last line.
   * @param body - its values
   * @param after - text after it
   * @throws {Error} if the disk fails
   */
  end (body: string, after: string): Promise<void>
  /** @returns whether so much was added that it must be written before more is. */
  isFull (): boolean
  /**
   * Write what was added.
   * @throws {Error} if the disk fails
   */
  flush (): Promise<void>
}

/**
 * Create a writer at the end of a file.
 * @param append - appends bytes to the file
 * @param from - checksum up to the line before
 * @param options - end of each line, and characters to collect before a write: as much is made without a pause
 */
export function createLineWriter (
  append: (bytes: Buffer) => Promise<void>, from: number, { end = '\n', chunkLength = CHUNK } = {}
): LineWriter {
  let chain = from
  let chunk = ''
  let written = 0

  async function flush (): Promise<void> {
    if (chunk === '') return
    const bytes = Buffer.from(chunk)
    chunk = ''
    await append(bytes)
    written += bytes.length
  }

  function line (body: string): void {
    const next = checkedLine(body, chain)
    chain = next.chain
    chunk += `${next.text}${end}`
  }

  return {
    chain: () => chain,
    written: () => written,
    line,
    row ({ body, versions }, isWritten) {
      for (const [digest, record] of versions) {
        if (!isWritten(digest)) line(bodyOf([VERSION_LINE, digest, contentOf(record)]))
      }
      line(body)
    },
    isFull: () => chunk.length > chunkLength,
    text (text) { chunk += text },
    async end (body, after) {
      chunk += `${checkedLine(body, chain).text}${after}`
      await flush()
    },
    flush
  }
}
