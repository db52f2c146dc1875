import { describe, expect, it } from 'vitest'
import { itemText, type PageItem, pageTag, rpdePage } from '../../domain/feeds/rpde.ts'

interface Page { readonly next: string, readonly items: ReadonlyArray<{ readonly id: string, readonly modified: number }> }

const FEED = 'https://example.com/feeds/events'
const pageOf = (items: readonly PageItem[], cursor: number | null = null): Page =>
  JSON.parse(rpdePage(items, itemText, { feedUrl: FEED, cursor, open: true }))
const item = (modified: number, length = 0): PageItem =>
  ({ kind: 'Event', id: `events/${modified}`, modified, ...(length > 0 && { data: { name: 'x'.repeat(length) } }) })

describe('a page of a feed', () => {
  it('has all items where they are small, and a link to the items after the last one', () => {
    const page = pageOf([item(7, 10), item(9)])
    expect(page).toEqual({
      next: `${FEED}?afterChangeNumber=9`,
      items: [
        { state: 'updated', kind: 'Event', id: 'events/7', modified: 7, data: { name: 'xxxxxxxxxx' } },
        { state: 'deleted', kind: 'Event', id: 'events/9', modified: 9 }
      ],
      license: 'https://creativecommons.org/licenses/by/4.0/'
    })
  })

  it('links to itself without items', () => {
    expect(pageOf([], 12)).toMatchObject({ next: `${FEED}?afterChangeNumber=12`, items: [] })
    expect(pageOf([])).toMatchObject({ next: FEED, items: [] })
  })

  it('ends before its last item where items are large, and no item is lost between the pages', () => {
    const items = Array.from({ length: 50 }, (_, index) => item(index + 1, 300_000))
    const read: number[] = []
    let longest = 0
    for (let rest = items; rest.length > 0; rest = items.filter(({ modified }) => modified > read.at(-1)!)) {
      const page = pageOf(rest)
      longest = Math.max(longest, JSON.stringify(page).length)
      read.push(...page.items.map(({ modified }) => modified))
      expect(page.next).toBe(`${FEED}?afterChangeNumber=${read.at(-1)}`)
    }
    expect(read).toEqual(items.map(({ modified }) => modified))
    expect(longest).toBeLessThan(4_400_000)
  })

  it('has at least one item, however large', () => {
    expect(pageOf([item(1, 5_000_000), item(2)]).items.map(({ modified }) => modified)).toEqual([1])
  })
})

describe('the entity tag of a page', () => {
  const request = { feedUrl: FEED, cursor: 5, open: true }
  const items = [7, 8, 9].map((modified) => ({ modified, record: {} }))
  const tag = pageTag(items, request, '1.0.0')

  it('is one of HTTP, and the same for the same page', () => {
    expect(tag).toMatch(/^"[\x21\x23-\x7e]+"$/)
    expect(pageTag([...items], { ...request }, '1.0.0')).toBe(tag)
  })

  it.each([
    ['its first item has left', items.slice(1), request, '1.0.0'],
    ['an item between has left', [items[0]!, items[2]!], request, '1.0.0'],
    ['its last item has left', items.slice(0, 2), request, '1.0.0'],
    ['an item has joined', [...items, { modified: 10, record: {} }], request, '1.0.0'],
    ['an item is deleted without a move', [...items.slice(0, 2), { modified: 9, record: { deleted: true } }], request, '1.0.0'],
    ['it follows another page', items, { ...request, cursor: 6 }, '1.0.0'],
    ['it is the first page', items, { ...request, cursor: null }, '1.0.0'],
    ['its feed has another order', items, { ...request, afterId: '' }, '1.0.0'],
    ['its feed has another address', items, { ...request, feedUrl: 'https://example.com/feeds/x' }, '1.0.0'],
    ['another release renders it', items, request, '1.0.1']
  ])('differs if %s', (_case, stored, page, version) => {
    expect(pageTag(stored, page, version)).not.toBe(tag)
  })
})
