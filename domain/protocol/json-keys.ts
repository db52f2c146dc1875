const BACKSLASH = 0x5c
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
}

/**
 * The numbers of small tables. One table is in use at a time, and a search ends before the next one begins, so that a
 * request need not allocate them.
 */
const SMALL_ENTRIES = new Int32Array(ENTRY * FIRST_ENTRIES)
const SMALL_SLOTS = new Int32Array(2 * FIRST_ENTRIES)

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
  /** Escapes change a key: two spellings are one key. */
  const unescaped = new Map<number, string>()

  const keyOf = (entry: number): string =>
    unescaped.get(entry) ?? text.slice(entries[ENTRY * entry + 2], entries[ENTRY * entry + 3])

  function hashOf (object: number, key: string, start: number, end: number): number {
    let hash = seed ^ object
    for (let position = start; position < end; position++) {
      hash = Math.imul(hash ^ key.charCodeAt(position), MULTIPLIER)
      hash ^= hash >>> 15
    }
    return hash
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
      const key = unescape(text, start, end)
      const hash = key === undefined ? hashOf(object, text, start, end) : hashOf(object, key, 0, key.length)
      const known = find(object, hash, () => key ?? text.slice(start, end))
      if (known !== undefined) return known
      const first = ENTRY * count
      entries[first] = object
      entries[first + 1] = hash
      entries[first + 2] = start
      entries[first + 3] = end
      if (key !== undefined) unescaped.set(count, key)
      slots[freeSlot(hash)] = ++count
      if (ENTRY * count === entries.length) grow()
      return undefined
    }
  }
}

/** @returns the key between two positions if it has escapes */
function unescape (text: string, start: number, end: number): string | undefined {
  for (let position = start; position < end; position++) {
    if (text.charCodeAt(position) !== BACKSLASH) continue
    try {
      return JSON.parse(text.slice(start - 1, end + 1)) as string
    } catch {
      return undefined
    }
  }
  return undefined
}
