/** A JSON value without `null`. */
export type Json = string | number | boolean | readonly Json[] | JsonObject

/** A JSON-LD node or a part of one. OpenActive documents have no `null`. */
export interface JsonObject { readonly [property: string]: Json | undefined }

/**
 * Write a document in a canonical form: with sorted keys, and with bare IRIs in place of nodes of `@id` and `@type`
 * alone. Equal content gives equal text.
 * @param value - a JSON value
 * @returns the canonical text
 * @see {@link https://openactive.io/open-booking-api/EditorsDraft/#step-by-step-process-description}
 */
export function canonical (value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const isReference = '@id' in value && Object.keys(value).length === ('@type' in value ? 2 : 1)
  if (isReference) return JSON.stringify(value['@id'])
  const properties = Object.entries(value).sort(([a], [b]) => a < b ? -1 : 1)
  return `{${properties.map(([name, part]) => `${JSON.stringify(name)}:${canonical(part)}`).join(',')}}`
}
