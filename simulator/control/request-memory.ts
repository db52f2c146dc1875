/** Longest body that a request log keeps (characters). */
export const LONGEST_BODY = 32_768

/** A request whose headers and bodies are kept. */
interface Kept {
  /** Length of its headers and bodies (characters). */
  readonly size: number
  /** Drop them. */
  readonly drop: () => void
}

/** The headers and bodies in all request logs of a process. The oldest are dropped where there are too many. */
export interface RequestMemory {
  /**
   * Note the headers and bodies of a request.
   * @param request - identifies them
   */
  keep (request: object, kept: Kept): void
  /** Note that a log has forgotten a request. */
  release (request: object): void
}

/**
 * Create the memory of the request logs of a process, which is empty. It holds what one full log can hold, however many
 * tenants there are.
 * @param requests - most requests in one log (count)
 */
export function createRequestMemory (requests: number): RequestMemory {
  const most = requests * 2 * LONGEST_BODY
  /** A Map lists its keys in the order of their insertion: the oldest comes first. */
  const all = new Map<object, Kept>()
  let used = 0

  function release (request: object): void {
    used -= all.get(request)?.size ?? 0
    all.delete(request)
  }

  function dropOldest (): void {
    for (const [oldest, { drop }] of all) {
      if (used <= most) return
      release(oldest)
      drop()
    }
  }

  return {
    keep (request, kept) {
      all.set(request, kept)
      used += kept.size
      if (used > most) dropOldest()
    },
    release
  }
}
