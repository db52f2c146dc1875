import { scenario } from '../../control/scenario.ts'
import type { Operation } from '../operation.ts'
import { CONTROLLED, DONE, listOf } from './shared.ts'

const text = { type: 'string' } as const

const ABOUT = {
  name: text,
  title: text,
  happens: { ...text, description: 'Course of events' },
  broker: { ...text, description: 'Conduct of a good broker' },
  running: { const: true, description: 'Set on the scenario that runs' }
} as const

const objects = { type: 'array', items: { type: 'object' } } as const

/** Named sets of data, faults and steps. */
export const SCENARIOS = {
  listScenarios: {
    ...CONTROLLED,
    summary: 'List the scenarios',
    answers: {
      200: {
        description: 'The scenarios of this package, and the one that runs',
        schema: listOf({ type: 'object', properties: ABOUT, required: ['name'] })
      }
    }
  },
  startScenario: {
    ...CONTROLLED,
    summary: 'Start a scenario, in place of the one that runs',
    request: scenario,
    description: 'Without a body, the name is that of a scenario of this package. A body is one of your own.',
    examples: {
      own: { opportunities: [{ price: 7.5 }], steps: [{ after: 'B', do: 'notice', with: { text: 'Bring a mat.' } }] }
    },
    parameters: { name: 'bring-a-mat' },
    answers: {
      201: {
        description: 'The scenario with the opportunities and faults that it has made',
        schema: {
          type: 'object',
          properties: { ...ABOUT, opportunities: objects, faults: objects, steps: objects },
          required: ['name', 'opportunities', 'faults', 'steps']
        }
      }
    }
  },
  endScenario: { ...CONTROLLED, summary: 'End the scenario that runs', answers: DONE }
} as const satisfies Readonly<Record<string, Operation>>
