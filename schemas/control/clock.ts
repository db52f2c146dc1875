/** Body of a call that sets the clock: a later instant, whether it stands still, or both. */
export const clockSetting = {
  type: 'object',
  properties: {
    at: { type: 'string', format: 'instant', description: 'Instant from now on, at most a year ahead (ISO 8601)' },
    frozen: { type: 'boolean', description: 'Whether the clock stands still; by default it goes on as it did' }
  },
  minProperties: 1,
  additionalProperties: false
} as const

/** Body of a call that moves the clock forward. */
export const clockAdvance = {
  type: 'object',
  properties: { by: { type: 'string', format: 'duration', description: 'ISO 8601 duration, at most P1Y' } },
  required: ['by'],
  additionalProperties: false
} as const
