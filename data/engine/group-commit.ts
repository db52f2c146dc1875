import { StoreUnavailableError } from '../store.ts'

/** Writes commits in the order given, many at a time, and says when each is durable. */
export interface GroupCommit<C> {
  /** @returns a promise that resolves when `commit` and all before it are durable. */
  add (commit: C): Promise<void>
  /** Resolves when all that was added so far is durable, rejects if it is undone. */
  settled (): Promise<void>
}

export interface GroupCommitOptions<C> {
  readonly write: (commits: readonly C[]) => Promise<void>
  readonly onDurable: (commit: C) => void
  /** Takes back everything not yet durable; gets the commits newest first. */
  readonly onFailure: (commits: readonly C[]) => void
}

interface Waiting<C> { readonly commit: C, readonly resolve: () => void, readonly reject: (error: Error) => void }

/**
 * Commits that are added while others are written make the next group. One that can not be written takes with it all that were added since,
 * for these have seen it: their promises reject with `StoreUnavailableError`.
 */
export function createGroupCommit<C> ({ write, onDurable, onFailure }: GroupCommitOptions<C>): GroupCommit<C> {
  let waiting: Array<Waiting<C>> = []
  let last: Promise<void> = Promise.resolve()
  let writing = false

  async function drain (): Promise<void> {
    writing = true
    while (waiting.length > 0) {
      const batch = waiting
      waiting = []
      try {
        await write(batch.map(({ commit }) => commit))
      } catch (error) {
        undo(batch, error)
        continue
      }
      for (const { commit } of batch) onDurable(commit)
      for (const { resolve } of batch) resolve()
    }
    writing = false
  }

  function undo (batch: ReadonlyArray<Waiting<C>>, cause: unknown): void {
    // What was added meanwhile has seen what failed: it goes too.
    const undone = [...batch, ...waiting].reverse()
    waiting = []
    last = Promise.resolve()
    onFailure(undone.map(({ commit }) => commit))
    for (const { reject } of undone) reject(new StoreUnavailableError(cause))
  }

  return {
    add (commit) {
      const added = new Promise<void>((resolve, reject) => { waiting.push({ commit, resolve, reject }) })
      // The caller awaits the same promise; a failure that nobody happens to await is no crash.
      added.catch(() => {})
      last = added
      if (!writing) drain()
      return added
    },
    settled: () => last
  }
}
