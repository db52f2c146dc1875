import type { Store } from '../../data/store.ts'
import { CLOCK } from '../../domain/control/state/clock.ts'
import { orderKey } from '../../domain/records/order.ts'
import type { Kind, Records } from '../../domain/records/record-kinds.ts'
import { SAMPLE } from '../../domain/sample/sample-data.ts'

/** All stored records with their kinds and ids. */
export type Kept = ReadonlyArray<readonly [kind: Kind, id: string, record: Records[Kind]]>

const KINDS = Object.keys({
  opportunity: true,
  order: true,
  proposal: true,
  lease: true,
  classic: true,
  dataset: true,
  sample: true,
  partner: true,
  openid: true,
  clock: true,
  fault: true,
  scenario: true
} satisfies Record<Kind, true>) as Kind[]

function usualId (record: Records[Kind]): string {
  if ('path' in record) return record.path
  if ('uuid' in record) return orderKey(record.partner, record.uuid)
  if ('offset' in record) return CLOCK
  return 'id' in record ? record.id : SAMPLE
}

/**
 * Read all records of a store.
 * @param idOf - gives the id of a record, because a store returns records without ids
 */
export async function allKept (store: Store, idOf: (record: Records[Kind]) => string = usualId): Promise<Kept> {
  return await store.transaction(async (tx) => {
    const ofKind = async (kind: Kind): Promise<Kept> => (await tx.list(kind, {})).map((record) => [kind, idOf(record), record] as const)
    return (await Promise.all(KINDS.map(ofKind))).flat()
  })
}

/** A store and its committed changes (count), including changes without effect. */
export interface CountedStore { readonly store: Store, changes (): number }

/** Wrap a store to count the changes of committed transactions. A failed transaction does not count. */
export function countChanges (store: Store): CountedStore {
  let kept = 0
  return {
    store: {
      ...store,
      async transaction (work, onApplied) {
        let applied = 0
        const result = await store.transaction(async (tx) => {
          applied = 0
          return await work({ ...tx, async apply (changes) { applied += changes.length; await tx.apply(changes) } })
        }, onApplied)
        kept += applied
        return result
      }
    },
    changes: () => kept
  }
}
