import type { NodeSchema } from '../../schemas/requests/values.ts'
import { type ErrorType, isErrorType } from '../protocol/errors.ts'
import { FORMATS } from '../protocol/formats.ts'
import { isNode } from './node.ts'
import { isProblem, Problem } from './problem.ts'
import { charactersIn, type Expectation, expectationOf, problemText } from './problem-text.ts'

/** Names and indexes that lead to a value. */
export type Path = Array<string | number>

/**
 * Read a value.
 * @param value - any JSON value
 * @param path - path of the value; the reader changes it while it reads, and restores it
 * @returns the value without unknown properties, or a problem
 */
export type Reader = (value: unknown, path: Path) => unknown

type Schema = Exclude<NodeSchema, boolean>
/** A part of a node or list: its reader, and the error type of the problems that may take its place. */
interface Part { readonly read: Reader, readonly errorType: ErrorType | undefined, readonly isLenient: boolean }

/**
 * Make a reader from a schema, once for all requests. The schema names the known properties of each node; the reader
 * drops all others without a look at their values. A problem takes the place of the innermost property that has its
 * error type. A problem without such a property becomes the result.
 * @param schema - schema of a request body
 * @param inherited - error type of problems outside properties with an error type of their own
 * @returns the reader
 */
export function createReader (schema: NodeSchema, inherited: ErrorType = 'OpenBookingError'): Reader {
  if (typeof schema === 'boolean') throw new TypeError('A schema of a request must be an object')
  const errorType = errorTypeOf(schema) ?? inherited
  const fail = failWith(errorType)
  const { anyOf, type } = schema
  if (anyOf !== undefined) return choiceReader(anyOf, schema, errorType)
  if (type === 'object') return nodeReader(schema, errorType)
  if (type === 'array') return listReader(schema, errorType)
  const accepts = scalarCheck(schema)
  return (value, path) => accepts(value) ? value : fail(expectationOf(schema), value, path)
}

type Fail = (expected: Expectation, value: unknown, path: Path) => Problem

const failWith = (errorType: ErrorType): Fail => (expected, value, path) =>
  new Problem(errorType, problemText(expected, value, path), value)

function errorTypeOf (schema: NodeSchema): ErrorType | undefined {
  const type = typeof schema === 'boolean' ? undefined : schema['x-error-type']
  return type !== undefined && isErrorType(type) ? type : undefined
}

function partOf (schema: NodeSchema, inherited: ErrorType): Part {
  return {
    read: createReader(schema, inherited),
    errorType: errorTypeOf(schema),
    isLenient: typeof schema === 'object' && schema['x-lenient'] === true
  }
}

/**
 * Problems of the whole request have no place in it.
 * @returns whether a problem takes the place of a part, rather than of the node or list around it
 */
const keeps = ({ errorType }: Part, problem: Problem): boolean =>
  problem.errorType === errorType && problem.errorType !== 'OpenBookingError'

function nodeReader (schema: Schema, errorType: ErrorType): Reader {
  const fail = failWith(errorType)
  const { properties, required = [] } = schema
  if (properties === undefined) return (value, path) => isNode(value) ? value : fail(expectationOf(schema), value, path)
  const isLenient = schema['x-lenient'] === true
  const parts = Object.entries(properties).map(([name, property]) => [name, partOf(property, errorType)] as const)
  return (value, path) => {
    if (!isNode(value)) return fail(expectationOf(schema), value, path)
    const node: Record<string, unknown> = {}
    for (const [name, part] of parts) {
      if (value[name] === undefined) continue
      path.push(name)
      const result = part.read(value[name], path)
      path.pop()
      if (!isProblem(result) || keeps(part, result)) node[name] = result
      else if (!isLenient && !part.isLenient) return result
    }
    const missing = required.find((name) => node[name] === undefined)
    return missing === undefined ? node : fail({ property: missing }, value, path)
  }
}

function listReader (schema: Schema, errorType: ErrorType): Reader {
  const fail = failWith(errorType)
  const { items, minItems = 0, maxItems = Infinity } = schema
  const part = items === undefined || Array.isArray(items) ? undefined : partOf(items as NodeSchema, errorType)
  return (value, path) => {
    if (!Array.isArray(value) || value.length < minItems || value.length > maxItems) {
      return fail(expectationOf(schema), value, path)
    }
    if (part === undefined) return value
    const list: unknown[] = []
    for (let index = 0; index < value.length; index++) {
      path.push(index)
      const result = part.read(value[index], path)
      path.pop()
      if (!isProblem(result) || keeps(part, result)) list.push(result)
      else if (!part.isLenient) return result
    }
    // Lenient lists lose wrong elements.
    return list.length < minItems ? fail(expectationOf(schema), value, path) : list
  }
}

/**
 * The forms of a value differ in their JSON types, or in the `@type` of nodes. A form that does not require its `@type`
 * reads the nodes of every other type.
 */
function choiceReader (forms: readonly NodeSchema[], schema: Schema, errorType: ErrorType): Reader {
  const fail = failWith(errorType)
  const known = forms.filter((form) => typeof form === 'object')
  const choices = known.map((form) => ({ form, read: createReader(form, errorType) }))
  return (value, path) => {
    const fitting = choices.filter(({ form }) => hasType(form, value))
    const chosen = fitting.length === 1
      ? fitting[0]
      : fitting.find(({ form }) => hasNodeType(form, value)) ?? fitting.find(({ form }) => isUntyped(form))
    return chosen === undefined ? fail(expectationOf(schema), value, path) : chosen.read(value, path)
  }
}

function hasNodeType ({ properties }: Schema, value: unknown): boolean {
  const type = properties?.['@type']
  return isNode(value) && typeof type === 'object' && type.const === value['@type']
}

function isUntyped ({ type, required = [] }: Schema): boolean {
  return type === 'object' && !required.includes('@type')
}

function hasType ({ type }: Schema, value: unknown): boolean {
  switch (type) {
    case 'object': return isNode(value)
    case 'array': return Array.isArray(value)
    case 'integer':
    case 'number': return typeof value === 'number'
    case 'boolean': return typeof value === 'boolean'
    default: return typeof value === 'string'
  }
}

function scalarCheck (schema: Schema): (value: unknown) => boolean {
  const { type, format, minLength = 0, maxLength = Infinity, minimum = -Infinity, maximum = Infinity } = schema
  const { const: constant, enum: values } = schema
  if (constant !== undefined) return (value) => value === constant
  if (Array.isArray(values)) return (value) => values.includes(value)
  if (type === 'boolean') return (value) => typeof value === 'boolean'
  if (type === 'number' || type === 'integer') {
    return (value) => typeof value === 'number' && value >= minimum && value <= maximum &&
      (type === 'number' ? Number.isFinite(value) : Number.isInteger(value))
  }
  const hasFormat = format === undefined ? () => true : FORMATS[format as keyof typeof FORMATS]
  return (value) => typeof value === 'string' && value.length >= minLength &&
    (value.length <= maxLength || charactersIn(value) <= maxLength) && hasFormat(value)
}
