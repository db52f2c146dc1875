import { CLASSIC_MEDIA_TYPE } from '../../domain/classic/classic-documents.ts'
import { ERRORS } from '../../domain/protocol/errors.ts'
import type { Answered } from './build-app.ts'
import type { Kept } from './kept.ts'

const SUCCESSES = [200, 201, 204]
/** Statuses of the general error for faults of the caller. */
const GENERAL = [400, 406, 409, 413, 414, 415]
/** Error types for faults of the simulator. */
const OWN_FAULT = /^(?:Internal|TemporarilyUnable)/
const LEAKS = /node_modules|\bat .+:\d+:\d+|\.[jt]s:\d|FST_|ERR_|TypeError|SyntaxError|RangeError|undefined|\[object |ajv|fastify/i
const DOCUMENTS = ['OrderQuote', 'OrderProposal', 'Order']
const MEMBERS = ['@context', '@type', 'statusCode', 'name', 'description', 'instance', 'requestId']

interface ErrorNode { readonly '@type': string, readonly statusCode: number, readonly name?: unknown, readonly description?: unknown, readonly instance?: unknown }

const isKnown = (type: string): type is keyof typeof ERRORS => Object.hasOwn(ERRORS, type)

function problemsOfError (error: ErrorNode, status: number): string[] {
  const { '@type': type, statusCode, name, description, instance } = error
  if (!isKnown(type)) return [`type ${type} is not of the catalogue`]
  const right = type === 'OpenBookingError' ? GENERAL : [ERRORS[type][0]]
  return [
    ...(OWN_FAULT.test(type) ? [`type ${type} for what a caller did`] : []),
    ...(statusCode !== status || !right.includes(status) ? [`type ${type} with status ${status} and statusCode ${statusCode}`] : []),
    ...([name, description, instance].every((text) => typeof text === 'string' && text !== '') ? [] : ['a text is missing']),
    ...(LEAKS.test(String(description)) ? [`leaks: ${String(description)}`] : [])
  ]
}

/** The error types in an answer, and the faults of the answer itself. */
export interface Verdict { readonly types: readonly string[], readonly problems: readonly string[] }

/** Check the answer to a hostile request. */
export function judge (method: string, { status, headers, body }: Answered): Verdict {
  if (status < 400) return { types: [], problems: SUCCESSES.includes(status) ? [] : [`status ${status}`] }
  if (method === 'HEAD') return { types: [], problems: [...GENERAL, 401, 403, 404, 405].includes(status) ? [] : [`status ${status}`] }
  // A path may resolve to the older API at the root, which has another error format.
  if (headers['content-type'] === CLASSIC_MEDIA_TYPE) return { types: [], problems: body.type === 'Error' && body.status === status && status < 500 ? [] : [`status ${status} of another form`] }
  if (body === null) return { types: [], problems: [`status ${status} without a document`] }
  const problems = [
    ...(body['@context'] === 'https://openactive.io/' ? [] : ['no @context']),
    ...(status === 405 && typeof headers['allow'] !== 'string' ? ['no Allow'] : [])
  ]
  if (!DOCUMENTS.includes(body['@type'])) {
    const extra = Object.keys(body).filter((name) => !MEMBERS.includes(name))
    return { types: [body['@type']], problems: [...problems, ...problemsOfError(body, status), ...extra.map((name) => `has ${name}`)] }
  }
  const errors: ErrorNode[] = body.orderedItem.flatMap(({ error = [] }: { error?: ErrorNode[] }) => error)
  return {
    types: errors.map((error) => error['@type']),
    problems: [...problems, ...(errors.length === 0 ? ['an order without errors was refused'] : []), ...errors.flatMap((error) => problemsOfError(error, status))]
  }
}

/** Create a witness that remembers the text of every record, to detect a record that changes in place. */
export function createWitness () {
  const seen = new Map<object, string>()
  return {
    see (state: Kept): void {
      for (const [, , record] of state) if (!seen.has(record)) seen.set(record, JSON.stringify(record))
    },
    changed: (): string[] => [...seen].flatMap(([record, text]) => JSON.stringify(record) === text ? [] : [text])
  }
}
