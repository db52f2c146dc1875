import { crc32 } from 'node:zlib'
import { parseOrUndefined } from './lines.ts'

/**
 * A line with a checksum: `["CRC",…]`. The CRC32 covers everything after it and continues that of the line before, so
 * a changed byte and a line that is lost, moved or repeated all break the chain.
 */
export interface CheckedLine {
  /** Elements after the checksum. */
  readonly values: readonly unknown[]
  /** Checksum of the chain up to this line, with which the next line goes on. */
  readonly chain: number
}

/** @returns a checksum as 8 hexadecimal digits. */
export const checksumText = (chain: number): string => chain.toString(16).padStart(8, '0')

/** @returns the part of a line before its values. */
const prefixOf = (chain: number): string => `["${checksumText(chain)}",`
/** Length of the part before the values (bytes). */
const PREFIX_LENGTH = prefixOf(0).length

/**
 * Write a line.
 * @param body - the values as a JSON array without its first bracket
 * @param chain - checksum up to the line before
 * @returns the line without its line break, and the checksum up to it
 */
export function checkedLine (body: string, chain: number): { text: string, chain: number } {
  const next = crc32(body, chain)
  return { text: `${prefixOf(next)}${body}`, chain: next }
}

/**
 * Read a line.
 * @param bytes - the line, without line break and without a comma at its end
 * @param chain - checksum up to the line before
 * @returns its values and the checksum up to it, undefined if the line is damaged
 */
export function parseCheckedLine (bytes: Buffer, chain: number): CheckedLine | undefined {
  const next = crc32(bytes.subarray(PREFIX_LENGTH), chain)
  if (bytes.toString('latin1', 0, PREFIX_LENGTH) !== prefixOf(next)) return undefined
  const values = parseOrUndefined(bytes.toString())
  if (!Array.isArray(values)) return undefined
  values.shift()
  return { values, chain: next }
}
