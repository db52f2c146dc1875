import type { FromSchema, JSONSchema } from 'json-schema-to-ts'
import { faultRule } from './faults.ts'
import { newOpportunity } from './new-opportunity.ts'

const sentence = { type: 'string', minLength: 1, maxLength: 1000 } as const

/** An action of the seller, or of time, that follows a successful request. */
const step = {
  type: 'object',
  properties: {
    after: { type: 'string', enum: ['C1', 'C2', 'P', 'B', 'U'], description: 'Stage that it follows' },
    do: {
      type: 'string',
      enum: ['accept', 'amend', 'reject', 'cancel', 'replace', 'notice', 'move', 'advance'],
      description: 'Action of the seller; `move` moves the opportunities of the order, `advance` the clock'
    },
    wait: {
      type: 'string',
      format: 'duration',
      maxLength: 50,
      description: 'Time after which the seller accepts or rejects, by the simulated clock'
    },
    with: { type: 'object', description: 'Arguments of the action, as in the call of this name' }
  },
  required: ['after', 'do'],
  additionalProperties: false
} as const

/** A named set of data, faults and steps that puts brokers to the test. */
export const scenario = {
  type: 'object',
  properties: {
    title: sentence,
    happens: { ...sentence, description: 'Course of events' },
    broker: { ...sentence, description: 'Conduct of a good broker' },
    opportunities: {
      type: 'array', maxItems: 50, items: newOpportunity, description: 'Opportunities that it creates'
    },
    faults: { type: 'array', maxItems: 50, items: faultRule, description: 'Faults that it adds' },
    steps: { type: 'array', maxItems: 50, items: step, description: 'Actions that follow requests' }
  },
  additionalProperties: false
} as const satisfies JSONSchema

export type Scenario = FromSchema<typeof scenario>
export type ScenarioStep = FromSchema<typeof step>

/** The name of a scenario in an address. */
export const scenarioParams = {
  type: 'object', properties: { name: { type: 'string', minLength: 1, maxLength: 100 } }, required: ['name']
} as const satisfies JSONSchema
