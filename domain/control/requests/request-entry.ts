import type { Stage } from '../../../schemas/control/faults.ts'
import type { Caller } from '../../records/environment.ts'
import { type RequestError, requestError } from './request-error.ts'
import { type Headers, maskBody, maskHeaders, maskPath } from './mask.ts'

/** Longest name of a program that is shown (characters). */
export const AGENT_LENGTH = 100

/** A part of an exchange as it was. */
export interface LoggedMessage {
  headers: Headers
  /** The parsed request body, or the text of the answer; undefined without one. */
  readonly body: unknown
  /** Set if the body was too long to keep, or newer requests have needed its room. */
  readonly truncated?: true
}

/** A request and its answer as they were. */
export interface LoggedRequest {
  /** Number of the request in this process. */
  readonly id: number
  /** Its id in the log of the server and in its error. */
  readonly requestId: string
  /** By the clock of the simulator. */
  readonly at: Date
  readonly method: string
  /** Path with query. */
  readonly url: string
  readonly stage: Stage | undefined
  readonly caller: Caller | undefined
  /** UUID of the order, in lower case. */
  readonly order: string | undefined
  readonly status: number
  /** Time from the head of the request to its answer (ms). */
  readonly duration: number
  /** Ids of the rules whose faults it had. */
  readonly faults: readonly string[]
  /** Set if a fault dropped the connection: the client has not seen this answer. */
  readonly dropped?: true | undefined
  readonly request: LoggedMessage
  readonly response: LoggedMessage
  /** The error of an answer that was too long to keep. */
  readonly error?: RequestError | undefined
}

/** A request in the log without headers and bodies. */
export interface RequestSummary {
  readonly id: number
  /** Its id in the log of the server and in its error. */
  readonly requestId: string
  /** ISO 8601 UTC, by the clock of the simulator. */
  readonly at: string
  readonly method: string
  readonly path: string
  readonly stage?: Stage
  readonly caller?: { readonly partner: string, readonly seller?: string }
  readonly order?: string
  readonly status: number
  readonly duration: number
  readonly faults?: readonly string[]
  readonly dropped?: true
  readonly error?: RequestError
}

/** A request and its answer as a reader of the log sees them. */
export interface RequestEntry extends RequestSummary {
  readonly request: EntryMessage
  readonly response: EntryMessage
}

/** Headers and body of a request or an answer. */
export interface EntryMessage {
  readonly headers: Headers
  /** Parsed JSON, or the text as it was. */
  readonly body?: unknown
  readonly truncated?: true
}

/**
 * Describe a request for a reader of the log.
 * @param logged - the request as it was
 * @param unmasked - whether secrets and personal data appear as they were sent
 */
export function describeRequest (logged: LoggedRequest, unmasked = false): RequestEntry {
  const { request, response, stage } = logged
  const answer = parsed(response.body)
  const [asked, answered] = unmasked
    ? [request.body, answer]
    : [maskBody(request.body, false), maskBody(answer, stage !== undefined)]
  return {
    ...summarizeRequest(logged, unmasked),
    request: messageOf(request, asked, unmasked),
    response: messageOf(response, answered, unmasked)
  }
}

/**
 * Describe a request without its headers and bodies.
 * @param logged - the request as it was
 * @param unmasked - whether secrets in its address appear as they were sent
 */
export function summarizeRequest (logged: LoggedRequest, unmasked = false): RequestSummary {
  const { id, requestId, at, method, url, stage, caller, order, status, faults, dropped, response } = logged
  const error = logged.error ?? (status < 400 ? undefined : requestError(parsed(response.body), status))
  return {
    id,
    requestId,
    at: at.toISOString(),
    method,
    path: unmasked ? url : maskPath(url),
    ...(stage !== undefined && { stage }),
    ...(caller !== undefined && { caller: callerOf(caller) }),
    ...(order !== undefined && { order }),
    status,
    duration: Math.round(logged.duration * 10) / 10,
    ...(faults.length > 0 && { faults }),
    ...(dropped === true && { dropped }),
    ...(error !== undefined && { error })
  }
}

const callerOf = ({ partner, seller }: Caller): NonNullable<RequestEntry['caller']> =>
  ({ partner, ...(seller !== null && { seller }) })

function messageOf ({ headers, truncated }: LoggedMessage, body: unknown, unmasked: boolean): EntryMessage {
  return {
    headers: unmasked ? headers : maskHeaders(headers),
    ...(body !== undefined && { body }),
    ...(truncated === true && { truncated })
  }
}

/** @returns the value of a JSON text; another text, or a value, as it is */
export function parsed (body: unknown): unknown {
  if (typeof body !== 'string') return body
  try {
    return JSON.parse(body)
  } catch {
    return body
  }
}
