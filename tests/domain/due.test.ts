import { describe, expect, it } from 'vitest'
import { lapse } from '../../domain/due.ts'
import type { Lease } from '../../domain/state.ts'
import { opportunity, spaces } from './build.ts'

const item = opportunity({ spaces: spaces(10, 2, 3) })
const lease: Lease = { partner: 'p', uuid: 'a', seller: item.seller, expires: '2027-03-09T10:20:00Z', places: { [item.path]: 2 } }

describe('a lease that lapses', () => {
  it('gives its places back', () => {
    expect(lapse(lease, new Map([[item.path, item]]))).toEqual([
      { kind: 'opportunity', id: item.path, record: { ...item, spaces: spaces(10, 2, 1) }, feed: item.feed },
      { kind: 'lease', id: 'a p', record: null }
    ])
  })

  it('goes when its opportunity is gone', () => {
    expect(lapse(lease, new Map())).toEqual([{ kind: 'lease', id: 'a p', record: null }])
  })
})
