import { tenantSettings } from '../../control/tenants.ts'
import type { Operation } from '../operation.ts'
import { CONTROLLED, DONE, listOf } from './shared.ts'

const tenant = {
  type: 'object',
  properties: { id: { type: 'string' }, url: { type: 'string', format: 'uri' }, settings: tenantSettings },
  required: ['id', 'url', 'settings']
} as const

/** Simulators of their own in one process. */
export const TENANTS = {
  putTenant: {
    ...CONTROLLED,
    summary: 'Make a tenant',
    description: 'A tenant is a simulator of its own at `/t/{id}`, with the same endpoints as this one.',
    examples: { largeChangeNumbers: { firstChangeNumber: 5000000000000000 } },
    parameters: { id: 'worker-3' },
    answers: {
      200: { description: 'There is such a tenant', schema: tenant },
      201: { description: 'The tenant', schema: tenant, headers: { location: 'Its base URL' } }
    }
  },
  listTenants: {
    ...CONTROLLED,
    summary: 'List tenants',
    answers: { 200: { description: 'The tenants, the one used longest ago first', schema: listOf(tenant) } }
  },
  removeTenant: { ...CONTROLLED, summary: 'End a tenant', parameters: { id: 'worker-3' }, answers: DONE }
} as const satisfies Readonly<Record<string, Operation>>
