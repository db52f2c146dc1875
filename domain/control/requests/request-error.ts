import { isErrorType } from '../../protocol/errors.ts'
import { isNode } from '../../request/node.ts'
import { errorReference } from './error-reference.ts'

/** An opportunity in an answer. */
export interface OpportunityAtFault {
  readonly name?: string
  readonly remaining?: number
  readonly maximum?: number
}

/** The error of an answer, its cause and its place in the specification. */
export interface RequestError {
  /** Error type; missing for errors of other APIs. */
  readonly type?: string
  readonly description?: string
  /** Path of the property at fault. */
  readonly property?: string
  readonly expected?: string
  readonly received?: string
  /** The opportunity of the item at fault, with its spaces (counts). */
  readonly opportunity?: OpportunityAtFault
  /** The check that has refused the request. */
  readonly check: string
  /** Address of the section of the specification. */
  readonly specification: string
}

/** Messages name the thing, the expectation and what came, in this form. */
const FORM = /^(?:The request body: )?(.{1,100}?) (must .*?)(?:; received (.*?))?\.(?: |$)/s
/** A thing that is a property or a header; others are parts of a request in words. */
const PROPERTY = /^(?:The )?([\w@:.[\]-]+?)(?: header)?$/

/**
 * Find the error that an answer shows: its own, or that of its first item with one.
 * @param answer - the parsed body of the answer
 * @param status - its HTTP status, 400 or more
 */
export function requestError (answer: unknown, status: number): RequestError {
  const found = errorNodeIn(answer)
  const [node, index] = found ?? []
  const type = text(node?.['@type'])
  const description = text(node?.['description']) ?? text(node?.['error_description'])
  const [, thing, expected, received] = FORM.exec(description ?? '') ?? []
  const named = propertyOf(PROPERTY.exec(thing ?? '')?.[1], index)
  const opportunity = index === undefined ? undefined : opportunityOf(answer, index)
  return {
    ...(type !== undefined && { type }),
    ...(description !== undefined && { description }),
    ...(named !== undefined && { property: named }),
    ...(opportunity !== undefined && { opportunity }),
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

/** @returns the path of a property from the root of the request; an item without one is the property itself */
function propertyOf (property: string | undefined, index: number | undefined): string | undefined {
  if (index === undefined || property?.startsWith('orderedItem[') === true) return property
  return property === undefined ? `orderedItem[${index}]` : `orderedItem[${index}].${property}`
}

function opportunityOf (answer: unknown, index: number): OpportunityAtFault | undefined {
  const items = isNode(answer) && Array.isArray(answer['orderedItem']) ? answer['orderedItem'] : []
  const item: unknown = items[index]
  const node = isNode(item) ? item['orderedItem'] : undefined
  if (!isNode(node)) return undefined
  const parent = node['superEvent'] ?? node['facilityUse']
  const name = text(node['name']) ?? (isNode(parent) ? text(parent['name']) : undefined)
  const remaining = node['remainingAttendeeCapacity'] ?? node['remainingUses']
  const maximum = node['maximumAttendeeCapacity'] ?? node['maximumUses']
  return {
    ...(name !== undefined && { name }),
    ...(typeof remaining === 'number' && { remaining }),
    ...(typeof maximum === 'number' && { maximum })
  }
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
