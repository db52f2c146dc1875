import { describe, expect, test } from 'vitest'
import { createFeedIndex, type FeedIndex } from '../../data/engine/feed-index.ts'
import type { Row } from '../../data/engine/entries.ts'

const row = (id: string, modified: number | undefined, feed = 'a', uuid = id): Row => {
  const record = { uuid } as unknown as Row[2]
  return modified === undefined ? ['order', id, record] : ['order', id, record, [feed, modified]]
}

function indexOf (...rows: readonly Row[]): FeedIndex {
  const index = createFeedIndex()
  for (const one of rows) index.publish(one)
  return index
}

const ids = (index: FeedIndex, cursor: number | null = null, limit = 10, feed = 'a'): string[] =>
  index.page(feed, cursor, limit).map(({ id }) => id)

describe('the last page of a feed', () => {
  test('is the same array until the feed changes', () => {
    const index = indexOf(row('1', 1), row('2', 2))
    const page = index.page('a', null, 10)
    expect(index.page('a', null, 10)).toBe(page)
    index.publish(row('3', 3, 'b'))
    expect(index.page('a', null, 10)).toBe(page)
  })

  test.each([
    ['an item joins', row('3', 3), ['1', '2', '3']],
    ['an item moves', row('1', 3), ['2', '1']],
    ['an item leaves for another feed', row('1', 3, 'b'), ['2']],
    ['an item is dropped', ['order', '1', null] as const, ['2']],
    ['an item is hidden', row('1', undefined), ['2']]
  ] as const)('is read again after %s', (_, change, expected) => {
    const index = indexOf(row('1', 1), row('2', 2))
    const page = index.page('a', null, 10)
    index.publish(change)
    expect(ids(index)).toEqual(expected)
    expect(page.map(({ id }) => id)).toEqual(['1', '2'])
  })

  test('is read again after a record has changed in its place', () => {
    const index = indexOf(row('1', 1), row('2', 2))
    index.page('a', null, 10)
    index.publish(row('1', 1, 'a', 'changed'))
    expect(index.page('a', null, 10)[0]?.record).toEqual({ uuid: 'changed' })
  })

  test('depends on cursor and limit', () => {
    const index = indexOf(row('1', 1), row('2', 2), row('3', 3))
    expect(ids(index)).toEqual(['1', '2', '3'])
    expect(ids(index, 1)).toEqual(['2', '3'])
    expect(ids(index, 1, 1)).toEqual(['2'])
    expect(ids(index, null, 1)).toEqual(['1'])
  })
})

test('shows each of many items once, at its last position', () => {
  const index = createFeedIndex()
  let modified = 0
  for (let round = 0; round < 30; round++) for (let id = 0; id < 50; id++) index.publish(row(String(id), ++modified))
  expect(ids(index, null, 100)).toEqual(Array.from({ length: 50 }, (_, id) => String(id)))
  expect(ids(index, modified - 1, 100)).toEqual(['49'])
})
