import { BASE } from '../protocol/ids.ts'
import type { Json } from '../protocol/json.ts'











/** @returns stored JSON-LD with the base URL put in. */
export function withBase<T extends Json> (value: T, base: string): T {
  if (typeof value === 'string') return (value.startsWith(BASE) ? base + value.slice(BASE.length) : value) as T
  if (Array.isArray(value)) return value.map((part: Json) => withBase(part, base)) as unknown as T
  if (typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, part === undefined ? part : withBase(part, base)])) as T
}
