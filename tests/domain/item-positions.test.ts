import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { positionItems } from '../../domain/checks/item-positions.ts'

const positionsOf = (given: ReadonlyArray<number | null>): number[] =>
  positionItems(given.map((position) => position === null ? {} : { position })).map(({ position }) => position)

describe('the position of an item', () => {
  it.each([
    [[null, null, null], [0, 1, 2]],
    [[1, null, null], [1, 0, 2]],
    [[null, 0, null, 2], [1, 0, 3, 2]],
    [[7, 3], [7, 3]]
  ])('missing in %j is the lowest number that no item gives', (given, expected) => {
    expect(positionsOf(given)).toEqual(expected)
  })

  it('is its own: given ones stay, and the others are the lowest free numbers in their order', () => {
    const unique = fc.uniqueArray(fc.option(fc.nat(6)), { maxLength: 8, selector: (position) => position ?? {} })
    fc.assert(fc.property(unique, (given) => {
      const positions = positionsOf(given)
      const free = Array.from({ length: 20 }, (_, number) => number).filter((number) => !given.includes(number))
      expect(positions).toEqual(given.map((position) => position ?? free.shift()))
      expect(new Set(positions).size).toBe(given.length)
    }))
  })

  it('is refused if two items give it', () => {
    expect(() => positionsOf([4, null, 4])).toThrow('Two items have the position 4.')
  })
})
