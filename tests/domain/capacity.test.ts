import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { allotSpaces, remaining, withDeltas } from '../../domain/leasing/capacity.ts'
import { countSpaces } from '../../domain/leasing/spaces.ts'
import { opportunity, spaces } from './build.ts'

const INSUFFICIENT = 'OpportunityHasInsufficientCapacityError'
const RESERVED = 'OpportunityCapacityIsReservedByLeaseError'

describe('allotSpaces', () => {
  it('books three, reserves one and refuses five of nine', () => {
    expect(allotSpaces(9, 3, 1)).toEqual([null, null, null, RESERVED, ...Array<string>(5).fill(INSUFFICIENT)])
  })

  it('reports full only where no lease can free a space', () => {
    expect(allotSpaces(2, 0, 0)).toEqual(['OpportunityIsFullError', 'OpportunityIsFullError'])
    expect(allotSpaces(1, 0, 1)).toEqual([RESERVED])
  })

  it('allots free spaces first, then reports leased spaces, then insufficient capacity', () => {
    const counts = fc.nat({ max: 60 })
    fc.assert(fc.property(counts, counts, counts, (wanted, free, leased) => {
      const outcomes = allotSpaces(wanted, free, leased)
      const count = (outcome: string | null): number => outcomes.filter((one) => one === outcome).length
      expect(outcomes).toHaveLength(wanted)
      expect(count(null)).toBe(Math.min(wanted, free))
      expect(count(RESERVED)).toBe(Math.min(Math.max(wanted - free, 0), leased))
      expect(count('OpportunityIsFullError')).toBe(free + leased === 0 ? wanted : 0)
      expect(count(INSUFFICIENT)).toBe(free + leased === 0 ? 0 : Math.max(wanted - free - leased, 0))
    }))
  })
})

describe('spaces', () => {
  it('remain if they are neither booked nor leased', () => {
    expect(remaining(spaces(10, 3, 2))).toBe(5)
  })

  it('move from leased to booked without effect on the others', () => {
    const moved = withDeltas(opportunity({ spaces: spaces(10, 1, 2) }), { booked: 2, leased: -2, proposed: 0 })
    expect(moved.spaces).toEqual(spaces(10, 3, 0))
  })

  it('are counted per opportunity', () => {
    const [a, b] = ['a', 'b'].map((path) => ({ orderedItem: { opportunity: opportunity({ path }) } }))
    expect(countSpaces([a!, b!, { ...a, spaces: 2 }, {}])).toEqual({ a: 3, b: 1 })
  })
})
