import type { Json } from '../protocol/json.ts'

/** JSON-LD as it was written then: `type` and `id` without a sign before them. */
export function toLegacyJson (value: Json): Json {
  if (Array.isArray(value)) return value.map(toLegacyJson)
  if (typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name.replace(/^@(?=type$|id$)/, ''), part === undefined ? part : toLegacyJson(part as Json)]))
}

/** The last part of an id, whatever system it names: that is all that ever counted. */
export const lastPart = (id: string): string => id.slice(id.lastIndexOf('/') + 1)
