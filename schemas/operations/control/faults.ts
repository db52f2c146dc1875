import { faultRule } from '../../control/faults.ts'
import type { Operation } from '../operation.ts'
import { CONTROLLED, DONE, listOf } from './shared.ts'

const rule = {
  type: 'object',
  properties: {
    ...faultRule.properties,
    id: { type: 'string' },
    matched: { type: 'integer', minimum: 0, description: 'Matching requests so far (count)' },
    fired: { type: 'integer', minimum: 0, description: 'Requests so far that had the fault (count)' },
    warnings: { type: 'array', items: { type: 'string' }, description: 'Why the rule may never match' }
  },
  required: ['id', 'on']
} as const

/** Faults on purpose. */
export const FAULTS = {
  addFault: {
    ...CONTROLLED,
    summary: 'Add a fault',
    description: 'Requests that match the rule have its effects. The header `X-Simulator-Fault` is for one request.',
    examples: {
      error: { on: 'B', times: 2, error: 'TemporarilyUnableToCreateOrderError' },
      lostAnswer: { on: 'B', times: 1, loseAnswer: true },
      slowFeed: { on: 'feed', delay: 3000 }
    },
    answers: {
      201: {
        description: 'The rule',
        schema: rule,
        links: { remove: { operationId: 'removeFault', parameters: { id: '$response.body#/id' } } }
      }
    }
  },
  listFaults: {
    ...CONTROLLED,
    summary: 'List faults',
    answers: { 200: { description: 'The rules, in the order of their creation', schema: listOf(rule) } }
  },
  removeFault: { ...CONTROLLED, summary: 'Remove a fault', answers: DONE },
  clearFaults: { ...CONTROLLED, summary: 'Remove all faults', answers: DONE }
} as const satisfies Readonly<Record<string, Operation>>
