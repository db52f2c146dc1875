import { digestOf } from './credentials.ts'
import { createRecentMap } from './recent-map.ts'

/** Time over which failures are counted (seconds). */
const WINDOW_SECONDS = 60
/** Most pairs of address and identity that are counted at the same time (count). */
const MOST_PAIRS = 10_000

interface Failures { readonly since: number, readonly count: number }

/** The failed credentials of the last minute, by address and identity. */
export interface FailedCredentials {
  /**
   * Count one failure.
   * @param address - network address of the caller
   * @param identity - the identity that the credentials claim: a user name, a client id, or a kind of token
   * @returns the time to wait (seconds) if there are too many, undefined otherwise
   */
  count (address: string, identity: string): number | undefined
  /** @returns the number of counted pairs of address and identity. */
  size (): number
}

/**
 * Create the counter of failed credentials. Correct credentials never come here, so they always pass.
 * @param limit - failures a minute without a refusal (count); 0 refuses none
 * @param clock - the current instant
 */
export function createFailedCredentials (limit: number, clock: () => Date): FailedCredentials {
  const pairs = createRecentMap<Failures>(MOST_PAIRS)

  function count (address: string, identity: string): number | undefined {
    if (limit === 0) return undefined
    // A digest, for the caller chooses the length of its identity.
    const key = digestOf(`${address} ${identity}`)
    const now = clock().getTime()
    const known = pairs.get(key)
    // After a step back of the clock, a failure seems to lie ahead: a wait for it could be long.
    const isOver = known === undefined || now < known.since || now - known.since >= WINDOW_SECONDS * 1000
    const failures = isOver ? { since: now, count: 1 } : { since: known.since, count: known.count + 1 }
    pairs.set(key, failures)
    return failures.count > limit ? Math.ceil((failures.since - now) / 1000) + WINDOW_SECONDS : undefined
  }

  return { count, size: pairs.size }
}
