import type { JSONSchema } from 'json-schema-to-ts'

/** @returns the schema of a list */
export const listOf = <const Item extends JSONSchema>(item: Item) =>
  ({ type: 'object', properties: { items: { type: 'array', items: item } }, required: ['items'] } as const)

/** The properties that all control operations have. */
export const CONTROLLED = { tag: 'Control', format: 'control', access: 'control' } as const

/** Problems that any control operation can have; an operation adds others. */
export const CONTROL_PROBLEMS = {
  400: 'A value of the request is not valid; path points to it.',
  401: 'The token is missing or wrong.',
  403: 'A page of another site asks, or the Host header names another host.',
  404: 'There is no such thing.',
  409: 'The state does not allow this.',
  413: 'The request body is too large.',
  415: 'The request body has another media type.',
  429: 'Too many wrong tokens came from this address.',
  500: 'The simulator failed.',
  503: 'The simulator cannot write at the moment.'
} as const

/** The answer of a call that changes something and shows nothing. */
export const DONE = { 204: { description: 'It is done' } } as const
