import type { Mark } from '../../../data/store.ts'
import { isRealTime } from '../../../domain/control/state/clock.ts'
import { ControlError } from '../../../domain/control/control-error.ts'
import { SNAPSHOT_NAME, SNAPSHOT_NAME_WORDS } from '../../../schemas/control/state.ts'
import type { Restored, Return, StateParts, Target } from './replace-state.ts'
import { exportState, readState, type StateDocument } from './transfer.ts'

/** A snapshot: the state of an instant under a name, in memory. */
export interface SnapshotInfo {
  readonly name: string
  /** The simulated time of the snapshot (ISO 8601 UTC with milliseconds). */
  readonly at: string
}

/** Control of the whole state. Feeds show the way back: a reader that goes on from its position loses nothing. */
export interface StateControl {
  /** Return to the state and the clock of the start. */
  reset (): Promise<Restored>
  /**
   * Remember the state under a name, in place of an earlier snapshot of this name.
   * @param name - letters, digits, `-`, `_` and `.`; without one, a new name
   * @throws {ControlError} if the name is not permitted, or if there are too many snapshots
   */
  snapshot (name?: string): Promise<SnapshotInfo>
  /**
   * Return to the state and the clock of a snapshot, which remains.
   * @throws {ControlError} if there is no such snapshot
   */
  restore (name: string): Promise<Restored>
  /** @returns all snapshots, oldest first. */
  snapshots (): readonly SnapshotInfo[]
  /**
   * Forget a snapshot.
   * @throws {ControlError} if there is no such snapshot
   */
  remove (name: string): void
  /** @returns the whole state. It has digests of secrets, and personal data. */
  export (): Promise<StateDocument>
  /**
   * Replace the whole state and the clock.
   * @param document - an export of a simulator with the same options for sample data
   * @throws {ControlError} with the JSON pointer to what does not fit; then nothing has changed
   */
  import (document: unknown): Promise<Restored>
  /**
   * Replace the whole state and the clock, and return there at each reset from now on.
   * @param document - an export of a simulator with the same options for sample data
   * @throws {ControlError} with the JSON pointer to what does not fit; then nothing has changed
   */
  startFrom (document: unknown): Promise<void>
}

interface Snapshot extends SnapshotInfo {
  readonly mark: Mark
  /** Start of the clock after a restore. */
  readonly start: string
  readonly frozen: boolean
}

/** Most snapshots (count). */
const MOST_SNAPSHOTS = 100
const NAME = new RegExp(SNAPSHOT_NAME)

/**
 * Create the control of a simulator's state.
 * @param parts - clock, store, first state and what follows a change of the whole state
 * @param returnTo - replaces the state
 */
export function createStateControl (parts: StateParts, returnTo: Return): StateControl {
  const { clock, store, start, first } = parts
  const snapshots = new Map<string, Snapshot>()
  let unnamed = 0
  /** The clock after a reset. */
  let startClock = { start, frozen: false }

  async function targetOf (document: unknown): Promise<Target> {
    return { ...await readState(document, parts.environment()), further: parts.configuredPartners }
  }

  async function startFrom (document: unknown): Promise<void> {
    const target = await targetOf(document)
    await returnTo(target)
    startClock = { start: target.start, frozen: target.frozen }
    await first.replace()
  }

  async function reset (): Promise<Restored> {
    const restored = await returnTo({ differences: first.differences, ...startClock })
    await first.afterReturn()
    return restored
  }

  function requireSnapshot (name: string): Snapshot {
    const found = snapshots.get(name)
    if (found !== undefined) return found
    const known = [...snapshots.keys()].join(', ')
    throw new ControlError(404, `There is no snapshot ${JSON.stringify(name)}. ` +
      (known === '' ? 'Take one first.' : `Snapshots: ${known}.`), '/name')
  }

  function newName (): string {
    let name = ''
    do name = `snapshot-${++unnamed}`; while (snapshots.has(name))
    return name
  }

  function remove (name: string): void {
    store.forget(requireSnapshot(name).mark)
    snapshots.delete(name)
  }

  async function snapshot (name = newName()): Promise<SnapshotInfo> {
    if (!NAME.test(name)) {
      throw new ControlError(400, `The name of a snapshot must be ${SNAPSHOT_NAME_WORDS}.`, '/name')
    }
    return await parts.inTurn(async () => {
      if (!snapshots.has(name) && snapshots.size >= MOST_SNAPSHOTS) {
        throw new ControlError(409, `There are ${MOST_SNAPSHOTS} snapshots, the most permitted. Remove one first.`)
      }
      await parts.processAllDue()
      const mark = await store.mark()
      if (snapshots.has(name)) remove(name)
      const at = clock.now().toISOString()
      const { frozenAt } = clock.setting()
      const shown = isRealTime(clock.setting()) ? 'real' : at
      snapshots.set(name, { name, at, mark, start: shown, frozen: frozenAt !== undefined })
      return { name, at }
    })
  }

  async function restore (name: string): Promise<Restored> {
    const { start, frozen } = requireSnapshot(name)
    const differences: Target['differences'] = async (reader) => await reader.changedSince(requireSnapshot(name).mark)
    return await returnTo({ differences, start, frozen })
  }

  return {
    reset,
    snapshot,
    restore,
    export: async () => await parts.inTurn(async () => {
      await parts.processAllDue()
      return await exportState(store, clock)
    }),
    import: async (document) => await returnTo(await targetOf(document)),
    startFrom,
    snapshots: () => Array.from(snapshots.values(), ({ name, at }) => ({ name, at })),
    remove
  }
}
