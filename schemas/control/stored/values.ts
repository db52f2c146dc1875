/** Values of stored records in an import. */

/** A whole number of spaces or minor units. */
export const count = { type: 'integer', minimum: 0, maximum: 9_007_199_254_740_991 } as const

export const text = { type: 'string', minLength: 1, maxLength: 100_000 } as const
export const anyText = { type: 'string', maxLength: 100_000 } as const
export const flag = { type: 'boolean' } as const
export const yes = { const: true } as const

/** JSON-LD that no rule reads. */
export const json = { type: 'object' } as const

/** Instant in UTC: stored instants are compared as texts. */
export const instant = {
  type: 'string', format: 'instant', pattern: 'Z$', 'x-expected': 'an instant in UTC, such as 2027-03-09T10:20:00Z'
} as const

export const duration = { type: 'string', format: 'duration' } as const
export const uuid = { type: 'string', format: 'any-uuid' } as const

/** Path relative to the base URL. */
export const path = {
  type: 'string',
  pattern: '^(?![\\w+.-]*:)[^/\\s"<>\\\\][^\\s"<>\\\\]*$',
  maxLength: 2000,
  'x-expected': 'a path relative to the base URL'
} as const

/** @see {@link https://openactive.io/open-booking-api/EditorsDraft/#requiredstatustype-enumeration-values} */
export const requiredStatus = { type: 'string', enum: ['Required', 'Optional', 'Unavailable'] } as const

export const currency = {
  type: 'string', pattern: '^[A-Z]{3}$', 'x-expected': 'a currency of ISO 4217, such as GBP'
} as const
