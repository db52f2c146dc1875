/** A UUID from a broker, in upper or lower case. */
export const uuidParams = {
  type: 'object',
  properties: {
    uuid: { type: 'string', pattern: '^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$' }
  },
  required: ['uuid']
} as const

/**
 * Query of a feed page: a change number. `cursorOf` in `domain/feeds/rpde.ts` keeps it below 2^53. Other parameters are
 * ignored: clients add some against caches.
 */
export const feedQuery = {
  type: 'object',
  properties: { afterChangeNumber: { type: 'string', pattern: '^(?:0|[1-9][0-9]{0,15})$' } }
} as const
