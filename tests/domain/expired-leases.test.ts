import { describe, expect, it } from 'vitest'
import { expireLeases } from '../../domain/leasing/lease-changes.ts'
import type { Lease } from '../../domain/records/lease.ts'
import { opportunity, spaces } from './build.ts'

const item = opportunity({ spaces: spaces(10, 2, 3) })
const lease = (uuid: string, count: number): Lease =>
  ({ partner: 'p', uuid, seller: item.seller, expires: '2027-03-09T10:20:00Z', spaces: { [item.path]: count } })

describe('expired leases', () => {
  it('release all their spaces in one change of the opportunity', () => {
    expect(expireLeases([lease('a', 1), lease('b', 2)], new Map([[item.path, item]]))).toEqual([
      { kind: 'opportunity', id: item.path, record: { ...item, spaces: spaces(10, 2, 0) }, feed: item.feed },
      { kind: 'lease', id: 'a p', record: null },
      { kind: 'lease', id: 'b p', record: null }
    ])
  })

  it('are deleted if their opportunity is gone', () => {
    expect(expireLeases([lease('a', 1)], new Map())).toEqual([{ kind: 'lease', id: 'a p', record: null }])
  })

  it('cause no change if there are none', () => {
    expect(expireLeases([], new Map())).toEqual([])
  })
})
