import { expect } from 'vitest'
import { type Store, StoreUnavailableError } from '../../../data/store.ts'
import { allRecords, feedIds, putLease, putOrder } from '../records.ts'

/** Commits that a store was asked for, numbered from 1, and those that it has acknowledged. */
export interface Ledger {
  /** Numbers of acknowledged commits. */
  readonly acknowledged: Set<number>
  /** Numbers of commits that were refused. */
  readonly refused: Set<number>
  /** Ask for some commits at once, and wait for their answers. */
  commit (store: Store, count: number): Promise<void>
}

const EXPIRES = '2027-03-09T11:00:00Z'

/** Create an empty ledger. Each commit has an order, which a feed shows, and a lease. */
export function createLedger (): Ledger {
  const acknowledged = new Set<number>()
  const refused = new Set<number>()
  let last = 0

  async function commitOne (store: Store, number: number): Promise<void> {
    try {
      const order = putOrder(`${number}`, { feed: 'a', seller: `seller of ${number}` })
      await store.transaction(async (tx) => { await tx.apply([order, putLease(`${number}`, EXPIRES)]) })
      acknowledged.add(number)
    } catch (error) {
      if (!(error instanceof StoreUnavailableError)) throw error
      refused.add(number)
    }
  }

  return {
    acknowledged,
    refused,
    async commit (store, count) {
      await Promise.all(Array.from({ length: count }, () => commitOne(store, ++last)))
    }
  }
}

/**
 * Read the commits of a store.
 * @returns their numbers in order
 * @throws {Error} if a commit is half there, or its feed or due time differs from its records
 */
export async function commitsIn (store: Store): Promise<number[]> {
  const all = await allRecords(store)
  const numbersOf = (wanted: string): number[] => sorted(all.flatMap(([kind, id]) => kind === wanted ? Number(id) : []))
  const [orders, leases] = [numbersOf('order'), numbersOf('lease')]
  const shown = sorted((await feedIds(store, 'a')).map(Number))
  expect({ leases, shown }, 'records and feed of each commit').toEqual({ leases: orders, shown: orders })
  const numbers = (await store.feedPage('a', null, 1000)).map(({ modified }) => modified)
  expect(numbers, 'change numbers').toEqual([...new Set(sorted(numbers))])
  expect(await store.dueAt(), 'due time').toBe(leases.length > 0 ? Date.parse(EXPIRES) : Infinity)
  return orders
}

const sorted = (numbers: readonly number[]): number[] => [...numbers].sort((a, b) => a - b)
