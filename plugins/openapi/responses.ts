import { CLASSIC_MEDIA_TYPE } from '../../domain/classic/classic-documents.ts'
import { ClassicError, type ClassicErrorName, classicErrorDocument } from '../../domain/classic/classic-errors.ts'
import { ControlError, type ControlStatus, problemDetails } from '../../domain/control/control-error.ts'
import { BookingError, type ErrorType, errorDocument, ERRORS } from '../../domain/protocol/errors.ts'
import { BOOKING_MEDIA_TYPE, RPDE_MEDIA_TYPE } from '../../domain/protocol/ids.ts'
import { CONTROL_PROBLEMS } from '../../schemas/operations/control/shared.ts'
import type { Answer, Format, Operation } from '../../schemas/operations/operation.ts'
import { classicError } from '../../schemas/responses/classic.ts'
import { openBookingError, problemDetails as problemSchema } from '../../schemas/responses/errors.ts'
import { withReferences } from './components.ts'

const JSON_TYPE = 'application/json'
const PAGE_TYPE = 'text/html'

/** Media types of documents and of errors. */
const TYPES: Readonly<Record<Format, { readonly document: string, readonly error: string }>> = {
  booking: { document: BOOKING_MEDIA_TYPE, error: BOOKING_MEDIA_TYPE },
  rpde: { document: RPDE_MEDIA_TYPE, error: JSON_TYPE },
  json: { document: JSON_TYPE, error: JSON_TYPE },
  page: { document: PAGE_TYPE, error: JSON_TYPE },
  linked: { document: 'application/ld+json', error: JSON_TYPE },
  classic: { document: CLASSIC_MEDIA_TYPE, error: CLASSIC_MEDIA_TYPE },
  control: { document: JSON_TYPE, error: 'application/problem+json' }
}

/** @returns the media type of the documents of an operation. */
export const documentType = ({ format }: Pick<Operation, 'format'>): string => TYPES[format].document

/** An error that an operation can give, with an example. */
interface KnownError {
  readonly status: number
  readonly name: string
  readonly summary: string
  readonly value: object
}

/** A request that an error answers. */
interface Place { readonly method: string, readonly path: string }

interface Media { readonly schema: unknown, readonly examples?: Record<string, unknown> }
/** A response in the way of `@fastify/swagger`, which takes a response without content by its type. */
interface Response {
  readonly description: string
  readonly headers?: object
  readonly content?: Readonly<Record<string, Media>>
  readonly type?: 'null'
}

/**
 * Describe the responses of an operation: its answers, and every error that it can give, with an example of each.
 * @param operation - the operation
 * @param place - method and path of its route
 * @returns the responses by status
 */
export function responsesOf (operation: Operation, place: Place): Record<string, Response> {
  const errors = errorsOf(operation, place)
  const statuses = new Set([...Object.keys(operation.answers).map(Number), ...errors.map(({ status }) => status)])
  return Object.fromEntries([...statuses].sort().map((status) => {
    const ofStatus = errors.filter((error) => error.status === status)
    return [String(status), responseOf(operation, operation.answers[status], ofStatus)]
  }))
}

function responseOf (operation: Operation, answer: Answer | undefined, errors: readonly KnownError[]): Response {
  const types = TYPES[operation.format]
  const content = new Map<string, Media>()
  const { schema: answered, type = types.document } = answer ?? {}
  if (answered !== undefined) content.set(type, { schema: withReferences(answered) })
  if (answer?.hasPage === true) content.set(PAGE_TYPE, { schema: { type: 'string', contentMediaType: PAGE_TYPE } })
  if (errors.length > 0) {
    // A document with the errors of its items can have the media type of errors.
    const beside = content.get(types.error)?.schema
    const schema = withReferences(schemaOfErrors(operation))
    const examples = Object.fromEntries(errors.map(({ name, summary, value }) => [name, { summary, value }]))
    content.set(types.error, { schema: beside === undefined ? schema : { anyOf: [beside, schema] }, examples })
  }
  return {
    description: descriptionOf(operation, answer, errors),
    ...(answer?.headers && { headers: headersOf(answer.headers) }),
    ...(content.size > 0 ? { content: Object.fromEntries(content) } : { type: 'null' })
  }
}

/** @returns the answer and the errors in Markdown. */
function descriptionOf (
  { itemErrors = [], answers }: Operation, answer: Answer | undefined, errors: readonly KnownError[]
): string {
  const ofItems = answer !== undefined && answer === answers[409] ? itemErrors : []
  const list = [...ofItems.map((name) => `An item: ${name}`), ...errors.map(({ summary }) => summary)]
  const [only = ''] = list
  if (answer === undefined && list.length === 1) return only
  const head = answer === undefined ? [] : [`${answer.description}\n`]
  return [...head, ...list.map((line) => `- ${line}`)].join('\n').trim()
}

const headersOf = (headers: Readonly<Record<string, string>>): object => Object.fromEntries(
  Object.entries(headers).map(([name, description]) => [name, { type: 'string', description }]))

const schemaOfErrors = ({ format }: Operation): object =>
  format === 'control' ? problemSchema : format === 'classic' ? classicError : openBookingError

function errorsOf (operation: Operation, { method, path }: Place): KnownError[] {
  const { format, errors = [], problems = {} } = operation
  const instance = `{base}${path}`
  if (format === 'control') {
    return problemsOf('problem', { ...CONTROL_PROBLEMS, ...problems }, (status, text) =>
      problemDetails(new ControlError(status as ControlStatus, text), instance))
  }
  if (format === 'classic') {
    return errors.map((name) => classicProblem(name as ClassicErrorName, { path, method }))
  }
  const document = (type: ErrorType, text: string, status?: number): object =>
    errorDocument(new BookingError(type, text, status), instance)
  return [
    ...errors.map((name) => typedError(name as ErrorType, document)),
    ...problemsOf('OpenBookingError', problems, (status, text) => document('OpenBookingError', text, status))
  ]
}

function typedError (name: ErrorType, document: (type: ErrorType, text: string) => object): KnownError {
  const [status, words] = ERRORS[name]
  return { status, name, summary: `${name}: ${words}`, value: document(name, `${words}.`) }
}

function problemsOf (
  name: string, problems: Readonly<Record<number, string>>, document: (status: number, text: string) => object
): KnownError[] {
  return Object.entries(problems).map(([status, text]) => {
    const value = document(Number(status), text)
    return { status: Number(status), name, summary: text.replace(/\.$/, ''), value }
  })
}

function classicProblem (name: ClassicErrorName, place: Place): KnownError {
  const value = classicErrorDocument(new ClassicError(name), place)
  return { status: value.status, name, summary: `${name}: ${value.title}`, value }
}
