import type { FromSchema, JSONSchema } from 'json-schema-to-ts'

/** Parameters of the report on a broker. */
export const brokerReportQuery = {
  type: 'object',
  properties: {
    partner: { type: 'string', minLength: 1, maxLength: 200, description: 'Id of the booking partner; all without it' }
  },
  additionalProperties: false
} as const satisfies JSONSchema

export type BrokerReportQuery = FromSchema<typeof brokerReportQuery>
