import type { Stage } from '../../../schemas/control/faults.ts'
import { accusesRequest, isErrorType } from '../../protocol/errors.ts'
import { type Body, isNode } from '../../request/node.ts'
import type { LoggedRequest } from '../requests/request-entry.ts'
import { requestError } from '../requests/request-error.ts'
import type { Headers } from '../requests/mask.ts'

/** A request of a broker and its answer, as far as the report asks for them. */
export interface Exchange {
  /** Number of the request in the log. */
  readonly id: number
  /** By the clock of the simulator (ms since 1970). */
  readonly at: number
  readonly stage: Stage
  /** Id of the booking partner, undefined where its credentials were refused. */
  readonly partner: string | undefined
  /** UUID of the order, in lower case. */
  readonly order: string | undefined
  /** Path with query. */
  readonly path: string
  readonly status: number
  /** Whether the broker has seen no answer, or one that says nothing about the order. */
  readonly isUnanswered: boolean
  /** Whether a fault was ordered for it, so that an error is not the fault of the broker. */
  readonly isFaulty: boolean
  readonly headers: Headers
  /** Header Retry-After of the answer. */
  readonly retryAfter: unknown
  readonly asked: Body | undefined
  readonly answer: Body | undefined
  /** Type of the error in the answer. */
  readonly error: string | undefined
}

/** Status codes from here on say nothing about the order, unless the error accuses the request. */
const FAILED = 500

const isRefusal = (type: string | undefined): boolean =>
  type !== undefined && isErrorType(type) && accusesRequest(type)

/**
 * Read the requests of brokers from the log.
 * @param requests - the requests, oldest first
 * @param partner - id of a booking partner, undefined for all
 * @returns the requests with credentials that have a stage, and without a named booking partner also those whose
 * credentials were refused
 */
export function exchangesOf (requests: readonly LoggedRequest[], partner?: string): Exchange[] {
  return requests.flatMap((request) => {
    const { stage, caller } = request
    const isOfBroker = partner === undefined
      ? caller !== undefined || REFUSED_CREDENTIALS.includes(request.status)
      : caller?.partner === partner
    return stage === undefined || !isOfBroker ? [] : [exchangeOf(request, stage, caller?.partner)]
  })
}

/** Statuses of the answers to missing and wrong credentials. */
const REFUSED_CREDENTIALS = [401, 403]

function exchangeOf (request: LoggedRequest, stage: Stage, partner: string | undefined): Exchange {
  const { id, at, order, url, status, dropped = false, faults, error } = request
  const answer = bodyOf(request.response.body)
  const type = status < 400 ? undefined : (error ?? requestError(answer, status)).type
  return {
    id,
    at: at.getTime(),
    stage,
    partner,
    order,
    path: url,
    status,
    isUnanswered: dropped || (status >= FAILED && !isRefusal(type)),
    isFaulty: faults.length > 0,
    headers: request.request.headers,
    retryAfter: request.response.headers['retry-after'],
    asked: bodyOf(request.request.body),
    answer: dropped ? undefined : answer,
    error: type
  }
}

function bodyOf (body: unknown): Body | undefined {
  if (isNode(body)) return body
  if (typeof body !== 'string') return undefined
  try {
    const parsed: unknown = JSON.parse(body)
    return isNode(parsed) ? parsed : undefined
  } catch {
    return undefined
  }
}

/** @returns whether the answer says that the request has succeeded */
export const hasSucceeded = ({ status, isUnanswered }: Exchange): boolean => status < 300 && !isUnanswered

/**
 * Group exchanges by a key.
 * @param keyOf - gives the key, undefined for none
 * @returns the groups, each in the order of the log
 */
export function groupsOf (
  exchanges: readonly Exchange[], keyOf: (exchange: Exchange) => string | undefined
): ReadonlyMap<string, readonly Exchange[]> {
  const groups = new Map<string, Exchange[]>()
  for (const exchange of exchanges) {
    const key = keyOf(exchange)
    if (key === undefined) continue
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [exchange])
    else group.push(exchange)
  }
  return groups
}

/** @returns the requests about each order, also those of the quotes before it */
export const ordersOf = (exchanges: readonly Exchange[]): ReadonlyArray<readonly Exchange[]> =>
  [...groupsOf(exchanges, ({ partner, order }) => partner && order && `${partner} ${order}`).values()]
