/** A value that JSON can carry. */
export type Json = string | number | boolean | readonly Json[] | JsonObject

/** A JSON-LD node or a part of one. There is no `null`: OpenActive documents never carry one. */
export interface JsonObject { readonly [property: string]: Json | undefined }

/**
 * The content of a document, written so that two documents of the same content give the same text: without regard to the order of
 * keys, and with bare IRIs and `@id` nodes alike.
 * @see {@link https://openactive.io/open-booking-api/EditorsDraft/#step-by-step-process-description}
 */
export function canonical (value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const properties = Object.entries(value).filter(([name]) => name !== '@type' || !('@id' in value && Object.keys(value).length === 2))
  if (properties.length === 1 && properties[0]?.[0] === '@id') return JSON.stringify(properties[0][1])
  properties.sort(([a], [b]) => a < b ? -1 : 1)
  return `{${properties.map(([name, part]) => `${JSON.stringify(name)}:${canonical(part)}`).join(',')}}`
}
