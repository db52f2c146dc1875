/** A JSON value without `null`. */
export type Json = string | number | boolean | readonly Json[] | JsonObject

/** A JSON-LD node or a part of one. OpenActive documents have no `null`. */
export interface JsonObject { readonly [property: string]: Json | undefined }

/**
 * Write a JSON value in a canonical form: with sorted keys. Equal values give equal texts.
 * @param value - a JSON value
 * @returns the canonical text
 */
export function canonical (value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  return isObject(value) ? writeObject(value, canonical) : JSON.stringify(value)
}

/**
 * Write a JSON-LD node in a canonical form: with sorted keys, with the values of each list sorted, because lists of
 * JSON-LD are sets, and with bare IRIs in place of nodes of `@id` and `@type` alone. Equal content gives equal text.
 * @param value - a node or a part of one
 * @returns the canonical text
 * @see {@link https://www.w3.org/TR/json-ld11/#sets-and-lists}
 */
export function canonicalNode (value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalNode).sort().join(',')}]`
  if (!isObject(value)) return JSON.stringify(value)
  const isReference = '@id' in value && Object.keys(value).length === ('@type' in value ? 2 : 1)
  return isReference ? JSON.stringify(value['@id']) : writeObject(value, canonicalNode)
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

function writeObject (value: Readonly<Record<string, unknown>>, write: (part: unknown) => string): string {
  const properties = Object.entries(value).sort(([a], [b]) => a < b ? -1 : 1)
  return `{${properties.map(([name, part]) => `${JSON.stringify(name)}:${write(part)}`).join(',')}}`
}
