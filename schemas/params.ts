/** A UUID from a broker. Upper and lower case give different ids. */
export const uuidParams = {
  type: 'object',
  properties: {
    uuid: { type: 'string', pattern: '^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$' }
  },
  required: ['uuid']
} as const
