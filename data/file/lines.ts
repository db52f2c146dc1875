import type { FileSystem } from './file-system.ts'

/** One line of a file, without the `\n` that ends it. */
export interface Line {
  /** UTF-8. */
  readonly bytes: Buffer
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
 * Read the lines of a file, so that neither a string nor a buffer holds the whole file. The time grows with the size of
 * the file, whatever the length of its lines. Only `\n` ends a line: node:readline of Node 24 also breaks lines at
 * U+2028 and U+2029, which JSON strings may contain.
 * @param file - path of a UTF-8 file
 * @param files - file system
 * @returns the lines in order, those of a chunk at a time, so that no line needs a promise
 * @throws {Error} if the file cannot be read
 */
export async function * readLines (file: string, files: Pick<FileSystem, 'open'>): AsyncGenerator<readonly Line[]> {
  /** Parts of a line whose end is not read yet. */
  let parts: Buffer[] = []
  let byte = 0
  let number = 0
  for await (const chunk of readChunks(file, files)) {
    const lines: Line[] = []
    let start = 0
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, start)) {
      const bytes = joined(parts, chunk.subarray(start, end))
      parts = []
      lines.push({ bytes, number: ++number, byte, complete: true })
      byte += bytes.length + 1
      start = end + 1
    }
    if (start < chunk.length) parts.push(chunk.subarray(start))
    yield lines
  }
  const bytes = Buffer.concat(parts)
  if (bytes.length > 0) yield [{ bytes, number: number + 1, byte, complete: false }]
}

/** The next chunk is read while the caller works on one. */
async function * readChunks (file: string, { open }: Pick<FileSystem, 'open'>): AsyncGenerator<Buffer> {
  const handle = await open(file, 'r')
  const read = (): ReturnType<typeof handle.read<Buffer>> => handle.read(Buffer.allocUnsafe(CHUNK), 0, CHUNK, null)
  let next = read()
  try {
    while (true) {
      const { bytesRead, buffer } = await next
      if (bytesRead === 0) return
      next = read()
      // The caller may end before it gets the failure.
      next.catch(() => {})
      yield buffer.subarray(0, bytesRead)
    }
  } finally {
    await next.catch(() => {})
    await handle.close()
  }
}

function joined (parts: readonly Buffer[], last: Buffer): Buffer {
  return parts.length === 0 ? last : Buffer.concat([...parts, last])
}

/** @returns the value of a JSON text, undefined if it is not JSON. */
export function parseOrUndefined (text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
