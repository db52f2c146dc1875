import type { Operation } from '../operation.ts'
import { CONTROLLED } from './shared.ts'

const count = { type: 'integer', minimum: 0 } as const
const counts = { type: 'object', additionalProperties: count } as const

/** What the simulator holds. */
export const LISTS = {
  counters: {
    ...CONTROLLED,
    summary: 'Count what is stored',
    answers: {
      200: {
        description: 'Numbers of records, of items and proposals by status, and of spaces',
        schema: {
          type: 'object',
          properties: {
            opportunities: count,
            groups: count,
            orders: count,
            orderItems: counts,
            proposals: counts,
            leases: count,
            spaces: { type: 'object', properties: { booked: count, leased: count }, required: ['booked', 'leased'] }
          },
          required: ['opportunities', 'groups', 'orders', 'orderItems', 'proposals', 'leases', 'spaces']
        }
      }
    }
  }
} as const satisfies Readonly<Record<string, Operation>>
