import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lowerCaseUuids, type RecordOfUuid } from '../../domain/operations/lower-case-uuids.ts'
import { orderKey } from '../../domain/records/order.ts'
import { proposal } from './build-proposal.ts'

const UUID = 'a3c1f6de-58a4-4c53-9f0e-6f1f5a4c7d20'
const SPELLINGS = [UUID, UUID.toUpperCase(), UUID.replace('a3c1', 'A3C1'), UUID.replace('6f1f', '6F1F')]

const deletedOrder = (partner: string, uuid: string): RecordOfUuid => ({ kind: 'order', record: { partner, uuid, seller: 's', deleted: true } })
const lease = (partner: string, uuid: string): RecordOfUuid => ({ kind: 'lease', record: { partner, uuid, seller: 's', spaces: {} } })
const proposed = (partner: string, uuid: string): RecordOfUuid => ({ kind: 'proposal', record: proposal({ partner, uuid, listed: true }) })

/** @returns the keys of a store after the changes */
function keysAfter (stored: readonly RecordOfUuid[]): string[] {
  const keys = new Set(stored.map(({ kind, record }) => `${kind} ${orderKey(record.partner, record.uuid)}`))
  for (const { kind, id, record } of lowerCaseUuids(stored).changes) {
    if (record === null) keys.delete(`${kind} ${id}`)
    else keys.add(`${kind} ${id}`)
  }
  return [...keys]
}

describe('the UUIDs of older data', () => {
  it('get lower case, all records of a UUID alike', () => {
    const stored = [deletedOrder('p', SPELLINGS[1]!), proposed('p', SPELLINGS[1]!), lease('p', SPELLINGS[1]!), lease('other', SPELLINGS[2]!)]
    expect(keysAfter(stored)).toEqual([`order ${UUID} p`, `proposal ${UUID} p`, `lease ${UUID} p`, `lease ${UUID} other`])
    expect(lowerCaseUuids(stored).kept.size).toBe(0)
    expect(lowerCaseUuids(stored).changes.flatMap(({ feed }) => feed ?? [])).toEqual(['orders p', 'order-proposals p'])
  })

  it('stay where two orders of a booking partner differ by case alone: one gets lower case', () => {
    const [, upper = '', mixed = ''] = SPELLINGS
    expect(keysAfter([deletedOrder('p', upper), deletedOrder('p', mixed)])).toEqual([`order ${mixed} p`, `order ${UUID} p`])
    expect(lowerCaseUuids([deletedOrder('p', upper), deletedOrder('p', mixed)]).kept).toEqual(new Set([`${mixed} p`]))
    expect(lowerCaseUuids([deletedOrder('p', upper), deletedOrder('p', UUID)])).toEqual({ changes: [], kept: new Set([`${upper} p`]) })
  })

  it('never overwrite each other, and stay after a second start', () => {
    const one = fc.tuple(fc.constantFrom(deletedOrder, lease, proposed), fc.constantFrom('p', 'q'), fc.constantFrom(...SPELLINGS))
    const keyOf = ([make, partner, uuid]: [typeof lease, string, string]): string => `${make.name} ${partner} ${uuid}`
    fc.assert(fc.property(fc.uniqueArray(one, { selector: keyOf }), (made) => {
      const stored = made.map(([make, partner, uuid]) => make(partner, uuid))
      const keys = keysAfter(stored)
      expect(keys).toHaveLength(stored.length)
      const again = keys.map((key): RecordOfUuid => {
        const [kind, uuid = '', partner = ''] = key.split(' ')
        return kind === 'order' ? deletedOrder(partner, uuid) : kind === 'lease' ? lease(partner, uuid) : proposed(partner, uuid)
      })
      expect(lowerCaseUuids(again)).toEqual({ changes: [], kept: lowerCaseUuids(stored).kept })
      for (const { record: { partner, uuid } } of stored) {
        expect(again.some(({ record }) => orderKey(record.partner, record.uuid) === orderKey(partner, uuid.toLowerCase()))).toBe(true)
      }
    }))
  })
})
