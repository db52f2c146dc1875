import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'

/** One line of a file, without the `\n` that ends it. */
export interface Line {
  readonly text: string
  /** Number of the line, counted from 1. */
  readonly number: number
  /** Offset of the line in the file (bytes). */
  readonly byte: number
  /** False for a last line without `\n`. */
  readonly complete: boolean
}

const NEWLINE = 0x0a
const CHUNK = 1024 * 1024

/**
 * Read a file line by line, so that no string holds the whole file. Only `\n` ends a line: node:readline of Node 24
 * also breaks lines at U+2028 and U+2029, which JSON strings may contain.
 * @param file - path of a UTF-8 file
 * @returns the lines in order
 * @throws {Error} if the file cannot be read
 */
export async function * readLines (file: string): AsyncGenerator<Line> {
  let rest = Buffer.alloc(0)
  let byte = 0
  let number = 0
  for await (const chunk of createReadStream(file, { highWaterMark: CHUNK }) as AsyncIterable<Buffer>) {
    const bytes = Buffer.concat([rest, chunk])
    let start = 0
    for (let end = bytes.indexOf(NEWLINE); end !== -1; end = bytes.indexOf(NEWLINE, start)) {
      yield { text: bytes.toString('utf8', start, end), number: ++number, byte: byte + start, complete: true }
      start = end + 1
    }
    rest = bytes.subarray(start)
    byte += start
  }
  if (rest.length > 0) yield { text: rest.toString('utf8'), number: number + 1, byte, complete: false }
}

/** @returns the value of a JSON text, undefined if it is not JSON. */
export function parseOrUndefined (text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** @returns how an error message names an unexpected line, without its content, which may be personal data. */
export function describeText (text: string): string {
  return parseOrUndefined(text) === undefined ? 'text that is not JSON' : 'other JSON'
}

/**
 * Check whether a file exists. A file that cannot be examined is not missing: a caller would overwrite it.
 * @param file - path of the file
 * @returns whether it exists
 * @throws {Error} if the system cannot tell
 */
export async function exists (file: string): Promise<boolean> {
  try {
    await stat(file)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
    throw error
  }
}
