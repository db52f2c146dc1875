import type { Json } from '../protocol/json.ts'

/**
 * Convert JSON-LD to the notation of the classic API: `type` and `id` in place of `@type` and `@id`.
 * @param value - JSON-LD
 * @returns the converted copy
 */
export function toLegacyJson (value: Json): Json {
  if (Array.isArray(value)) return value.map(toLegacyJson)
  if (typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([name, part]) =>
    [name.replace(/^@(?=type$|id$)/, ''), part === undefined ? part : toLegacyJson(part as Json)]))
}

/**
 * Take the last part of an id. The classic API ignores the rest, also if it names another system.
 * @param id - URL, path or bare id
 * @returns the text after the last slash
 */
export function lastPart (id: string): string {
  return id.slice(id.lastIndexOf('/') + 1)
}
