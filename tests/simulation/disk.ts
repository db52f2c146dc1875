import { createHistory } from '../../data/engine/history.ts'
import type { Snapshot } from '../../data/engine/snapshot.ts'
import type { Commit } from '../../data/engine/live-records.ts'
import { createState, type State } from '../../data/engine/state.ts'
import { type Store, StoreUnavailableError } from '../../data/store.ts'
import type { Bug } from './bugs.ts'

interface Waiting { readonly commits: readonly Commit[], readonly resolve: () => void, readonly reject: (error: Error) => void }

/** A store on a disk that writes when it is told to. */
export interface Disk {
  readonly store: Store
  /** Let the disk finish the write that waits, or fail it. */
  finishWrite (ok: boolean): void
  /** End the process: a write that waits is lost, and no transaction runs any more. */
  kill (): void
  /** @returns everything that is on the disk. */
  content (): Snapshot
}

/**
 * Create a disk with a state.
 * @param from - the state
 * @param bug - a planted bug, undefined for none
 * @param onWritten - gets each commit that is on the disk
 */
export function createDisk (from: Snapshot, bug: Bug | undefined, onWritten: (commits: readonly Commit[]) => void): Disk {
  const history = createHistory(from)
  let waiting: Waiting | undefined
  let isKilled = false

  function keep (commits: readonly Commit[]): void {
    const kept = bug?.kept === undefined ? commits : commits.flatMap(bug.kept)
    for (const { sequence, rows } of kept) {
      for (const row of rows) history.add({ row, size: 0 })
      history.commit(sequence)
    }
    onWritten(kept)
  }

  async function write (commits: readonly Commit[]): Promise<void> {
    if (isKilled) throw new Error('killed')
    const written = new Promise<void>((resolve, reject) => { waiting = { commits, resolve, reject } })
    if (bug?.acknowledgesEarly !== true) return await written
    written.catch(() => {})
  }

  const state = createState({ write, from })
  return {
    store: withBug(state, bug, () => isKilled),
    finishWrite (ok) {
      const write = waiting
      waiting = undefined
      if (write === undefined) return
      try {
        if (ok || bug?.keepsFailedWrites === true) keep(write.commits)
      } finally {
        if (ok) write.resolve()
        else write.reject(new Error('EIO: the disk fails'))
      }
    },
    kill () {
      isKilled = true
      waiting?.reject(new Error('killed'))
      waiting = undefined
    },
    content: () => history.snapshot()
  }
}

/** The store of a state; a killed process runs no more transactions. */
function withBug (state: State, bug: Bug | undefined, isKilled: () => boolean): Store {
  return {
    ...state,
    close: async () => {},
    async transaction (work, onApplied) {
      if (isKilled()) throw new StoreUnavailableError(new Error('killed'))
      return await state.transaction(async (tx) => await work(bug?.tx?.(tx) ?? tx), onApplied)
    },
    read: async (work) => await state.read(async (reader) => await work(bug?.tx?.({ ...reader, apply: async () => {} }) ?? reader)),
    async feedPage (feed, cursor, limit) {
      const page = await state.feedPage(feed, cursor, limit)
      return bug?.page?.(page) ?? page
    }
  }
}
