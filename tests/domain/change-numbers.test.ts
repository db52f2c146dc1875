import { expect, it } from 'vitest'
import { indexAfter } from '../../domain/feeds/change-numbers.ts'

it('a position in a feed is before the first later change', () => {
  for (const numbers of [[], [5], [2, 4], [2, 3, 7, 11, 12], [1, 4, 9, 16, 25, 36, 49, 64]]) {
    for (let position = 0; position < 70; position++) {
      const earlier = numbers.filter((number) => number <= position)
      expect(indexAfter(numbers, position, (number) => number)).toBe(earlier.length)
    }
  }
})
