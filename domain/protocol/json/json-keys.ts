import { BACKSLASH } from './json-signs.ts'

const LETTER_U = 0x75

/** Control codes by the letter that stands for them after a backslash (RFC 8259, section 7). */
const CONTROL_CODES: ReadonlyMap<number, number> =
  new Map(Object.entries({ b: 8, t: 9, n: 10, f: 12, r: 13 }).map(([letter, code]) => [letter.charCodeAt(0), code]))

/** Multiplier of MurmurHash2: it is odd, and spreads each bit. */
const MULTIPLIER = 0x5bd1e995

/** Numbers of an entry: its object, its hash, and the positions of its key. */
const ENTRY = 4
const FIRST_ENTRIES = 64

/** The keys of the objects of a JSON text. */
export interface KeyTable {
  /**
   * Add the key between two positions.
   * @param object - number of its object
   * @returns the key if its object has it already
   */
  add (object: number, start: number, end: number): string | undefined
  /** @returns the number of different keys, whatever their object; a few too low if there are thousands. */
  different (): number
}

/**
 * The numbers of small tables. One table is in use at a time, and a search ends before the next one begins, so that a
 * request need not allocate them.
 */
const SMALL_ENTRIES = new Int32Array(ENTRY * FIRST_ENTRIES)
const SMALL_SLOTS = new Int32Array(2 * FIRST_ENTRIES)
/** A bit for each value of the last 16 bits of a hash: keys with equal ones count once. */
const SEEN = new Int32Array(2048)

/**
 * Create an empty table, which ends when the next one is created. It finds keys by a hash, because a set of strings
 * takes longer than the parser.
 * @param text - the JSON text
 * @param seed - start of the hashes
 */
export function createKeyTable (text: string, seed: number): KeyTable {
  let entries = SMALL_ENTRIES
  /** Numbers of entries, 0 for none: twice as many as entries, so that few hashes meet. */
  let slots = SMALL_SLOTS.fill(0)
  let count = 0
  let different = 0
  SEEN.fill(0)

  const keyOf = (entry: number): string =>
    keyBetween(text, entries[ENTRY * entry + 2] ?? 0, entries[ENTRY * entry + 3] ?? 0)

  /** Escapes change a key: two spellings are one key, so they have one hash. */
  function hashOf (start: number, end: number): number {
    let hash = seed
    for (let position = start; position < end; position++) {
      let code = text.charCodeAt(position)
      if (code === BACKSLASH) {
        code = text.charCodeAt(++position)
        if (code === LETTER_U) {
          code = hexadecimal(text, position + 1)
          position += 4
        } else code = CONTROL_CODES.get(code) ?? code
      }
      hash = mix(hash, code)
    }
    return hash
  }

  function countKey (hash: number): void {
    const word = (hash >>> 5) & (SEEN.length - 1)
    const bits = SEEN[word] ?? 0
    const bit = 1 << (hash & 31)
    if ((bits & bit) !== 0) return
    SEEN[word] = bits | bit
    different++
  }

  function grow (): void {
    const more = new Int32Array(2 * entries.length)
    more.set(entries)
    entries = more
    slots = new Int32Array(2 * slots.length)
    for (let entry = 0; entry < count; entry++) slots[freeSlot(entries[ENTRY * entry + 1] ?? 0)] = entry + 1
  }

  function freeSlot (hash: number): number {
    const mask = slots.length - 1
    let slot = hash & mask
    while (slots[slot] !== 0) slot = (slot + 1) & mask
    return slot
  }

  /** @returns the same key of the same object, undefined without one */
  function find (object: number, hash: number, key: () => string): string | undefined {
    const mask = slots.length - 1
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const entry = (slots[slot] ?? 0) - 1
      if (entry === -1) return undefined
      if (entries[ENTRY * entry] !== object || entries[ENTRY * entry + 1] !== hash) continue
      const known = keyOf(entry)
      if (known === key()) return known
    }
  }

  return {
    add (object, start, end) {
      const ofKey = hashOf(start, end)
      countKey(ofKey)
      const hash = mix(ofKey, object)
      const known = find(object, hash, () => keyBetween(text, start, end))
      if (known !== undefined) return known
      const first = ENTRY * count
      entries[first] = object
      entries[first + 1] = hash
      entries[first + 2] = start
      entries[first + 3] = end
      slots[freeSlot(hash)] = ++count
      if (ENTRY * count === entries.length) grow()
      return undefined
    },
    different: () => different
  }
}

/** @returns a hash with one more number in it */
function mix (hash: number, more: number): number {
  const mixed = Math.imul(hash ^ more, MULTIPLIER)
  return mixed ^ (mixed >>> 15)
}

/** @returns the key between two positions, without its escapes if they are valid */
function keyBetween (text: string, start: number, end: number): string {
  const written = text.slice(start, end)
  if (!written.includes('\\')) return written
  try {
    return JSON.parse(`"${written}"`) as string
  } catch {
    return written
  }
}

/** @returns the value of four hexadecimal digits; any number where there are none, because a parser refuses them */
function hexadecimal (text: string, start: number): number {
  let value = 0
  for (let position = start; position < start + 4; position++) {
    const code = text.charCodeAt(position)
    // Digits have their value in the lower four bits; letters, of either case, have theirs less nine.
    value = (value << 4) + (code & 0xf) + (code > 0x40 ? 9 : 0)
  }
  return value
}
