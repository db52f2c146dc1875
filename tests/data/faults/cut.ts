import { dirname } from 'node:path'
import { expect } from 'vitest'
import { DataFileError, ForeignFileError, MismatchError } from '../../../data/file/data-file-error.ts'
import { openFileStore } from '../../../data/lowdb-store.ts'
import type { Store } from '../../../data/store.ts'
import { newDataFile, openStore } from '../files.ts'
import { clock } from '../records.ts'
import { type CachedDisk, createDisk, InjectedError } from './cached-disk.ts'
import { commitsIn, type Ledger } from './ledger.ts'
import { type Remains, writeRemains } from './power.ts'

/** The files of a power cut, and the commits that were acknowledged before it. */
export interface Cut {
  /** The operation after which the power goes. */
  readonly after: string
  readonly remains: Remains
  /** Whether the journal has unacknowledged writes: a lost block of them is damage in its middle. */
  readonly canDamage: boolean
  readonly acknowledged: readonly number[]
}

const warn = (): void => {}

/** Cut the power after a share of all operations (0 to 1); each time, another part of everything unsynced survives. */
export function cutOften (disk: CachedDisk, ledger: Ledger, random: () => number, share: number): Cut[] {
  const cuts: Cut[] = []
  disk.onOperation = (operation, name) => {
    if (random() >= share) return
    const survivors = random()
    const remains = disk.cut(() => random() < survivors)
    const canDamage = disk.isDirty('state.json.journal')
    cuts.push({ after: `${operation} ${name}`, remains, canDamage, acknowledged: [...ledger.acknowledged] })
  }
  return cuts
}

/** @returns faults that kill a process after some operations of the disk (count). */
export function killAfter (operations: number): CachedDisk['fault'] {
  let left = operations
  return () => left-- > 0 ? undefined : 'killed'
}

/**
 * Run a process on a disk, until it stops or a fault ends it.
 * @param fault - faults of the disk meanwhile
 */
export async function runProcess (
  file: string, disk: CachedDisk, ledger: Ledger, fault: CachedDisk['fault'] = () => undefined
): Promise<void> {
  disk.fault = fault
  let store: Store | undefined
  try {
    store = await openFileStore({ file, clock, warn, files: disk.files })
    // Clients have seen these, so they are as good as acknowledged.
    for (const number of await commitsIn(store)) ledger.acknowledged.add(number)
    for (const count of [1, 3, 2]) await ledger.commit(store, count)
  } catch (error) {
    if (!(error instanceof InjectedError)) throw error
  } finally {
    await store?.close()
    disk.fault = () => undefined
  }
}

/** @returns the commits after a start on the files of a cut, the error if the start names damage. */
export async function commitsAfter ({ remains }: Cut): Promise<number[] | Error> {
  const file = await newDataFile()
  await writeRemains(remains, dirname(file))
  try {
    // This disk syncs nothing, which is quick.
    const store = await openStore(file, { warn, files: createDisk(file, () => 0.5).files })
    const commits = await commitsIn(store)
    await store.close()
    return commits
  } catch (error) {
    const named = [DataFileError, ForeignFileError, MismatchError].find((type) => error instanceof type)
    if (named !== undefined) return error as Error
    throw error
  }
}

/** Check that commits include all acknowledged ones. */
export function expectAcknowledged (commits: readonly number[], { after, acknowledged }: Cut): void {
  expect(acknowledged.filter((number) => !commits.includes(number)), `lost by a power cut after ${after}`).toEqual([])
}
