import { STAGES } from '../../control/faults.ts'
import type { Operation } from '../operation.ts'
import { CONTROLLED, DONE } from './shared.ts'

const message = {
  type: 'object',
  properties: {
    headers: { type: 'object' },
    body: { description: 'Parsed JSON, or the text as it was' },
    truncated: { const: true, description: 'Set if the body was too long to keep' }
  },
  required: ['headers']
} as const

const entry = {
  type: 'object',
  properties: {
    id: { type: 'integer', description: 'Number of the request in this process' },
    requestId: { type: 'string', description: 'Its id in the log of the server, and in its error' },
    at: { type: 'string', format: 'date-time', description: 'Instant by the clock of the simulator' },
    method: { type: 'string' },
    path: { type: 'string' },
    stage: { enum: STAGES },
    caller: {
      type: 'object',
      properties: { partner: { type: 'string' }, seller: { type: 'string' } },
      required: ['partner']
    },
    order: { type: 'string', format: 'uuid' },
    status: { type: 'integer' },
    duration: { type: 'number', description: 'Time from the head of the request to its answer (ms)' },
    faults: { type: 'array', items: { type: 'string' }, description: 'Ids of the rules whose faults it had' },
    dropped: { const: true, description: 'Set if a fault dropped the connection' },
    error: { type: 'object', description: 'Type, property at fault, expectation, value received, and the check' },
    request: message,
    response: message
  },
  required: ['id', 'requestId', 'at', 'method', 'path', 'status', 'duration', 'request', 'response']
} as const

const result = {
  type: 'object',
  properties: {
    id: { type: 'string' },
    title: { type: 'string', description: 'The duty in one sentence' },
    level: { enum: ['MUST', 'SHOULD'] },
    specification: { type: 'string', format: 'uri', description: 'Section of the specification' },
    outcome: { enum: ['met', 'not met', 'not seen'], description: '`not seen` if it never applied' },
    occasions: { type: 'integer', description: 'Occasions on which it applied (count)' },
    breaches: { type: 'integer', description: 'Occasions on which it was broken (count)' },
    problems: {
      type: 'array',
      description: 'The first 20 breaches',
      items: {
        type: 'object',
        properties: {
          request: { type: 'integer', description: 'Number of the request in the log' },
          message: { type: 'string' }
        },
        required: ['request', 'message']
      }
    }
  },
  required: ['id', 'title', 'level', 'specification', 'outcome', 'occasions', 'breaches']
} as const

/** The request log, and the report on brokers from it. */
export const REQUESTS = {
  listRequests: {
    ...CONTROLLED,
    summary: 'List requests',
    answers: {
      200: {
        description: 'The requests, with their answers; `next` is the value of `after` for the next page',
        schema: {
          type: 'object',
          properties: { items: { type: 'array', items: entry }, next: { type: 'integer' } },
          required: ['items']
        }
      }
    }
  },
  brokerReport: {
    ...CONTROLLED,
    summary: 'Report on the conformance of a broker',
    description: 'Compares the requests in the log with the requirements of the specification on brokers.',
    answers: {
      200: {
        description: 'The requirements, and how the broker meets them',
        schema: {
          type: 'object',
          properties: {
            conforms: { type: 'boolean', description: 'Whether each requirement with MUST that applied is met' },
            requests: { type: 'integer', description: 'Requests that the report is about (count)' },
            requirements: { type: 'array', items: result }
          },
          required: ['conforms', 'requests', 'requirements']
        }
      }
    }
  },
  brokerReportAsJUnit: {
    ...CONTROLLED,
    summary: 'Report on the conformance of a broker, for a CI server',
    answers: { 200: { description: 'JUnit XML', schema: { type: 'string' }, type: 'application/xml' } }
  },
  brokerReportPage: {
    ...CONTROLLED,
    summary: 'Report on the conformance of a broker, as a page',
    answers: { 200: { description: 'The page', schema: { type: 'string' }, type: 'text/html' } }
  },
  clearRequests: { ...CONTROLLED, summary: 'Empty the request log', answers: DONE },
  followRequests: {
    ...CONTROLLED,
    summary: 'Follow requests',
    description: 'Server-Sent Events: each request as it is answered.',
    answers: {
      200: {
        description: 'Events named `request`, whose data are the entries of the log',
        schema: { type: 'string', contentMediaType: 'text/event-stream' },
        type: 'text/event-stream'
      }
    }
  }
} as const satisfies Readonly<Record<string, Operation>>
