import { BASE } from '../protocol/ids.ts'
import type { Json } from '../protocol/json.ts'

/**
 * Replace the placeholder of the base URL in stored JSON-LD.
 * @param value - stored JSON-LD
 * @param base - base URL
 * @returns a copy with absolute IRIs
 */
export function withBase<T extends Json> (value: T, base: string): T {
  if (typeof value === 'string') return (value.startsWith(BASE) ? base + value.slice(BASE.length) : value) as T
  if (Array.isArray(value)) return value.map((part: Json) => withBase(part, base)) as unknown as T
  if (typeof value !== 'object') return value
  const entries = Object.entries(value).map(([name, part]) => [name, part === undefined ? part : withBase(part, base)])
  return Object.fromEntries(entries) as T
}
