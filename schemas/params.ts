/** A UUID that a broker made. Upper and lower case are two ids, as they came. */
export const uuidParams = {
  type: 'object',
  properties: {
    uuid: { type: 'string', pattern: '^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$' }
  },
  required: ['uuid']
} as const
