import type { Commit } from '../../data/engine/live-records.ts'
import type { FeedItem, Tx } from '../../data/store.ts'
import type { Change } from '../../domain/records/change.ts'

/** A fault of the program that the simulation must find. */
export interface Bug {
  /** Changes commits on their way to the disk. */
  readonly kept?: (commit: Commit) => Commit[]
  /** Whether a write is acknowledged before it is on the disk. */
  readonly acknowledgesEarly?: true
  /** Whether a failed write stays on the disk. */
  readonly keepsFailedWrites?: true
  /** Changes what a transaction reads or applies. */
  readonly tx?: (tx: Tx) => Tx
  readonly page?: (page: readonly FeedItem[]) => readonly FeedItem[]
}

/** Apply other changes than a transaction wants. */
const applying = (alter: (change: Change) => Change[]): Bug => ({
  tx: (tx) => ({ ...tx, apply: async (changes) => { await tx.apply(changes.flatMap(alter)) } })
})

const isBooked = ({ kind, record }: Change): boolean => kind === 'order' && record !== null && 'booked' in record
const isCounted = ({ kind, record }: Change): boolean => kind === 'opportunity' && record !== null && 'spaces' in record

/** Ten bugs, which the simulation finds one by one. */
export const BUGS: Readonly<Record<string, Bug>> = {
  'a commit of B never reaches the disk': {
    kept: (commit) => commit.rows.some(([kind]) => kind === 'order') ? [{ ...commit, rows: [] }] : [commit]
  },
  'the disk keeps the first half of a commit': {
    kept: (commit) => [{ ...commit, rows: commit.rows.slice(0, Math.ceil(commit.rows.length / 2)) }]
  },
  'a change is acknowledged before the disk has it': { acknowledgesEarly: true },
  'a write that has failed stays on the disk': { keepsFailedWrites: true },
  'a lease is never released': applying((change) => change.kind === 'lease' && change.record === null ? [] : [change]),
  'spaces are not counted': applying((change) => isCounted(change) ? [] : [change]),
  'an order does not reach its feed': applying((change) => {
    if (!isBooked(change)) return [change]
    const { feed, ...unpublished } = change
    return [unpublished as Change]
  }),
  'an order is found by its UUID alone': {
    tx: (tx) => ({
      ...tx,
      get: async (kind, id) => {
        const own = await tx.get(kind, id)
        if (own !== undefined || kind !== 'order') return own
        const [uuid] = id.split(' ')
        return (await tx.list(kind, {})).find((record) => 'uuid' in record && record.uuid === uuid)
      }
    })
  },
  'a repeat of B does not find its order': {
    tx: (tx) => ({ ...tx, get: async (kind, id) => kind === 'order' ? undefined : await tx.get(kind, id) })
  },
  'a page of a feed passes its first item': { page: (page) => page.length > 1 ? page.slice(1) : page }
}
