import { ordersFeedOf, proposalsFeedOf } from '../feeds/feed-names.ts'
import type { Change } from '../records/change.ts'
import { isDeleted, orderKey } from '../records/order.ts'
import type { Records } from '../records/record-kinds.ts'

/** Kinds of records that a UUID of a broker identifies. */
export const KINDS_BY_UUID = ['order', 'proposal', 'classic', 'lease'] as const

type KindByUuid = typeof KINDS_BY_UUID[number]

/** A record that a UUID identifies. */
export type RecordOfUuid = { [K in KindByUuid]: { readonly kind: K, readonly record: Records[K] } }[KindByUuid]

/** The result of `lowerCaseUuids`. */
export interface LowerCased {
  /** Changes that move records to the lower-case spelling of their UUID, and announce them under it. */
  readonly changes: readonly Change[]
  /** Keys that keep their spelling, because another record has the same UUID in another spelling. */
  readonly kept: ReadonlySet<string>
}

/**
 * Spell the UUIDs of older records in lower case, as RFC 4122 compares them. Where the UUIDs of two orders of a booking
 * partner differ by case alone, the one in lower case keeps the UUID, or else the older one; the other keeps its
 * spelling.
 * @param stored - all records with a UUID, older ones first
 * @returns the changes, and the keys of records that keep their spelling
 * @see {@link https://www.rfc-editor.org/rfc/rfc4122#section-3}
 */
export function lowerCaseUuids (stored: readonly RecordOfUuid[]): LowerCased {
  const kept = new Set<string>()
  /** Spelling that gets the UUID, by key in lower case. */
  const owners = new Map(stored.flatMap(({ record: { partner, uuid } }) =>
    isLowerCase(uuid) ? [[orderKey(partner, uuid), uuid]] : []))
  const changes = stored.flatMap((one): Change[] => {
    const { partner, uuid } = one.record
    if (isLowerCase(uuid)) return []
    const key = orderKey(partner, uuid.toLowerCase())
    const owner = owners.get(key) ?? uuid
    owners.set(key, owner)
    if (owner === uuid) return lowerCase(one)
    kept.add(orderKey(partner, uuid))
    return []
  })
  return { changes, kept }
}

const isLowerCase = (uuid: string): boolean => uuid === uuid.toLowerCase()

function lowerCase ({ kind, record }: RecordOfUuid): Change[] {
  const { partner } = record
  const uuid = record.uuid.toLowerCase()
  const feed = feedOf({ kind, record } as RecordOfUuid)
  return [
    { kind, id: orderKey(partner, record.uuid), record: null },
    { kind, id: orderKey(partner, uuid), record: { ...record, uuid }, ...(feed !== undefined && { feed }) } as Change
  ]
}

/** @returns the feed that may have shown a record */
function feedOf ({ kind, record }: RecordOfUuid): string | undefined {
  if (kind === 'lease' || kind === 'classic') return undefined
  const isShown = isDeleted(record) || record.listed
  if (!isShown) return undefined
  return kind === 'order' ? ordersFeedOf(record.partner) : proposalsFeedOf(record.partner)
}
