import { isNode } from '../request/node.ts'
import { errorReference, isErrorType } from './error-reference.ts'

/** The error of an answer, and what the client can do about it. */
export interface RequestError {
  /** Error type; missing for errors of other APIs. */
  readonly type?: string
  readonly description?: string
  /** Path of the property at fault. */
  readonly property?: string
  readonly expected?: string
  readonly received?: string
  /** The check that has refused the request. */
  readonly check: string
  /** Address of the section of the specification. */
  readonly specification: string
}

/** Messages name the thing, the expectation and what came, in this form. */
const FORM =
  /^(?:The (?:request body|query|path)(?:: | (?=must)))?([\w@][\w@:.[\]]*)?\s*(must .*?)(?:; received (.*?))?\.(?: |$)/s

/**
 * Find the error that an answer shows: its own, or that of its first item with one.
 * @param answer - the parsed body of the answer
 * @param status - its HTTP status, 400 or more
 */
export function requestError (answer: unknown, status: number): RequestError {
  const found = errorNodeIn(answer)
  const [node, item] = found ?? []
  const type = text(node?.['@type'])
  const description = text(node?.['description']) ?? text(node?.['error_description'])
  const [, property, expected, received] = FORM.exec(description ?? '') ?? []
  const named = item === undefined ? property : `orderedItem[${item}]${property === undefined ? '' : `.${property}`}`
  return {
    ...(type !== undefined && { type }),
    ...(description !== undefined && { description }),
    ...(named !== undefined && { property: named }),
    ...(expected !== undefined && { expected }),
    ...(received !== undefined && { received }),
    ...errorReference(type, status)
  }
}

/** @returns the node of the error, and the index of its item if it belongs to one */
function errorNodeIn (answer: unknown): [Readonly<Record<string, unknown>>, number?] | undefined {
  if (!isNode(answer)) return undefined
  if (isErrorType(String(answer['@type']))) return [answer]
  const items = Array.isArray(answer['orderedItem']) ? answer['orderedItem'] : []
  for (const [index, item] of items.entries()) {
    const [error] = isNode(item) && Array.isArray(item['error']) ? item['error'] : []
    if (isNode(error)) return [error, index]
  }
  return [answer]
}

const text = (value: unknown): string | undefined => typeof value === 'string' ? value : undefined

/**
 * Find the section of the specification that explains an error.
 * @param answer - the parsed body of the answer
 * @param status - its HTTP status, 400 or more
 * @returns the address of the section, undefined for errors of other APIs
 */
export function helpFor (answer: unknown, status: number): string | undefined {
  const [node] = errorNodeIn(answer) ?? []
  const type = text(node?.['@type'])
  return type !== undefined && isErrorType(type) ? errorReference(type, status).specification : undefined
}
