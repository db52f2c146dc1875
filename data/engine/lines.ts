import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'

/** One line of a file, without the `\n` that ends it. */
export interface Line {
  readonly text: string
  /** Counted from 1. */
  readonly number: number
  /** Where it begins in the file, counted from 0. */
  readonly byte: number
  /** False for the end of a file that does not end with `\n`. */
  readonly complete: boolean
}

const NEWLINE = 0x0a
const CHUNK = 1024 * 1024

/**
 * Reads a file line by line, so that no string ever holds all of it. Only `\n` ends a line: node:readline (from Node 24 on)
 * would also break one at U+2028 and U+2029, which JSON strings hold as they are.
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

/** @returns the parsed text, undefined if it is not JSON. */
export function parseOrUndefined (text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** @returns whether a file is there. A file that merely can't be looked at throws: to take it for missing would be to overwrite it. */
export async function exists (file: string): Promise<boolean> {
  try {
    await stat(file)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
    throw error
  }
}
