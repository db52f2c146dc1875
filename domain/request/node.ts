/** A JSON object, as a client sent it. */
export type Body = Readonly<Record<string, unknown>>

/** @returns whether a value is a JSON object */
export const isNode = (value: unknown): value is Body =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
