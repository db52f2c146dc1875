/** A map of limited size. */
export interface RecentMap<Value> {
  /** @returns the value of a key, which counts as its use. */
  get (key: string): Value | undefined
  /** Store a value. @returns the keys that the map has forgotten for it: those used longest ago */
  set (key: string, value: Value): string[]
  delete (key: string): void
  /** @returns the number of its keys. */
  size (): number
}

/**
 * Create a map that forgets the key used longest ago once it has too many.
 * @param limit - most keys (count)
 */
export function createRecentMap<Value> (limit: number): RecentMap<Value> {
  // A Map lists its keys in the order of their insertion.
  const values = new Map<string, Value>()

  function set (key: string, value: Value): string[] {
    values.delete(key)
    values.set(key, value)
    const forgotten: string[] = []
    for (const oldest of values.keys()) {
      if (values.size <= limit) break
      values.delete(oldest)
      forgotten.push(oldest)
    }
    return forgotten
  }

  function get (key: string): Value | undefined {
    const value = values.get(key)
    if (value !== undefined) set(key, value)
    return value
  }

  return { get, set, delete: (key) => { values.delete(key) }, size: () => values.size }
}
