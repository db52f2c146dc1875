import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openApp, type Simulator } from '../../helpers/build-app.ts'
import { control } from '../../helpers/control.ts'
import { b, type Bookable, make, newUuid, PARTNER_1, PARTNER_2 } from '../../helpers/requests.ts'

type Body = ReturnType<typeof JSON.parse>

let simulator: Simulator
let item: Bookable
const uuid = newUuid()

beforeAll(async () => {
  simulator = await openApp({ types: ['ScheduledSession'], control: 'on' })
  item = await make(simulator)
  await b(simulator, [item], { uuid })
  await control(simulator, 'POST', '/sellers/any/notice', { order: uuid, text: 'Bring a towel.' })
})
afterAll(async () => { await simulator.app.close() })

const list = async (feed: string, partner?: string): Promise<Body> =>
  (await control(simulator, 'GET', '/feeds')).body.items.find((one: Body) => one.feed === feed && one.partner === partner)
const page = async (query: string): Promise<Body> => (await control(simulator, 'GET', `/feeds/page?${query}`)).body

describe('the list of feeds', () => {
  it('has the open feeds, and both feeds of each booking partner', async () => {
    const { items } = (await control(simulator, 'GET', '/feeds')).body
    const open = items.filter(({ partner }: Body) => partner === undefined).map(({ feed }: Body) => feed)
    expect(open).toEqual(['session-series', 'scheduled-sessions'])
    expect(items.filter(({ partner }: Body) => partner === 'booking-partner-2').map(({ feed }: Body) => feed))
      .toEqual(['orders-rpde', 'order-proposals-rpde'])
  })

  it('counts items and shows the newest change number', async () => {
    const orders = await list('orders-rpde', 'booking-partner-1')
    expect(orders).toMatchObject({ items: 1, deleted: 0, newest: expect.any(Number) })
    expect(await list('orders-rpde', 'booking-partner-2')).toMatchObject({ items: 0, deleted: 0 })
    const { items } = (await simulator.request('GET', '/api/openbooking/orders-rpde', { headers: PARTNER_1 })).body
    expect(items.map(({ modified }: Body) => modified)).toEqual([orders.newest])
  })

  it('shows where a booking partner reads its own feed, and no other partner there', async () => {
    const { newest } = await list('orders-rpde', 'booking-partner-1')
    await simulator.request('GET', '/api/openbooking/orders-rpde', { headers: PARTNER_1 })
    await simulator.request('GET', '/api/openbooking/orders-rpde', { headers: PARTNER_2 })
    expect((await list('orders-rpde', 'booking-partner-1')).readers)
      .toEqual([{ partner: 'booking-partner-1', afterChangeNumber: null, at: expect.any(String), behind: 1 }])
    await simulator.request('GET', `/api/openbooking/orders-rpde?afterChangeNumber=${newest}`, { headers: PARTNER_1 })
    expect((await list('orders-rpde', 'booking-partner-1')).readers)
      .toEqual([{ partner: 'booking-partner-1', afterChangeNumber: newest, at: expect.any(String), behind: 0 }])
  })

  it('names the readers of an open feed by their program, the latest first, and leaves refused requests out', async () => {
    const get = async (agent: string, query = ''): Promise<void> => {
      await simulator.request('GET', `/feeds/scheduled-sessions${query}`, { headers: { 'user-agent': agent } })
    }
    const { items } = (await simulator.request('GET', '/feeds/scheduled-sessions')).body
    const behind = items.length
    await get('broker-a/1')
    await get('broker-b/1', `?afterChangeNumber=${items[2].modified}`)
    await get('broker-a/1', `?afterChangeNumber=${items[0].modified}`)
    await get('broker-a/1', '?afterChangeNumber=x')
    const { readers } = await list('scheduled-sessions')
    expect(readers.slice(0, 2)).toEqual([
      { agent: 'broker-a/1', afterChangeNumber: items[0].modified, at: expect.any(String), behind: behind - 1 },
      { agent: 'broker-b/1', afterChangeNumber: items[2].modified, at: expect.any(String), behind: behind - 3 }
    ])
  })
})

describe('a page of a feed', () => {
  it.each(['', '&limit=10'])('is that of a broker (%s)', async (limit) => {
    const own = await page(`feed=scheduled-sessions${limit}`)
    expect(own.page).toEqual((await simulator.request('GET', `/feeds/scheduled-sessions?${limit}`)).body)
    const { page: orders } = await page(`feed=orders-rpde&partner=booking-partner-1${limit}`)
    expect(orders).toEqual((await simulator.request('GET', `/api/openbooking/orders-rpde?${limit}`, { headers: PARTNER_1 })).body)
    expect(orders.items.map(({ id }: Body) => id)).toEqual([uuid])
  })

  it('leads to every item once, by the change numbers that the pages follow', async () => {
    const { items } = (await simulator.request('GET', '/feeds/scheduled-sessions')).body
    const { pages } = await page('feed=scheduled-sessions&limit=7')
    expect(pages).toHaveLength(Math.ceil(items.length / 7))
    const found: Body[] = []
    for (const start of pages) found.push(...(await page(`feed=scheduled-sessions&limit=7&afterChangeNumber=${start ?? 0}`)).page.items)
    expect(found).toEqual(items)
  })

  it('after the newest item is empty and leads to itself, and an empty feed has one page', async () => {
    const { newest, url } = await list('scheduled-sessions')
    expect((await page(`feed=scheduled-sessions&afterChangeNumber=${newest}`)).page)
      .toMatchObject({ items: [], next: `${url}?afterChangeNumber=${newest}` })
    expect((await page('feed=orders-rpde&partner=booking-partner-2')).pages).toEqual([null])
  })

  it.each([
    ['', 400, '/feed'], ['feed=nothing', 404, '/feed'], ['feed=orders-rpde', 404, '/partner'], ['feed=orders-rpde&partner=nobody', 404, '/partner'],
    ['feed=scheduled-sessions&partner=booking-partner-1', 404, '/partner'], ['feed=scheduled-sessions&limit=0', 400, '/limit'],
    ['feed=scheduled-sessions&limit=501', 400, '/limit'], ['feed=scheduled-sessions&afterChangeNumber=-1', 400, '/afterChangeNumber']
  ])('is refused for "%s"', async (query, status, path) => {
    const answer = await control(simulator, 'GET', `/feeds/page?${query}`)
    expect([answer.status, answer.body.path]).toEqual([status, path])
  })

  it('leaves no trace in the request log, and hits no fault', async () => {
    const { body: { id } } = await control(simulator, 'POST', '/faults', { on: 'feed', status: 503 })
    const { items } = (await control(simulator, 'GET', '/requests?stage=feed')).body
    expect((await control(simulator, 'GET', '/feeds/page?feed=scheduled-sessions')).status).toBe(200)
    expect((await control(simulator, 'GET', '/requests?stage=feed')).body.items).toEqual(items)
    expect((await control(simulator, 'GET', '/faults')).body.items).toMatchObject([{ id, fired: 0 }])
  })
})
