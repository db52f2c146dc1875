import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** A change of one block, or of the length, that the disk may or may not have. */
export type Write = { readonly at: number, readonly bytes: Buffer } | { readonly length: number }

/** The content of one file, under whatever names. */
export interface Content {
  /** Bytes that survive a power cut. */
  synced: Buffer
  /** Later writes in order. */
  unsynced: Write[]
}

/** A change of the names in a folder. */
export type Naming = (names: Map<string, Content>) => void

/** Names and contents after a power cut, by file name. */
export type Remains = ReadonlyMap<string, Buffer>

/** Size of a block (bytes): small, so that one commit has several. */
const BLOCK = 64

/** @returns a write at an offset (bytes) as writes of single blocks. */
export function blocksOf (at: number, bytes: Buffer): Write[] {
  const writes: Write[] = []
  for (let start = 0; start < bytes.length;) {
    const end = Math.min(bytes.length, start + BLOCK - (at + start) % BLOCK)
    writes.push({ at: at + start, bytes: bytes.subarray(start, end) })
    start = end
  }
  return writes
}

/** @returns bytes after some writes; a gap between them holds zeros, as after a lost block. */
export function written (bytes: Buffer, writes: readonly Write[]): Buffer {
  return writes.reduce<Buffer>((before, write) => {
    const length = 'length' in write ? write.length : Math.max(before.length, write.at + write.bytes.length)
    const after = Buffer.alloc(length)
    before.copy(after)
    if ('bytes' in write) write.bytes.copy(after, write.at)
    return after
  }, bytes)
}

/**
 * Cut the power: of everything that is not synced, any part survives.
 * @param names - synced names
 * @param namings - later changes of names
 * @param survives - whether the next write or name survives
 */
export function cutPower (
  names: ReadonlyMap<string, Content>, namings: readonly Naming[], survives: () => boolean
): Remains {
  const kept = new Map(names)
  for (const naming of namings) if (survives()) naming(kept)
  return new Map([...kept].map(([name, { synced, unsynced }]) => [name, written(synced, unsynced.filter(survives))]))
}

/** Write what a power cut has left into a folder. */
export async function writeRemains (remains: Remains, folder: string): Promise<void> {
  for (const [name, bytes] of remains) await writeFile(join(folder, name), bytes)
}
