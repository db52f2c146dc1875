import type { FromSchema, JSONSchema } from 'json-schema-to-ts'
import { firstChangeNumber } from '../options/control.ts'

/** The settings of a new tenant. */
export const tenantSettings = {
  type: 'object',
  properties: {
    clock: {
      type: 'string',
      format: 'start-clock',
      description: 'Start of its clock (ISO 8601 instant), or `real`; by default that of the option `clock`'
    },
    firstChangeNumber: {
      ...firstChangeNumber,
      description: 'Change number of its first feed item; by default that of the option `firstChangeNumber`, or the ' +
        'current time (µs since 1970)'
    }
  },
  additionalProperties: false
} as const satisfies JSONSchema
export type TenantSettings = FromSchema<typeof tenantSettings>

/** The name of a tenant in an address. */
export const tenantParams = {
  type: 'object', properties: { id: { type: 'string' } }, required: ['id'], additionalProperties: false
} as const satisfies JSONSchema
