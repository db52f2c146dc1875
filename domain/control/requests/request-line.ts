import type { RequestSummary } from './request-entry.ts'
import type { RequestError } from './request-error.ts'

/** Longest hint in brackets (characters). */
const LONGEST_HINT = 100

/**
 * Describe a request in one line for a person at a terminal, without personal data.
 * @param request - the request, with a masked address
 * @returns such as `PUT C1 3f2a… 409 OpportunityIsFullError (Morning Yoga: 0 of 20 left) 4 ms`
 */
export function requestLine (request: RequestSummary): string {
  const { method, stage, path, order, status, dropped, error, faults, duration } = request
  const parts = [
    method,
    stage ?? path,
    order === undefined ? undefined : `${order.slice(0, 4)}…`,
    status,
    dropped === true ? 'not sent' : undefined,
    error?.type,
    faults === undefined ? hintOf(error) : `(fault ${faults.join(', ')})`,
    `${Math.round(duration)} ms`
  ]
  return parts.filter((part) => part !== undefined).join(' ')
}

function hintOf (error: RequestError | undefined): string | undefined {
  if (error === undefined) return undefined
  const { check, opportunity, property, expected, description } = error
  const { name, remaining, maximum } = opportunity ?? {}
  if (check === 'spaces' && remaining !== undefined && maximum !== undefined) {
    return `(${name ?? property}: ${remaining} of ${maximum} left)`
  }
  const text = expected === undefined ? description : `${property ?? 'the request'} ${expected}`
  if (text === undefined) return undefined
  return `(${text.length > LONGEST_HINT ? `${text.slice(0, LONGEST_HINT)}…` : text})`
}
