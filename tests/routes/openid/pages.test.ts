import * as client from 'openid-client'
import { describe, expect, it } from 'vitest'
import { BASE, buildApp, type Simulator } from '../../helpers/build-app.ts'
import { authorizationUrl, authorize, Browser, known, register } from '../../helpers/openid.ts'
import { SELLER_1, SELLER_2 } from '../../helpers/requests.ts'

const build = async (): Promise<Simulator> => await buildApp({ types: ['ScheduledSession'], auth: ['header', 'openid'] })

/** Open the login page for a booking partner. */
async function loginPage (simulator: Simulator, browser: Browser, url?: string): Promise<string> {
  const { headers } = await browser.request(url ?? (await authorizationUrl(await register(simulator))).url)
  return await (await browser.request(headers.get('location') ?? '')).text()
}

describe('the login page', () => {
  it('has the fields that scripts look for, and the name of the booking partner', async () => {
    const simulator = await build()
    const page = await loginPage(simulator, new Browser(simulator))
    for (const part of ['name="username"', 'name="password"', 'class="btn-primary"', '<strong>Active Finder</strong>']) expect(page).toContain(part)
    expect(page).not.toContain('<script')
  })

  it('escapes a name that a booking partner registered', async () => {
    const simulator = await build()
    const { url } = await authorizationUrl(await register(simulator, undefined, { client_name: '<img src=x onerror=alert(1)>' }))
    const browser = new Browser(simulator)
    const { headers } = await browser.request(url)
    expect(await (await browser.request(headers.get('location') ?? '')).text()).toContain('&#60;img src&#61;x onerror&#61;alert(1)&#62;')
  })

  it('refuses a wrong password, and keeps the user name', async () => {
    const simulator = await build()
    const browser = new Browser(simulator)
    const page = await loginPage(simulator, browser)
    expect(page).toMatch(/name="username" value=""[^>]* autofocus>/)
    const answer = await browser.submit(page, { username: 'ann "b" <c>', password: 'guess' })
    expect(answer.status).toBe(401)
    const text = await answer.text()
    expect(text).toContain('User name or password is wrong.')
    expect(text).toContain('name="username" value="ann &#34;b&#34; &#60;c&#62;"')
    expect(text).toMatch(/name="password"[^>]* autofocus>/)
    expect(text).not.toContain('guess')
    expect((await browser.submit(page, { username: 'test1', password: 'test1' })).status).toBe(303)
  })

  it.each([['Wharfside Leisure Trust', SELLER_1], ['Dale and Moor Active CIC', SELLER_2]])('with published credentials continues as %s', async (name, id) => {
    const simulator = await build()
    const broker = await register(simulator)
    const { url, verifier } = await authorizationUrl(broker)
    const browser = new Browser(simulator)
    const page = await loginPage(simulator, browser, url)
    expect(page.indexOf('class="btn-primary"')).toBeLessThan(page.indexOf('Continue as'))
    const [, seller = ''] = new RegExp(`name="seller" value="([^"]+)">Continue as ${name}<`).exec(page) ?? []
    const { headers } = await browser.submit(page, { seller })
    const callback = await browser.visit(headers.get('location') ?? '')
    const tokens = await client.authorizationCodeGrant(broker, new URL(callback), { pkceCodeVerifier: verifier })
    expect(tokens.claims()?.['https://openactive.io/sellerId']).toBe(id)
  })

  it.each([['as anybody', 'api/identifiers/sellers/1'], ['as an unknown seller', 'api/identifiers/sellers/9'], ['as nobody', '']])('with credentials of its own never continues %s without a password', async (_as, seller) => {
    const simulator = await buildApp({ types: ['ScheduledSession'], auth: ['openid'], credentials: { partners: [{ id: 'mine', clientSecret: 'secret' }], logins: [{ username: 'ann', password: 'secret' }] } })
    const browser = new Browser(simulator)
    const page = await loginPage(simulator, browser, (await authorizationUrl(await known(simulator, 'mine'))).url)
    expect(page).not.toContain('Continue as')
    expect((await browser.submit(page, { seller })).status).toBe(401)
    expect((await simulator.request('GET', '/openid/access')).text).not.toContain('Continue as')
    expect((await browser.submit(page, { seller, username: 'ann', password: 'secret' })).status).toBe(401)
    expect((await browser.submit(page, { username: 'ann', password: 'secret' })).status).toBe(303)
  })

  it('for an unknown client says which id came and which are known, and no secret', async () => {
    const simulator = await build()
    const page = async (id: string): Promise<string> => (await simulator.request('GET', `/openid/auth?client_id=${encodeURIComponent(id)}`)).text
    const text = await page('<nobody>')
    expect(text).toContain('There is no client &#34;&#60;nobody&#62;&#34;. Known clients: clientid_800, clientid_801.')
    expect(text).not.toContain('12345xaq')
    expect(await page('booking-partner-1')).toContain('The booking partner &#34;booking-partner-1&#34; has not registered yet.')
    await register(simulator)
    expect(await page('x')).toContain('Known clients: booking-partner-1, clientid_800, clientid_801.')
  })

  it('for an unknown client lists twenty of many', async () => {
    const partners = Array.from({ length: 23 }, (_, number) => ({ id: `broker-${number}`, clientSecret: 'secret' }))
    const simulator = await buildApp({ types: ['ScheduledSession'], auth: ['openid'], credentials: { partners } })
    expect((await simulator.request('GET', '/openid/auth?client_id=x')).text).toContain('broker-19 and 3 more.')
  })

  it('refuses a form from another site or without its cookie', async () => {
    const simulator = await build()
    const browser = new Browser(simulator)
    const page = await loginPage(simulator, browser)
    const right = { username: 'test1', password: 'test1' }
    for (const headers of [{ origin: 'https://elsewhere.example' }, { origin: 'null' }, { 'sec-fetch-site': 'cross-site' }]) {
      expect((await browser.submit(page, right, headers as Record<string, string>)).status).toBe(400)
    }
    expect((await new Browser(simulator).submit(page, right)).status).toBe(400)
    expect((await browser.submit(page, right, { origin: new URL(BASE).origin })).status).toBe(303)
  })

  it('forbids frames and caches', async () => {
    const simulator = await build()
    const browser = new Browser(simulator)
    const { url } = await authorizationUrl(await register(simulator))
    const { headers } = await browser.request((await browser.request(url)).headers.get('location') ?? '')
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
  })
})

describe('a seller', () => {
  it('that denies consent redirects the booking partner with access_denied', async () => {
    const simulator = await build()
    const { url } = await authorizationUrl(await register(simulator))
    const callback = new URL(await new Browser(simulator).visit(url, { answer: 'deny' }))
    expect(callback.searchParams.get('error')).toBe('access_denied')
  })

  it.each<[sent: string, fields: Record<string, string>]>([
    ['no fields', {}], ['an unknown answer', { answer: 'yes' }], ['an empty answer', { answer: '' }], ['the login again', { username: 'test1', password: 'test1' }]
  ])('that sends %s has not agreed and is asked again', async (_sent, fields) => {
    const simulator = await build()
    const browser = new Browser(simulator)
    const { url } = await authorizationUrl(await register(simulator))
    const consentPage = await browser.visit(url, { answer: '' })
    const answer = await browser.submit(consentPage, fields)
    expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining('Please choose one of the two buttons.')])
    expect((await simulator.state()).filter(([, , record]) => 'model' in record && ['Consent', 'Grant'].includes(record.model))).toEqual([])
    expect((await browser.submit(consentPage, { answer: 'allow' })).status).toBe(303)
  })

  it('can log in with minimal sample data', async () => {
    const simulator = await buildApp({ types: ['ScheduledSession'], auth: ['openid'], richness: 'minimal' })
    const tokens = await authorize(simulator, await register(simulator))
    expect(tokens.claims()?.['https://openactive.io/sellerLogo']).toMatch(/^http/)
  })

  it('is asked again once a booking partner registers other redirect URIs', async () => {
    const simulator = await build()
    const scope = 'openid openactive-identity'
    await authorize(simulator, await register(simulator), { scope })
    const seenWith = async (redirect: string): Promise<string[]> => {
      const browser = new Browser(simulator)
      const { url } = await authorizationUrl(await register(simulator, undefined, { redirect_uris: [redirect] }), { scope, redirect })
      await browser.visit(url)
      return browser.seen
    }
    expect(await seenWith('http://localhost:3000/cb')).toEqual(['Log in'])
    expect(await seenWith('http://localhost:4000/cb')).toEqual(['Log in', 'Allow Active Finder to act for you?'])
  })
})
