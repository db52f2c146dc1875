import { describe, expect, it } from 'vitest'
import { accessOf, AccessPage } from '../../helpers/access.ts'
import { BASE, buildApp, type Simulator } from '../../helpers/build-app.ts'
import { authorize, known, register } from '../../helpers/openid.ts'
import { asOwner, OWNER_TOKEN } from '../../helpers/owner.ts'
import { asClient, b, make, newUuid, readFeed, SELLER_1, sellerCancels } from '../../helpers/requests.ts'

const SECOND = { username: 'test2', password: 'test2' }

const build = async (): Promise<Simulator> => await buildApp({ types: ['ScheduledSession'], auth: ['header', 'openid'], ownerToken: OWNER_TOKEN })

/** Both sellers agree that both brokers act for them. */
async function agreed (): Promise<Simulator> {
  const simulator = await build()
  const brokers = [await register(simulator), await known(simulator, 'clientid_800')]
  for (const broker of brokers) for (const login of [{ username: 'test1', password: 'test1' }, SECOND]) await authorize(simulator, broker, { login })
  return simulator
}

describe('the page on which a seller sees who may act for it', () => {
  it('is shown to whoever logs in as that seller', async () => {
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

  it('shows nobody where the seller has agreed to nothing', async () => {
    const page = await accessOf(await build())
    expect([page.status, page.brokers]).toEqual([200, []])
    expect(page.text).toContain('None.')
  })

  it('shows a broker no more once the seller has withdrawn its consent, or the owner has shut it out', async () => {
    const simulator = await agreed()
    const page = await accessOf(simulator)
    expect((await page.withdraw('clientid_800')).brokers).toEqual(['booking-partner-1'])
    expect((await accessOf(simulator)).brokers).toEqual(['booking-partner-1'])
    expect((await accessOf(simulator, SECOND)).brokers.sort()).toEqual(['booking-partner-1', 'clientid_800'])
    await asOwner(simulator, 'DELETE', '/partners/booking-partner-1')
    expect((await accessOf(simulator)).brokers).toEqual([])
  })

  it('shows names that brokers gave themselves as texts', async () => {
    const simulator = await build()
    await authorize(simulator, await register(simulator, undefined, { client_name: '"><img src=x onerror=alert(1)>' }))
    const { text } = await accessOf(simulator)
    expect(text).toContain('&#62;&#60;img src&#61;x onerror&#61;alert(1)&#62;')
    expect(text).not.toContain('<img src=x')
  })

  it('is not shown for a wrong password, nor for the right one after five wrong ones until a minute has passed', async () => {
    const simulator = await agreed()
    const page = await new AccessPage(simulator).open()
    for (let times = 0; times < 5; times++) {
      await page.submit({ username: 'test1', password: 'guess' })
      expect([page.status, page.heading, page.brokers]).toEqual([401, 'Log in', []])
      expect(page.text).toContain('User name or password is wrong.')
    }
    expect((await page.submit({ username: 'test1', password: 'test1' })).status).toBe(401)
    simulator.clock.advance(2)
    expect((await page.submit({ username: 'test1', password: 'test1' })).status).toBe(200)
  })

  it('is kept out of frames and caches', async () => {
    const { headers } = await (await build()).request('GET', '/openid/access')
    expect(headers['cache-control']).toBe('no-store')
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'")
  })

  it('is not there without OpenID', async () => {
    expect((await (await buildApp({ types: ['ScheduledSession'] })).request('GET', '/openid/access')).status).toBe(404)
  })
})

describe('a withdrawal on that page', () => {
  it.each<[string, (ticket: string, ofOther: string) => string]>([
    ['a made-up ticket', () => 'made-up'],
    ['an empty ticket', () => ''],
    ['a ticket of another seller, with the name of this one', (ticket, ofOther) => ticket.replace(/\S+$/, ofOther.split(' ').at(-1) ?? '')],
    ['a ticket that claims to last longer', (ticket) => ticket.replace(/^\d/, '9')],
    ['half a ticket', (ticket) => ticket.split(' ').slice(0, 2).join(' ')]
  ])('needs a login again with %s', async (_what, change) => {
    const simulator = await agreed()
    const [page, other] = [await accessOf(simulator), await accessOf(simulator, SECOND)]
    const before = await simulator.state()
    await page.submit({ ticket: change(page.ticket, other.ticket), broker: 'clientid_800' })
    expect([page.status, page.heading]).toEqual([401, 'Log in'])
    expect(await simulator.state()).toEqual(before)
  })

  it('is possible for a quarter of an hour', async () => {
    const simulator = await agreed()
    const page = await accessOf(simulator)
    const { text, ticket } = page
    simulator.clock.advance(14)
    expect((await page.submit({ ticket, broker: 'clientid_800' })).status).toBe(200)
    simulator.clock.advance(1)
    page.text = text
    await page.submit({ ticket, broker: 'booking-partner-1' })
    expect([page.status, page.heading]).toEqual([401, 'Log in'])
    expect((await accessOf(simulator)).brokers).toEqual(['booking-partner-1'])
  })

  it('is that of the seller who has logged in', async () => {
    const simulator = await agreed()
    await (await accessOf(simulator, SECOND)).withdraw('clientid_800')
    expect((await accessOf(simulator)).brokers.sort()).toEqual(['booking-partner-1', 'clientid_800'])
    expect((await accessOf(simulator, SECOND)).brokers).toEqual(['booking-partner-1'])
  })

  it('is not taken from another site', async () => {
    const simulator = await agreed()
    const page = await accessOf(simulator)
    const [{ text, ticket }, before] = [page, await simulator.state()]
    for (const headers of [{ origin: 'https://elsewhere.example' }, { origin: 'null' }, { 'sec-fetch-site': 'cross-site' }] as Array<Record<string, string>>) {
      page.text = text
      expect((await page.submit({ ticket, broker: 'clientid_800' }, headers)).status).toBe(400)
    }
    expect(await simulator.state()).toEqual(before)
    page.text = text
    expect((await page.submit({ ticket, broker: 'clientid_800' }, { origin: new URL(BASE).origin, 'sec-fetch-site': 'same-origin' })).status).toBe(200)
  })

  it('of what was never agreed takes nothing from the feeds of a broker', async () => {
    const simulator = await build()
    const [uuid, headers] = [newUuid(), asClient('clientid_800', SELLER_1)]
    await b(simulator, [await make(simulator)], { uuid, headers })
    await sellerCancels(simulator, uuid, headers)
    await authorize(simulator, await register(simulator))
    const page = await accessOf(simulator)
    await page.submit({ ticket: page.ticket, broker: 'clientid_800' })
    expect((await readFeed(simulator, '/api/openbooking/orders-rpde', headers)).map(({ id, state }) => [id, state])).toEqual([[uuid, 'updated']])
  })
})
