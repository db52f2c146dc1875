import { describe, expect, it } from 'vitest'
import { positionsOn } from '../../dashboard/views/feeds/positions.ts'

const PAGES = [[10, 11, 15], [20, 22], [30]] as const
const at = (afterChangeNumber: number | null) => ({ agent: String(afterChangeNumber), afterChangeNumber, at: '', behind: 0 })

describe('the position of a reader', () => {
  it.each([
    [null, 'before 10'], [9, 'before 10'], [10, 'after 10'], [14, 'after 11'], [15, 'after 15'], [17, 'before 20'], [20, 'after 20'], [22, 'after 22'],
    [25, 'before 30'], [30, 'after 30'], [99, 'after 30']
  ] as const)('%s is shown once: %s', (position, expected) => {
    const shown = PAGES.flatMap((numbers, index) => {
      const items = numbers.map((modified) => ({ modified }))
      const { byItem, before } = positionsOn([at(position)], items, PAGES[index - 1]?.at(-1) ?? null, index === PAGES.length - 1)
      return [...before.map(() => `before ${numbers[0]}`), ...[...byItem].map(([modified]) => `after ${modified}`)]
    })
    expect(shown).toEqual([expected])
  })

  it('is shared by several readers, and is before an empty feed', () => {
    expect(positionsOn([at(10), at(10)], [{ modified: 10 }], null, true).byItem.get(10)).toHaveLength(2)
    expect(positionsOn([at(null), at(3)], [], null, true).before).toHaveLength(2)
  })
})
