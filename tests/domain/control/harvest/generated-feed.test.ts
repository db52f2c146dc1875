import { describe, expect, it } from 'vitest'
import { SAMPLE_CONTENT } from '../../../../data/sample/content.ts'
import { feedCounts, type GeneratedFeed, generatedPage } from '../../../../domain/control/harvest/generated-feed.ts'
import { FULL } from '../../../helpers/runs.ts'
import { type Json, ModelValidator, newPageChecker } from '../../../helpers/validation.ts'
import { rules } from '../../build.ts'

const FEED_URL = 'http://localhost:5000/feeds/events'

interface Item { readonly state: string, readonly id: string, readonly modified: number, readonly data?: Json }
interface Page { readonly url: string, readonly json: { readonly next: string, readonly items: readonly Item[] }, readonly isLast: boolean }

const feed = (items: number, seed = 1): GeneratedFeed => ({ items, seed, feedUrl: FEED_URL, base: 'http://localhost:5000', rules, content: SAMPLE_CONTENT })

function page (of: GeneratedFeed, url: string): Page {
  const { text, isLast } = generatedPage(new URL(url).searchParams, of)
  return { url, json: JSON.parse(text), isLast }
}

/** Read a feed to its end. @returns its pages, with the last one */
function pagesOf (of: GeneratedFeed, query = ''): Page[] {
  const pages = [page(of, FEED_URL + query)]
  while (pages.at(-1)?.isLast === false) pages.push(page(of, pages.at(-1)!.json.next))
  return pages
}

const itemsOf = (pages: readonly Page[]): Item[] => pages.flatMap(({ json }) => json.items)

/** @returns the items that a harvester holds at the end, by id */
function held (items: readonly Item[]): Map<string, number> {
  const result = new Map<string, number>()
  for (const { state, id, modified } of items) {
    if (state === 'deleted') result.delete(id)
    else result.set(id, modified)
  }
  return result
}

describe.each([1, 8, 9, 1200])('a feed of %d sessions', (count) => {
  const pages = pagesOf(feed(count))
  const items = itemsOf(pages)
  const counts = feedCounts({ items: count })

  it('has the changes, updates and deletions that it announces', () => {
    expect(items).toHaveLength(counts.changes)
    expect(new Set(items.map(({ id }) => id)).size).toBe(count)
    expect(items.filter(({ state }) => state === 'deleted')).toHaveLength(counts.deletions)
    expect(items.filter(({ state }) => state === 'updated')).toHaveLength(count + counts.updates)
    expect(held(items).size).toBe(counts.remaining)
  })

  it('is in order, and ends a session with its deletion', () => {
    const numbers = items.map(({ modified }) => modified)
    expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b))
    const deleted = new Set<string>()
    const wrong = items.filter(({ state, id, data }) => {
      const isWrong = deleted.has(id) || (data === undefined) !== (state === 'deleted')
      if (state === 'deleted') deleted.add(id)
      return isWrong
    })
    expect(wrong).toEqual([])
  })

  it('never has a session twice on a page, and only its last page is empty and links to itself', () => {
    for (const { url, json, isLast } of pages) {
      expect(new Set(json.items.map(({ id }) => id)).size).toBe(json.items.length)
      expect([json.items.length === 0, json.next === url]).toEqual([isLast, isLast])
    }
  })

  it('has the same items on small pages', () => {
    expect(itemsOf(pagesOf(feed(count), '?limit=210'))).toEqual(items)
  })

  it('satisfies the validator of feeds', () => {
    const checker = newPageChecker()
    const problems = pages.flatMap(({ url, json, isLast }, pageIndex) => checker.validateRpdePage({
      url, json, pageIndex, contentType: 'application/vnd.openactive.rpde+json; version=1', cacheControl: `public, max-age=${isLast ? 8 : 3600}`, status: 200, isInitialHarvestComplete: false, isOrdersFeed: false
    }))
    expect(problems.map(({ message }) => message)).toEqual([])
  })
})

describe('a page', () => {
  const million = feed(1_000_000)

  it('follows from its change number, deep in a million sessions as at the beginning', () => {
    for (const after of [0, 1_200_000]) {
      const url = `${FEED_URL}?afterChangeNumber=${after}`
      const { json } = page(million, url)
      expect(json).toEqual(page(feed(1_000_000), url).json)
      expect(json.items[0]?.modified).toBeGreaterThan(after)
      expect(json.items.length).toBeGreaterThan(400)
    }
  })

  it('shows an updated session with one space less, and all else as before', () => {
    const items = itemsOf(pagesOf(feed(8)))
    const [before, after] = items.filter(({ id }) => id === items.find(({ modified }) => modified > 8)?.id)
    expect(after?.data).toEqual({ ...before?.data, remainingAttendeeCapacity: Number(before?.data?.['remainingAttendeeCapacity']) - 1 })
  })

  it('depends on the seed', () => {
    expect(page(feed(50, 2), FEED_URL).json.items).not.toEqual(page(feed(50), FEED_URL).json.items)
  })

  it.each(['afterChangeNumber=-1', 'afterChangeNumber=x', 'afterChangeNumber=9999999999999999', 'limit=0', 'limit=x'])('is refused for %s', (query) => {
    expect(() => page(million, `${FEED_URL}?${query}`)).toThrow(query.split('=', 1)[0])
  })

  it.runIf(FULL)('has items that satisfy the validator of models', async () => {
    const validator = new ModelValidator()
    for (const { data } of page(feed(50), FEED_URL).json.items) {
      const findings = data === undefined ? [] : await validator.validate(data, 'BookableRPDEFeed')
      expect(findings.filter(({ severity }) => severity === 'failure')).toEqual([])
    }
  })
})
