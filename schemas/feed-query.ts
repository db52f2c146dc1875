/** The query of a feed page: a change number, below 2^53 as checked by the route. */
export const feedQuery = {
  type: 'object',
  properties: { afterChangeNumber: { type: 'string', pattern: '^(?:0|[1-9][0-9]{0,15})$' } },
  additionalProperties: false
} as const
