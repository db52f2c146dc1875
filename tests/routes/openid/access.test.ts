import { describe, expect, it } from 'vitest'
import { openAccessPage, AccessPage } from '../../helpers/access.ts'
import { BASE, buildApp, type Simulator } from '../../helpers/build-app.ts'
import { authorize, Browser, known, register } from '../../helpers/openid.ts'
import { asOwner, OWNER_TOKEN } from '../../helpers/owner.ts'
import { asClient, b, make, newUuid, readFeed, SELLER_1, sellerCancels } from '../../helpers/requests.ts'

const SECOND = { username: 'test2', password: 'test2' }

const build = async (): Promise<Simulator> => await buildApp({ types: ['ScheduledSession'], auth: ['header', 'openid'], ownerToken: OWNER_TOKEN })

/** Build a simulator in which both sellers have agreed to both booking partners. */
async function agreed (): Promise<Simulator> {
  const simulator = await build()
  const brokers = [await register(simulator), await known(simulator, 'clientid_800')]
  for (const broker of brokers) for (const login of [{ username: 'test1', password: 'test1' }, SECOND]) await authorize(simulator, broker, { login })
  return simulator
}

describe('the access page of a seller', () => {
  it('is shown after the login of that seller', async () => {
    const simulator = await agreed()
    const page = await new AccessPage(simulator).open()
    expect([page.status, page.heading]).toEqual([200, 'Log in'])
    await page.submit(SECOND)
    expect([page.status, page.heading]).toEqual([200, 'Apps that may act for you'])
    expect(page.text).toContain('Dale and Moor Active CIC')
    expect(page.brokers.sort()).toEqual(['booking-partner-1', 'clientid_800'])
    expect(page.text).toContain('Active Finder')
    expect(page.text).toContain('Client 800')
    expect(page.text).not.toContain('<script')
  })

  it('has a link from the dataset site, unless openid is off', async () => {
    const link = `<a href="${BASE}/openid/access">`
    expect((await (await build()).request('GET', '/openactive')).text).toContain(link)
    expect((await (await buildApp({ types: ['ScheduledSession'] })).request('GET', '/openactive')).text).not.toContain('openid')
  })

  it('is empty without consent', async () => {
    const page = await openAccessPage(await build())
    expect([page.status, page.brokers]).toEqual([200, []])
    expect(page.text).toContain('None.')
  })

  it('no longer shows a booking partner once the seller withdraws consent or the owner revokes it', async () => {
    const simulator = await agreed()
    const page = await openAccessPage(simulator)
    expect((await page.withdraw('clientid_800')).brokers).toEqual(['booking-partner-1'])
    expect((await openAccessPage(simulator)).brokers).toEqual(['booking-partner-1'])
    expect((await openAccessPage(simulator, SECOND)).brokers.sort()).toEqual(['booking-partner-1', 'clientid_800'])
    await asOwner(simulator, 'DELETE', '/partners/booking-partner-1')
    expect((await openAccessPage(simulator)).brokers).toEqual([])
  })

  it('escapes names that booking partners registered', async () => {
    const simulator = await build()
    await authorize(simulator, await register(simulator, undefined, { client_name: '"><img src=x onerror=alert(1)>' }))
    const { text } = await openAccessPage(simulator)
    expect(text).toContain('&#62;&#60;img src&#61;x onerror&#61;alert(1)&#62;')
    expect(text).not.toContain('<img src=x')
  })

  it('is refused for a wrong password, and keeps the user name', async () => {
    const simulator = await agreed()
    const page = await new AccessPage(simulator).open()
    await page.submit({ username: 'test1', password: 'guess' })
    expect([page.status, page.heading, page.brokers]).toEqual([401, 'Log in', []])
    expect(page.text).toContain('User name or password is wrong.')
    expect(page.text).toContain('name="username" value="test1"')
    expect((await page.submit({ username: 'test1', password: 'test1' })).status).toBe(200)
  })

  it('opens without a password while the published credentials are in use', async () => {
    const page = await new AccessPage(await agreed()).open()
    await page.submit({ seller: 'api/identifiers/sellers/2' })
    expect([page.status, page.heading]).toEqual([200, 'Apps that may act for you'])
    expect(page.text).toContain('Dale and Moor Active CIC')
  })

  it('logs out: its forms no longer work, and the next login of the browser asks for a password', async () => {
    const simulator = await build()
    const broker = await register(simulator)
    const browser = new Browser(simulator)
    const scope = 'openid openactive-identity'
    await authorize(simulator, broker, { scope }, browser)
    await authorize(simulator, broker, { scope }, browser)
    expect(browser.seen).toEqual(['Log in', 'Allow Active Finder to act for you?'])
    const page = await new AccessPage(simulator, browser).open()
    await page.submit({ username: 'test1', password: 'test1' })
    const { text, ticket } = page
    await page.submit({ ticket, logout: 'yes' })
    expect([page.status, page.heading]).toEqual([200, 'Log in'])
    expect(page.text).toContain('You are logged out.')
    page.text = text
    await page.submit({ ticket, broker: 'booking-partner-1' })
    expect([page.status, page.heading]).toEqual([401, 'Log in'])
    expect((await openAccessPage(simulator)).brokers).toEqual(['booking-partner-1'])
    await authorize(simulator, broker, { scope }, browser)
    expect(browser.seen.slice(2)).toEqual(['Log in'])
  })

  it('forbids frames and caches', async () => {
    const { headers } = await (await build()).request('GET', '/openid/access')
    expect(headers['cache-control']).toBe('no-store')
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'")
  })

  it('is unknown without openid in auth', async () => {
    expect((await (await buildApp({ types: ['ScheduledSession'] })).request('GET', '/openid/access')).status).toBe(404)
  })
})

describe('a withdrawal on the access page', () => {
  it.each<[string, (ticket: string, ofOther: string) => string]>([
    ['a made-up ticket', () => 'made-up'],
    ['an empty ticket', () => ''],
    ['a ticket of another seller with the name of this one', (ticket, ofOther) => ticket.replace(/\S+$/, ofOther.split(' ').at(-1) ?? '')],
    ['a ticket that claims to last longer', (ticket) => ticket.replace(/^\d/, '9')],
    ['half a ticket', (ticket) => ticket.split(' ').slice(0, 2).join(' ')]
  ])('requires a new login with %s', async (_situation, change) => {
    const simulator = await agreed()
    const [page, other] = [await openAccessPage(simulator), await openAccessPage(simulator, SECOND)]
    const before = await simulator.state()
    await page.submit({ ticket: change(page.ticket, other.ticket), broker: 'clientid_800' })
    expect([page.status, page.heading]).toEqual([401, 'Log in'])
    expect(await simulator.state()).toEqual(before)
  })

  it('is possible for 15 minutes after the login', async () => {
    const simulator = await agreed()
    const page = await openAccessPage(simulator)
    const { text, ticket } = page
    simulator.clock.advance(14)
    expect((await page.submit({ ticket, broker: 'clientid_800' })).status).toBe(200)
    simulator.clock.advance(1)
    page.text = text
    await page.submit({ ticket, broker: 'booking-partner-1' })
    expect([page.status, page.heading]).toEqual([401, 'Log in'])
    expect((await openAccessPage(simulator)).brokers).toEqual(['booking-partner-1'])
  })

  it('applies to the logged-in seller', async () => {
    const simulator = await agreed()
    await (await openAccessPage(simulator, SECOND)).withdraw('clientid_800')
    expect((await openAccessPage(simulator)).brokers.sort()).toEqual(['booking-partner-1', 'clientid_800'])
    expect((await openAccessPage(simulator, SECOND)).brokers).toEqual(['booking-partner-1'])
  })

  it('is refused from another site', async () => {
    const simulator = await agreed()
    const page = await openAccessPage(simulator)
    const [{ text, ticket }, before] = [page, await simulator.state()]
    for (const headers of [{ origin: 'https://elsewhere.example' }, { origin: 'null' }, { 'sec-fetch-site': 'cross-site' }] as Array<Record<string, string>>) {
      page.text = text
      expect((await page.submit({ ticket, broker: 'clientid_800' }, headers)).status).toBe(400)
    }
    expect(await simulator.state()).toEqual(before)
    page.text = text
    expect((await page.submit({ ticket, broker: 'clientid_800' }, { origin: new URL(BASE).origin, 'sec-fetch-site': 'same-origin' })).status).toBe(200)
  })

  it('without consent leaves the feeds of the booking partner unchanged', async () => {
    const simulator = await build()
    const [uuid, headers] = [newUuid(), asClient('clientid_800', SELLER_1)]
    await b(simulator, [await make(simulator)], { uuid, headers })
    await sellerCancels(simulator, uuid, headers)
    await authorize(simulator, await register(simulator))
    const page = await openAccessPage(simulator)
    await page.submit({ ticket: page.ticket, broker: 'clientid_800' })
    expect((await readFeed(simulator, '/api/openbooking/orders-rpde', headers)).map(({ id, state }) => [id, state])).toEqual([[uuid, 'updated']])
  })
})
