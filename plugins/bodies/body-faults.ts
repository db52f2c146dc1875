import type { FastifyRequest } from 'fastify'
import type { PiecesFault, PiecesLimits } from '../../domain/protocol/json/json-pieces.ts'
import type { JsonLimits } from '../../domain/protocol/json/json-problem.ts'
import { received } from '../../domain/protocol/received.ts'
import { CODINGS } from './content-coding.ts'

/** The deepest nesting of objects and arrays accepted (count); documents of the APIs need about ten. */
const MAX_DEPTH = 50

/** Most different names of properties (count); those of the specification are some hundred. */
const MAX_NAMES = 2000

/** Most values beside those of items (count); a document without items has some dozen. */
const MAX_VALUES = 10_000

/** Most values for each item that an order may have (count): an item with twenty answers has about a hundred. */
const VALUES_PER_ITEM = 100

/**
 * Limits of a body that is read in pieces: it is a whole state, which has a name for each opportunity. An order of
 * 10,000 items, the most that an option permits, has some 37 million characters.
 */
export const PIECES_LIMITS: PiecesLimits = {
  depth: MAX_DEPTH, values: Infinity, names: Infinity, part: 64_000_000, elements: 10_000_000
}

/**
 * Find the limits of the JSON of a request body. Dense JSON takes a parser much longer than documents of the APIs, and
 * other requests wait for it.
 */
export function jsonLimitsOf ({ server }: FastifyRequest): JsonLimits {
  const { maxOrderItems } = server.openBooking.options
  return { depth: MAX_DEPTH, values: MAX_VALUES + VALUES_PER_ITEM * maxOrderItems, names: MAX_NAMES }
}

/**
 * A fault of a request body: beside faults of JSON, another media type, bytes that are not UTF-8, an unknown content
 * coding, a broken one, and too many bytes.
 */
export type BodyFault = DescribedFault | { readonly problem: 'size' }

type DescribedFault = PiecesFault | { readonly problem: 'type' | 'bytes' | 'coding' | 'coded' }

/** The answer to a fault of a request body; the description has no values of the body. */
export interface BodyRefusal { readonly status: 400 | 413 | 415, readonly description: string }

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Largest decoded body (bytes), where it is not the option `bodyLimit`. */
    bodyLimit?: number
  }
}

/** @returns the largest decoded body of a request (bytes) */
export const bodyLimitOf = ({ openBooking: { config }, server }: FastifyRequest): number =>
  config.bodyLimit ?? server.openBooking.options.bodyLimit

/** @returns the refusal of a body beyond the limit of a request */
function bodyTooLarge (request: FastifyRequest): BodyRefusal {
  const description = `The request body, decoded, must not be longer than ${bodyLimitOf(request)} bytes.`
  const isOption = request.openBooking.config.bodyLimit === undefined
  return { status: 413, description: isOption ? `${description} The option bodyLimit sets the limit.` : description }
}

/**
 * Find the refusal for an error of Fastify about a request body, which Fastify raises before a parser runs.
 * @param error - any error
 * @param request - the request
 * @param mediaType - the media type that its area expects
 * @returns the refusal, undefined for any other error
 */
export function refusalOfFastify (error: Error, request: FastifyRequest, mediaType: string): BodyRefusal | undefined {
  const code = 'code' in error ? error.code : undefined
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return bodyTooLarge(request)
  // A Content-Type that is empty or malformed.
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return refusalOfBody({ problem: 'type' }, request, mediaType)
  return undefined
}

/** Status by fault; 400 for all others. */
const STATUSES: Partial<Record<BodyFault['problem'], 415>> = { type: 415, coding: 415 }

/**
 * Describe the fault of a request body.
 * @param fault - the fault
 * @param request - the request
 * @param mediaType - the media type that its area expects
 */
export function refusalOfBody (fault: BodyFault, request: FastifyRequest, mediaType: string): BodyRefusal {
  if (fault.problem === 'size') return bodyTooLarge(request)
  return { status: STATUSES[fault.problem] ?? 400, description: describe(fault, request, mediaType) }
}

function describe (fault: DescribedFault, request: FastifyRequest, mediaType: string): string {
  const { headers } = request
  const type = received(headers['content-type'])
  const coding = received(headers['content-encoding'])
  switch (fault.problem) {
    case 'type': return `The request body must have the media type ${mediaType}; received ${type}.`
    case 'coding':
      return `The Content-Encoding of the request body must be ${EITHER.format(CODINGS)}, or be omitted; ` +
        `received ${coding}.`
    case 'coded': return `The request body is not encoded as its Content-Encoding says; received ${coding}.`
    case 'bytes': return 'The request body must be UTF-8 (RFC 8259, section 8.1), but has other bytes.'
    case 'depth': return `The request body is nested deeper than ${MAX_DEPTH} levels.`
    case 'values': return `The request body has more than ${jsonLimitsOf(request).values} values.`
    case 'names': return `The request body has more than ${MAX_NAMES} different names of properties.`
    case 'part':
      return `No record of the request body, nor the rest of it, may be longer than ${PIECES_LIMITS.part} characters.`
    case 'elements': return `The request body has more than ${PIECES_LIMITS.elements} records.`
    case 'syntax': return `The request body is not valid JSON at line ${fault.line}, column ${fault.column}.`
    case 'duplicate': {
      const name = PLAIN_NAME.test(fault.name) ? `the property "${fault.name}"` : 'a property'
      return `The request body has ${name} twice in one object.`
    }
  }
}

const EITHER = new Intl.ListFormat('en-GB', { type: 'disjunction' })

/** Names of properties that a message may repeat: others can have personal data or HTML. */
const PLAIN_NAME = /^[A-Za-z@][\w:-]{0,50}$/
