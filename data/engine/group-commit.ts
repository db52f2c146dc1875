import { StoreUnavailableError } from '../store.ts'

/** Writes commits in order, many at a time, and reports when each is durable. */
export interface GroupCommit<C> {
  /**
   * Add a commit to the next group.
   * @param commit - commit to write
   * @throws {StoreUnavailableError} if this commit or an earlier one cannot be written
   */
  add (commit: C): Promise<void>
  /**
   * Wait until every commit added so far is durable.
   * @throws {StoreUnavailableError} if they are undone
   */
  settled (): Promise<void>
}

/** Options of a group commit. */
export interface GroupCommitOptions<C> {
  /** Make one group durable; keep none of it on failure. */
  readonly write: (commits: readonly C[]) => Promise<void>
  /** Give the size of a commit (characters). */
  readonly sizeOf: (commit: C) => number
  /** Called for each commit that has become durable. */
  readonly onDurable: (commit: C) => void
  /** Undo commits that are not durable; gets them newest first. */
  readonly onFailure: (commits: readonly C[]) => void
}

interface Waiting<C> { readonly commit: C, readonly resolve: () => void, readonly reject: (error: Error) => void }

/** Size from which a group takes no further commit (characters). */
const GROUP_LIMIT = 4 * 1024 * 1024

/**
 * Create a group commit. Commits added during a write form the next group. If a write fails, its group and all later
 * commits are undone: they build on it.
 * @param options - how to write, publish and undo commits
 * @returns the group commit, with nothing to write
 */
export function createGroupCommit<C> (
  { write, sizeOf, onDurable, onFailure }: GroupCommitOptions<C>
): GroupCommit<C> {
  let waiting: Array<Waiting<C>> = []
  let last: Promise<void> = Promise.resolve()
  let writing = false

  /** @returns how many of the waiting commits form the next group, at least one. */
  function countOfGroup (): number {
    let size = 0
    const end = waiting.findIndex(({ commit }) => {
      if (size >= GROUP_LIMIT) return true
      size += sizeOf(commit)
      return false
    })
    return end === -1 ? waiting.length : end
  }

  async function drain (): Promise<void> {
    writing = true
    while (waiting.length > 0) {
      const group = waiting.splice(0, countOfGroup())
      try {
        await write(group.map(({ commit }) => commit))
      } catch (error) {
        undo(group, error)
        continue
      }
      for (const { commit } of group) onDurable(commit)
      for (const { resolve } of group) resolve()
    }
    writing = false
  }

  function undo (group: ReadonlyArray<Waiting<C>>, cause: unknown): void {
    const undone = [...group, ...waiting].reverse()
    waiting = []
    last = Promise.resolve()
    onFailure(undone.map(({ commit }) => commit))
    for (const { reject } of undone) reject(new StoreUnavailableError(cause))
  }

  return {
    add (commit) {
      const added = new Promise<void>((resolve, reject) => { waiting.push({ commit, resolve, reject }) })
      // The caller awaits the same promise. Without this, a failure that nobody awaits would end the process.
      added.catch(() => {})
      last = added
      if (!writing) drain()
      return added
    },
    settled: () => last
  }
}
