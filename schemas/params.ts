/** A UUID from a broker, in upper or lower case. */
export const uuidParams = {
  type: 'object',
  properties: {
    uuid: { type: 'string', format: 'any-uuid' }
  },
  required: ['uuid']
} as const

/** The UUIDs of an OrderProposal and of one of its versions. */
export const versionParams = {
  type: 'object',
  properties: { ...uuidParams.properties, version: { type: 'string', format: 'any-uuid' } },
  required: ['uuid', 'version']
} as const

/**
 * Query of a feed page: a change number. `cursorOf` in `domain/feeds/rpde.ts` keeps it below 2^53. Other parameters are
 * ignored: clients add some against caches.
 */
export const feedQuery = {
  type: 'object',
  properties: { afterChangeNumber: { type: 'string', format: 'change-number' } }
} as const
