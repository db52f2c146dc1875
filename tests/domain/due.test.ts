import { describe, expect, it } from 'vitest'
import { dueChanges } from '../../domain/due.ts'
import type { Lease, Tombstone } from '../../domain/state.ts'
import { NOW, opportunity, rules, spaces } from './build.ts'

const item = opportunity({ spaces: spaces(10, 2, 3) })
const lease = (uuid: string, count: number): Lease =>
  ({ partner: 'p', uuid, seller: item.seller, expires: '2027-03-09T10:20:00Z', places: { [item.path]: count } })
const due = { leases: [], tombstones: [], openId: [], classics: [], sample: undefined, records: new Map([[item.path, item]]), sampleItems: [] }

describe('what is due', () => {
  it('gives the places of all lapsed leases back in one change of the opportunity', () => {
    const changes = dueChanges({ ...due, leases: [lease('a', 1), lease('b', 2)] }, { now: NOW, rules })
    expect(changes).toEqual([
      { kind: 'opportunity', id: item.path, record: { ...item, spaces: spaces(10, 2, 0) }, feed: item.feed },
      { kind: 'lease', id: 'a p', record: null },
      { kind: 'lease', id: 'b p', record: null }
    ])
  })

  it('drops the lease on an opportunity that is gone', () => {
    expect(dueChanges({ ...due, leases: [lease('a', 1)], records: new Map() }, { now: NOW, rules })).toEqual([{ kind: 'lease', id: 'a p', record: null }])
  })

  it('lets tombstones go', () => {
    const tombstone: Tombstone = { path: item.path, type: 'ScheduledSession', deleted: true, expires: '2027-03-09T10:20:00Z' }
    expect(dueChanges({ ...due, tombstones: [tombstone] }, { now: NOW, rules })).toEqual([{ kind: 'opportunity', id: item.path, record: null }])
  })
})
