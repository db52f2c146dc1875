import { BASE } from '../protocol/ids.ts'
import type { Json } from '../protocol/json.ts'

interface Copy { readonly base: string, readonly value: object }

/** Stored JSON-LD never changes, so it is copied once for each base URL, and answers share the copy. */
const copies = new WeakMap<object, Copy>()

/**
 * Replace the placeholder of the base URL in stored JSON-LD.
 * @param value - stored JSON-LD
 * @param base - base URL
 * @returns the JSON-LD with absolute IRIs, which callers must not change
 */
export function withBase<T extends object> (value: T, base: string): T {
  const known = copies.get(value)
  if (known?.base === base) return known.value as T
  const copy = replaced(value as Json, base) as object
  copies.set(value, { base, value: copy })
  return copy as T
}

function replaced (value: Json, base: string): Json {
  if (typeof value === 'string') return value.startsWith(BASE) ? base + value.slice(BASE.length) : value
  if (Array.isArray(value)) return value.map((part: Json) => replaced(part, base))
  if (typeof value !== 'object') return value
  const entries = Object.entries(value).map(([name, part]) => [name, part === undefined ? part : replaced(part, base)])
  return Object.fromEntries(entries) as Json
}
