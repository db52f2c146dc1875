import type { FromSchema, JSONSchema } from 'json-schema-to-ts'

/** Stages that faults and the request log know. `feed` are the open feeds and those of a booking partner. */
export const STAGES = ['C1', 'C2', 'P', 'B', 'U', 'status', 'deletion', 'feed', 'token'] as const

export type Stage = typeof STAGES[number]

/** Stages that `booking` stands for: new orders and changes of orders. */
const STAGES_OF_BOOKING = ['C1', 'C2', 'P', 'B', 'U'] as const satisfies readonly Stage[]

/** @returns the stages that a rule concerns. */
export const stagesOf = (on: FaultRule['on']): readonly [Stage, ...Stage[]] =>
  on === 'booking' ? STAGES_OF_BOOKING : [on]

/** Longest delay of an answer (ms). */
const LONGEST_DELAY = 300_000

const iri = { type: 'string', minLength: 1, maxLength: 2000 } as const
const count = { type: 'integer', minimum: 1, maximum: 1_000_000_000 } as const
const yes = { const: true } as const

/** Which opportunity a fault concerns, and its effects. */
const EFFECTS = {
  opportunity: { ...iri, description: '`@id` of an opportunity that the request must name' },
  delay: { type: 'integer', minimum: 1, maximum: LONGEST_DELAY, description: 'Delay of the answer (ms)' },
  jitter: {
    type: 'integer', minimum: 1, maximum: LONGEST_DELAY, description: 'Most that chance adds to the delay (ms)'
  },
  error: { type: 'string', minLength: 1, description: 'Error type of the Open Booking API to answer with' },
  status: { type: 'integer', minimum: 400, maximum: 599, description: 'HTTP status of an error to answer with' },
  retryAfter: { type: 'integer', minimum: 0, maximum: 86_400, description: 'Header `Retry-After` of the error (s)' },
  drop: {
    type: 'string',
    enum: ['before', 'during'],
    description: 'Close the connection before anything is done, or in the middle of the answer'
  },
  loseAnswer: { ...yes, description: 'Do what is asked, then close the connection without an answer' },
  takeSpaces: { ...count, description: 'Spaces of each opportunity that somebody else books first (count)' },
  changePrice: {
    type: 'number',
    minimum: 0,
    maximum: 1_000_000,
    description: 'Price that the seller first gives the accepted offers'
  },
  endLease: { ...yes, description: 'End the lease of the UUID first' },
  stuck: { ...yes, description: 'Show no change that is newer than this rule' },
  repeatPage: { ...yes, description: 'Let the page link to itself, so that it is read again' },
  repeatItem: { ...yes, description: 'Show the first item of the page again later, with a higher change number' },
  gaps: { ...count, description: 'Show the first item of the page again later, after this many unused change numbers' },
  pageSize: { type: 'integer', minimum: 1, maximum: 500, description: 'Most items of a page (count)' },
  unordered: { ...yes, description: 'Breach of RPDE: reverse the items of the page' }
} as const

/** A rule that provokes faults; the fields before the effects say when. */
export const faultRule = {
  type: 'object',
  properties: {
    on: {
      type: 'string',
      enum: [...STAGES, 'booking'],
      description: 'Stage of the request; `booking` stands for C1, C2, P, B and U'
    },
    partner: { type: 'string', minLength: 1, maxLength: 200, description: 'Id of the booking partner' },
    seller: { ...iri, description: '`@id` of the seller' },
    order: { type: 'string', format: 'any-uuid', description: 'UUID of the order' },
    feed: { type: 'string', minLength: 1, maxLength: 100, description: 'Name of the feed: the end of its address' },
    times: { ...count, description: 'Requests that have the fault (count); all without it' },
    after: { ...count, description: 'Matching requests that come before it (count)' },
    probability: { type: 'number', exclusiveMinimum: 0, maximum: 1, description: 'Share of the requests that have it' },
    seed: { type: 'integer', minimum: 0, maximum: 4_294_967_295, description: 'Seed of chance, by default 1' },
    from: { type: 'string', format: 'instant', description: 'First instant, by the clock of the simulator' },
    until: { type: 'string', format: 'instant', description: 'Instant from which the fault is over' },
    ...EFFECTS
  },
  required: ['on'],
  additionalProperties: false
} as const satisfies JSONSchema

/** A fault of the one request that carries it in the header `X-Simulator-Fault`. */
export const requestFault = {
  type: 'object', properties: EFFECTS, additionalProperties: false
} as const satisfies JSONSchema

export type FaultRule = FromSchema<typeof faultRule>
export type RequestFault = FromSchema<typeof requestFault>

/** The id of a rule in a path. */
export const faultParams = {
  type: 'object', properties: { id: { type: 'string', minLength: 1, maxLength: 100 } }, required: ['id']
} as const satisfies JSONSchema
