import { describeRequest, type LoggedRequest, type RequestEntry } from '../../domain/control/requests/request-entry.ts'
import { withoutContent } from '../../domain/control/requests/without-content.ts'
import { requestQuery, type RequestQuery, type StreamQuery, streamQuery } from '../../schemas/control/requests.ts'
import { checkArguments } from './arguments.ts'
import type { RequestMemory } from './request-memory.ts'

/** Show a request to a reader, with or without its secrets and personal data. */
type Describe<T> = (request: LoggedRequest, unmasked: boolean) => T

/** The latest requests of a simulator. It belongs to the process: no restart, reset or snapshot keeps or drops it. */
export interface RequestLog {
  /**
   * Add a request.
   * @param size - length of its headers and bodies (characters)
   * @returns it with its id
   */
  add (request: Omit<LoggedRequest, 'id'>, size: number): LoggedRequest
  /**
   * List the requests that match, oldest first, with headers and bodies unless `describe` shows them in another way.
   * @param filter - parameters as `schemas/control/requests.ts` describes them; all requests without a limit
   * @throws {ControlError} with status 400 for an unknown parameter or a wrong value
   */
  list (filter?: RequestQuery): RequestEntry[]
  list<T> (filter: RequestQuery, describe: Describe<T>): T[]
  /** @returns the requests that are kept, as they were, oldest first. They have secrets and personal data. */
  kept (): readonly LoggedRequest[]
  /** Forget all requests. */
  clear (): void
  /**
   * Tell a listener of each request that matches, from now on.
   * @param describe - shows a request to it
   * @param onEnd - called when the simulator ends
   * @returns a function that ends this
   * @throws {ControlError} with status 400 for an unknown parameter or a wrong value
   */
  follow<T> (
    listener: (entry: T) => void, filter: StreamQuery, describe: Describe<T>, onEnd?: () => void
  ): () => void
  /** @returns whether requests are kept or followed. */
  isOn (): boolean
  /** End: nobody follows it any more, and it forgets all requests. */
  close (): void
  /** The headers and bodies of this log and others. */
  readonly memory: RequestMemory
}

type Listener = (request: LoggedRequest) => void

/**
 * Create an empty log.
 * @param size - most requests to keep (count); 0 keeps none
 * @param memory - bounds the headers and bodies of all logs of the process
 */
export function createRequestLog (size: number, memory: RequestMemory): RequestLog {
  const ring: Array<LoggedRequest | undefined> = []
  const listeners = new Map<Listener, () => void>()
  let added = 0

  function add (request: Omit<LoggedRequest, 'id'>, length: number): LoggedRequest {
    const logged: LoggedRequest = { ...request, id: ++added }
    if (size > 0) keep(logged, added % size, length)
    for (const listener of listeners.keys()) listener(logged)
    return logged
  }

  function keep (logged: LoggedRequest, slot: number, length: number): void {
    memory.release(ring[slot] ?? {})
    ring[slot] = logged
    memory.keep(logged, { size: length, drop: () => { ring[slot] = withoutContent(logged) } })
  }

  function clear (): void {
    for (const request of ring) memory.release(request ?? {})
    ring.length = 0
  }

  function list (filter?: RequestQuery): RequestEntry[]
  function list<T> (filter: RequestQuery, describe: Describe<T>): T[]
  function list (filter: RequestQuery = {}, describe: Describe<unknown> = describeRequest): unknown[] {
    checkArguments(requestQuery, filter)
    const { masked = true, limit = Infinity, after = 0 } = filter
    return kept().filter((request) => request.id > after && matches(request, filter)).slice(0, limit)
      .map((request) => describe(request, !masked))
  }

  function kept (): LoggedRequest[] {
    const ids = Array.from({ length: Math.min(added, size) }, (_none, index) => Math.max(0, added - size) + index + 1)
    return ids.flatMap((id) => ring[id % size] ?? [])
  }

  function follow<T> (
    listener: (entry: T) => void, filter: StreamQuery, describe: Describe<T>, onEnd: () => void = () => {}
  ): () => void {
    checkArguments(streamQuery, filter)
    const { masked = true } = filter
    const onRequest: Listener = (request) => {
      if (matches(request, filter)) listener(describe(request, !masked))
    }
    listeners.set(onRequest, onEnd)
    return () => { listeners.delete(onRequest) }
  }

  function close (): void {
    for (const onEnd of listeners.values()) onEnd()
    listeners.clear()
    clear()
  }

  return { add, list, kept, follow, clear, isOn: () => size > 0 || listeners.size > 0, close, memory }
}

function matches (request: LoggedRequest, { order, stage, partner, status }: StreamQuery): boolean {
  return (order === undefined || request.order === order.toLowerCase()) &&
    (stage === undefined || request.stage === stage) &&
    (partner === undefined || request.caller?.partner === partner) &&
    (status === undefined || request.status === status)
}
