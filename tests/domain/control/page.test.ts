import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createPage } from '../../../domain/control/view/page.ts'

const keys = fc.uniqueArray(fc.string({ maxLength: 3 }), { maxLength: 40 })
const query = fc.record({ limit: fc.integer({ min: 1, max: 12 }), after: fc.string({ maxLength: 2 }) }, { requiredKeys: [] })

it('has the first items after a key in the order of keys, in whichever order they come, and names the next page', () => {
  fc.assert(fc.property(keys, query, (all, { limit, after }) => {
    const page = createPage<string>({ ...(limit !== undefined && { limit }), ...(after !== undefined && { after }) })
    for (const key of all) page.add({ key, item: key })
    const rest = all.filter((key) => after === undefined || key > after).sort((a, b) => a < b ? -1 : 1)
    const shown = rest.slice(0, limit ?? 100)
    const next = shown.length < rest.length ? { next: shown.at(-1) } : {}
    expect(page.complete((item) => `shown ${item}`)).toEqual({ items: shown.map((item) => `shown ${item}`), ...next })
  }), { numRuns: 500 })
})

it('sorts a long list a few times only', () => {
  let compared = 0
  const page = createPage<number>({ limit: 10 })
  for (let index = 0; index < 10_000; index++) {
    const key = String((index * 7919) % 10_007).padStart(5, '0')
    page.add({ get key () { compared++; return key }, item: index })
  }
  expect(page.complete((item) => item).items).toHaveLength(10)
  // Sorting all of it would look at a key 240,000 times.
  expect(compared).toBeLessThan(40_000)
})
