import { describe, expect, it } from 'vitest'
import { BASE, shareApp } from '../../helpers/build-app.ts'
import { b, make, newUuid, PARTNER_1, readFeed, u } from '../../helpers/requests.ts'

const app = shareApp({ types: ['ScheduledSession'] })
const OPEN = '/feeds/scheduled-sessions'
const ORDERS = '/api/openbooking/orders-rpde'

/** Book and cancel an item, so that the orders feed shows the order. */
async function bookAndCancel (): Promise<void> {
  const simulator = await app()
  const uuid = newUuid()
  const { body } = await b(simulator, [await make(simulator)], { uuid })
  await u(simulator, uuid, [body.orderedItem[0]['@id']])
}

describe.each([[OPEN, {}], [ORDERS, PARTNER_1]])('pages of %s', (feed, headers) => {
  it.each([1, 3, 7])('have at most %d items, and lose none between them', async (limit) => {
    const simulator = await app()
    for (let i = 0; i < 4; i++) await bookAndCancel()
    const all = await readFeed(simulator, feed, headers)
    expect(all.length).toBeGreaterThanOrEqual(4)
    const read: unknown[] = []
    let [url, pages] = [`${BASE}${feed}?limit=${limit}`, 0]
    for (;;) {
      const { status, body } = await simulator.request('GET', url, { headers })
      expect(status).toBe(200)
      read.push(...body.items)
      pages++
      if (body.items.length === 0) {
        expect(body.next).toBe(url)
        break
      }
      expect(body.items.length).toBeLessThanOrEqual(limit)
      expect(body.next).toBe(`${BASE}${feed}?afterChangeNumber=${body.items.at(-1).modified}&limit=${limit}`)
      url = body.next
    }
    expect(read).toEqual(all)
    expect(pages).toBe(Math.ceil(all.length / limit) + 1)
  })

  it('have at most 500 items for any larger limit', async () => {
    const simulator = await app()
    await bookAndCancel()
    const { body } = await simulator.request('GET', `${feed}?limit=1000000`, { headers })
    expect(body.items.length).toBeGreaterThan(0)
    expect(body.next).toMatch(/&limit=500$/)
  })

  it.each(['0', '-1', '1.5', 'many', ''])('are refused for the limit "%s"', async (limit) => {
    const simulator = await app()
    const { status, body } = await simulator.request('GET', `${feed}?limit=${limit}`, { headers })
    expect([status, body['@type']]).toEqual([400, 'OpenBookingError'])
    expect(body.description).toContain('limit')
  })
})

it('an entity tag is that of one limit', async () => {
  const simulator = await app()
  const tagOf = async (query: string) => (await simulator.request('GET', `${OPEN}${query}`)).headers['etag']
  const tags = await Promise.all(['', '?limit=2', '?limit=3'].map(tagOf))
  expect(new Set(tags).size).toBe(3)
})
