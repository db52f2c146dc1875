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
 * Query of a feed page: a position, by change number or by time and id, and the most items of a page.
 * `domain/feeds/rpde.ts` keeps numbers below 2^53 and the limit at most at its own. Other parameters are ignored:
 * clients add some against caches.
 */
export const feedQuery = {
  type: 'object',
  properties: {
    afterChangeNumber: { type: 'string', format: 'change-number' },
    afterTimestamp: { type: 'string', format: 'change-number' },
    afterId: { type: 'string', maxLength: 2000 },
    limit: { type: 'string', format: 'page-limit' }
  }
} as const
