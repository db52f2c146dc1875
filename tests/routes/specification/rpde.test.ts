import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Answered, openApp, type Simulator } from '../../helpers/build-app.ts'
import { bySeller, create } from '../../helpers/conditions.ts'
import { control } from '../../helpers/control.ts'
import { b, newUuid, PARTNER_1 } from '../../helpers/requests.ts'

type Body = ReturnType<typeof JSON.parse>
let simulator: Simulator
// The collected pages are those of one order.
beforeAll(async () => { simulator = await openApp({ types: ['ScheduledSession'], control: 'on', feedOrder: 'timestamp' }, { isCollected: false }) })
afterAll(async () => { await simulator.app.close() })

const get = async (url: string): Promise<Answered> => await simulator.request('GET', url, { headers: PARTNER_1 })

/** Follow a feed to its end. @returns its items and the address of its last page */
async function follow (from: string): Promise<{ items: Body[], end: string }> {
  const items = []
  for (let url = from; ;) {
    const { body } = await get(url)
    if (body.items.length === 0) return { items, end: url }
    const { modified, id } = body.items.at(-1)
    const next = new URL(body.next)
    expect([next.searchParams.get('afterTimestamp'), next.searchParams.get('afterId'), next.searchParams.has('afterChangeNumber')]).toEqual([String(modified), id, false])
    items.push(...body.items)
    url = body.next
  }
}

describe('both RPDE ordering variants: by timestamp and id', () => {
  it.each(['/feeds/scheduled-sessions', '/feeds/scheduled-sessions?limit=40', '/feeds/session-series'])('%s is read to its end, and on from there', async (feed) => {
    const { items, end } = await follow(feed)
    expect(items.length).toBeGreaterThan(3)
    const order = items.map(({ modified, id }) => [modified, id])
    expect(order).toEqual([...order].sort(([a, i], [c, j]) => a - c || (i < j ? -1 : 1)))
    expect(items.every(({ modified }) => Number.isInteger(modified))).toBe(true)
    // The last page links to itself.
    expect((await get(end)).body.next).toBe(end)
    const { id } = await create(simulator)
    const { items: news } = await follow(end)
    expect(news.length).toBe(1)
    expect(id).toContain(news[0].data['@id'].split('/').at(feed.includes('series') ? -1 : -3))
  })

  it('the orders feed, too', async () => {
    const uuid = newUuid()
    await b(simulator, (await create(simulator)).bookables, { uuid })
    await bySeller(simulator, 'notice', uuid, { text: 'Bring a towel.' })
    const { items, end } = await follow('/api/openbooking/orders-rpde')
    expect([items.map(({ id }) => id), new URL(end).searchParams.get('afterId')]).toEqual([[uuid], uuid])
    await bySeller(simulator, 'notice', uuid, { text: 'And a cap.' })
    expect((await follow(end)).items.map(({ id }) => id)).toEqual([uuid])
  })

  it('control calls show where readers are', async () => {
    const { end } = await follow('/feeds/session-series')
    const { body: { items } } = await control(simulator, 'GET', '/feeds')
    expect(items.find(({ feed }: Body) => feed === 'session-series').readers[0]).toMatchObject({ afterChangeNumber: Number(new URL(end).searchParams.get('afterTimestamp')), behind: 0 })
    const { body: { page } } = await control(simulator, 'GET', '/feeds/page?feed=session-series&limit=2')
    expect(new URL(page.next).searchParams.get('afterId')).toBe(page.items[1].id)
  })

  it.each(['afterTimestamp=5', 'afterId=x', 'afterChangeNumber=5', 'afterTimestamp=x&afterId=y', 'afterTimestamp=99999999999999999999&afterId=y'])('refuses %s', async (query) => {
    const { status, body } = await get(`/feeds/session-series?${query}`)
    expect([status, body['@type']]).toEqual([400, 'OpenBookingError'])
  })
})
