import type { Commit } from '../../data/engine/live-records.ts'
import type { Snapshot } from '../../data/engine/snapshot.ts'
import type { Kind, Records } from '../../domain/records/record-kinds.ts'
import type { Spaces } from '../../domain/records/opportunity.ts'
import { isCancelled, orderItems } from '../../domain/records/order.ts'

/** Checks what is on the disk after each write. */
export interface Ledger {
  /** @throws {Error} if the disk contradicts itself */
  follow (commits: readonly Commit[]): void
}

/**
 * Create the ledger of a disk.
 * @param from - the state on it
 * @param paths - paths of the opportunities that the clients book
 */
export function createLedger (from: Snapshot, paths: readonly string[]): Ledger {
  const records = new Map<string, Records[Kind]>(from.entries.map(({ kind, id, record }) => [`${kind} ${id}`, record]))
  const ofKind = <K extends Kind>(kind: K): Array<Records[K]> =>
    [...records].flatMap(([key, record]) => key.startsWith(`${kind} `) ? [record as Records[K]] : [])
  const positions = new Map<string, number>(from.entries.map(({ kind, id, modified = 0 }) => [`${kind} ${id}`, modified]))
  let newest = Math.max(...positions.values())

  function booked (path: string): number {
    return ofKind('order').flatMap((order) => 'deleted' in order ? [] : orderItems(order))
      .filter(({ item, state }) => !isCancelled(state) && item.orderedItem.opportunity.path === path)
      .reduce((sum, { item: { spaces } }) => sum + spaces, 0)
  }

  function leased (path: string): number {
    return ofKind('lease').reduce((sum, { unreserved, spaces }) => sum + (unreserved === true ? 0 : spaces[path] ?? 0), 0)
  }

  function checkSpaces (path: string): void {
    const { spaces } = records.get(`opportunity ${path}`) as { readonly spaces: Spaces }
    const counted = { booked: booked(path), leased: leased(path) }
    if (spaces.booked !== counted.booked || spaces.leased !== counted.leased) {
      throw new Error(`spaces are ${JSON.stringify(spaces)}, orders and leases have ${JSON.stringify(counted)}`)
    }
    if (spaces.booked + spaces.leased > (spaces.maximum ?? Infinity)) throw new Error(`oversold: ${JSON.stringify(spaces)}`)
  }

  return {
    follow (commits) {
      for (const { rows } of commits) {
        for (const [kind, id, record, position] of rows) {
          const key = `${kind} ${id}`
          if (record === null) records.delete(key)
          else records.set(key, record)
          if (position === undefined || positions.get(key) === position[1]) continue
          if (position[1] <= newest) throw new Error(`change number ${position[1]} came after ${newest}`)
          positions.set(key, newest = position[1])
        }
        for (const path of paths) checkSpaces(path)
      }
    }
  }
}
