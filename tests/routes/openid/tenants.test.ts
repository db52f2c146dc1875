import * as client from 'openid-client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BASE, openApp, PREFIX, type Simulator } from '../../helpers/build-app.ts'

const CALLBACK = 'http://localhost:3000/cb'
const TOKEN = 'openactive_test_suite_client_12345xaq'
const SCOPE = 'openid openactive-openbooking offline_access openactive-identity'
const FEED = '/api/openbooking/orders-rpde'

let simulator: Simulator
beforeAll(async () => { simulator = await openApp({ control: 'on', types: ['OnDemandEvent'], auth: ['header', 'openid'] }) })
afterAll(async () => { await simulator.app.close() })

interface Cookie { readonly name: string, readonly value: string, readonly path: string }

/** A browser that keeps cookies by their path, as RFC 6265 says, and follows redirects within this server. */
class PathBrowser {
  readonly cookies: Cookie[] = []
  readonly visited: string[] = []

  async request (url: string, { method = 'GET', headers = {}, body }: { method?: string, headers?: Record<string, string>, body?: string } = {}) {
    const { pathname } = new URL(url)
    this.visited.push(url)
    const cookie = this.cookies.filter(({ path }) => pathname === path || pathname.startsWith(path.endsWith('/') ? path : `${path}/`)).toSorted((one, other) => other.path.length - one.path.length).map(({ name, value }) => `${name}=${value}`).join('; ')
    const answer = await simulator.app.inject({ method: method as 'GET', url: `${PREFIX}${url.slice(BASE.length)}`, headers: { ...(cookie !== '' && { cookie }), ...headers }, ...(body !== undefined && { payload: body }) })
    for (const line of [answer.headers['set-cookie'] ?? []].flat()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      const path = /;\s*path=([^;]*)/i.exec(line)?.[1] ?? '/'
      const same = this.cookies.findIndex((known) => known.name === name && known.path === path)
      if (same !== -1) this.cookies.splice(same, 1)
      if (value !== '') this.cookies.push({ name, value, path })
    }
    return answer
  }

  /** Log in where a page asks for it, consent, and return the first address outside this server, or the heading of the last page. */
  async visit (url: string, login: { readonly username: string, readonly password: string } | undefined): Promise<string> {
    let answer = await this.request(url)
    for (let steps = 0; steps < 12; steps++) {
      const location = answer.headers.location
      if (location !== undefined && !location.startsWith(BASE)) return location
      if (location !== undefined) { answer = await this.request(location); continue }
      const needsLogin = answer.body.includes('name="password"')
      if (answer.statusCode !== 200 || (needsLogin && login === undefined)) return /<h1>([^<]*)<\/h1>/.exec(answer.body)?.[1] ?? answer.body
      const action = /action="([^"]+)"/.exec(answer.body)?.[1] ?? ''
      const fields = needsLogin ? login! : { answer: 'allow' }
      answer = await this.request(action, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams(fields).toString() })
    }
    throw new Error('too many redirects')
  }
}

/** A broker registered with the OpenID Provider of a tenant; an empty path stands for the default simulator. */
async function brokerOf (path: string): Promise<client.Configuration> {
  const customFetch: client.CustomFetch = async (url, { method, headers, body }) => {
    expect(url.startsWith(`${BASE}${path}/`)).toBe(true)
    const answer = await simulator.app.inject({ method: method as 'GET', url: `${PREFIX}${url.slice(BASE.length)}`, headers: Object.fromEntries(new Headers(headers)), ...(body != null && { payload: String(body) }) })
    return new Response(answer.statusCode === 204 ? null : answer.body, { status: answer.statusCode, headers: { 'content-type': String(answer.headers['content-type']) } })
  }
  const metadata = { redirect_uris: [CALLBACK], grant_types: ['authorization_code', 'refresh_token', 'client_credentials'], client_name: 'Active Finder' }
  return await client.dynamicClientRegistration(new URL(`${BASE}${path}/openid`), metadata, client.ClientSecretBasic(), { execute: [client.allowInsecureRequests], [client.customFetch]: customFetch, initialAccessToken: TOKEN })
}

/** Begin a login with consent. */
async function loginUrl (broker: client.Configuration, more: Record<string, string> = {}): Promise<{ readonly url: string, readonly verifier: string }> {
  const verifier = client.randomPKCECodeVerifier()
  const challenge = await client.calculatePKCECodeChallenge(verifier)
  const url = client.buildAuthorizationUrl(broker, { redirect_uri: CALLBACK, scope: SCOPE, code_challenge: challenge, code_challenge_method: 'S256', ...more })
  return { url: url.href, verifier }
}

async function login (broker: client.Configuration, browser: PathBrowser, more: Record<string, string> = {}) {
  const { url, verifier } = await loginUrl(broker, more)
  const callback = new URL(await browser.visit(url, { username: 'test1', password: 'test1' }))
  return { callback, verifier, redeem: async () => await client.authorizationCodeGrant(broker, callback, { pkceCodeVerifier: verifier }) }
}

const read = async (path: string, token: string): Promise<number> => (await simulator.request('GET', `${path}${FEED}`, { headers: { authorization: `Bearer ${token}` } })).status
const ordersScope = { scope: 'openactive-ordersfeed' }

describe('the OpenID Provider of a tenant', () => {
  it('has an issuer, endpoints and claims of its own, and the keys of the process', async () => {
    const discover = async (path: string) => (await simulator.request('GET', `${path}/openid/.well-known/openid-configuration`)).body
    const document = await discover('/t/own')
    expect(document.issuer).toBe(`${BASE}/t/own/openid`)
    const addresses = Object.values(document).filter((value): value is string => typeof value === 'string' && value.startsWith('http'))
    expect(addresses.filter((address) => !address.startsWith(`${BASE}/t/own/openid`))).toEqual([])
    const keys = async (path: string) => (await simulator.request('GET', `${path}/openid/jwks`)).body
    expect(await keys('/t/own')).toEqual(await keys(''))
    const tokens = await (await login(await brokerOf('/t/own'), new PathBrowser())).redeem()
    expect(tokens.claims()).toMatchObject({ iss: `${BASE}/t/own/openid`, 'https://openactive.io/sellerId': `${BASE}/t/own/api/identifiers/sellers/1` })
  })

  it('keeps the session, its cookies and its addresses inside the tenant', async () => {
    const browser = new PathBrowser()
    await login(await brokerOf('/t/session'), browser)
    expect(browser.visited.filter((url) => !url.startsWith(`${BASE}/t/session/openid/`))).toEqual([])
    expect(browser.cookies.length).toBeGreaterThan(0)
    expect(browser.cookies.filter(({ path }) => !path.startsWith(`${PREFIX}/t/session/openid`))).toEqual([])
    // The session serves the tenant, and no other simulator.
    expect(await browser.visit((await loginUrl(await brokerOf('/t/session'))).url, undefined)).toMatch(CALLBACK)
    for (const elsewhere of ['/t/session-2', '']) {
      const { url } = await loginUrl(await brokerOf(elsewhere))
      expect(await browser.visit(url, undefined)).toBe('Log in')
      const forced = new PathBrowser()
      forced.cookies.push(...browser.cookies.filter(({ name }) => name.includes('session')).map((cookie) => ({ ...cookie, path: '/' })))
      expect(await forced.visit(url, undefined)).toBe('Log in')
    }
  })

  it('issues tokens, codes and clients that no other simulator knows', async () => {
    const [a, b] = [await brokerOf('/t/a'), await brokerOf('/t/b')]
    const { access_token: token } = await client.clientCredentialsGrant(a, ordersScope)
    expect(await Promise.all(['/t/a', '/t/b', ''].map(async (path) => await read(path, token)))).toEqual([200, 401, 401])
    const { callback, verifier, redeem } = await login(a, new PathBrowser())
    await expect(client.authorizationCodeGrant(b, new URL(callback.href.replace('/t/a/', '/t/b/').replace('%2Ft%2Fa%2F', '%2Ft%2Fb%2F')), { pkceCodeVerifier: verifier })).rejects.toMatchObject({ error: 'invalid_grant' })
    const { refresh_token: refresh = '' } = await redeem()
    await expect(client.refreshTokenGrant(b, refresh)).rejects.toMatchObject({ error: 'invalid_grant' })
    expect((await client.refreshTokenGrant(a, refresh)).access_token).toBeDefined()
  })

  it('shows the page of consents with a ticket that is good nowhere else', async () => {
    const submit = async (path: string, fields: Record<string, string>) => await new PathBrowser().request(`${BASE}${path}/openid/access`, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams(fields).toString() })
    const page = await submit('/t/ticket', { username: 'test1', password: 'test1' })
    const ticket = /name="ticket" value="([^"]+)"/.exec(page.body)?.[1] ?? ''
    expect((await submit('/t/ticket', { ticket })).body).toContain('Logged in as')
    for (const elsewhere of ['/t/ticket-2', '']) expect((await submit(elsewhere, { ticket })).statusCode).toBe(401)
  })
})

describe('by the clock of a tenant', () => {
  const advance = async (id: string, by: string): Promise<void> => {
    const found = await simulator.scope.openBooking.tenants.use(id, true)
    await found!.simulator.time.advance(by)
    found!.release()
  }

  it('an access token ends, and by no other clock', async () => {
    const broker = await brokerOf('/t/token')
    const { access_token: token } = await client.clientCredentialsGrant(broker, ordersScope)
    const other = await client.clientCredentialsGrant(await brokerOf('/t/token-2'), ordersScope)
    await advance('token', 'PT14M')
    expect(await read('/t/token', token)).toBe(200)
    await advance('token', 'PT2M')
    expect([await read('/t/token', token), await read('/t/token-2', other.access_token)]).toEqual([401, 200])
    expect((await client.clientCredentialsGrant(broker, ordersScope)).expires_in).toBe(900)
  })

  it('a code ends', async () => {
    const late = await login(await brokerOf('/t/code'), new PathBrowser())
    await advance('code', 'PT61S')
    await expect(late.redeem()).rejects.toMatchObject({ error: 'invalid_grant' })
    const early = await login(await brokerOf('/t/code'), new PathBrowser())
    await advance('code', 'PT59S')
    expect((await early.redeem()).access_token).toBeDefined()
  })

  it('a refresh token and a consent end', async () => {
    const broker = await brokerOf('/t/refresh')
    const { refresh_token: refresh = '' } = await (await login(broker, new PathBrowser())).redeem()
    await advance('refresh', 'P364D')
    expect((await client.refreshTokenGrant(broker, refresh)).access_token).toBeDefined()
    await advance('refresh', 'P2D')
    await expect(client.refreshTokenGrant(broker, refresh)).rejects.toMatchObject({ error: 'invalid_grant' })
  })

  it('a session and a pending login end', async () => {
    const broker = await brokerOf('/t/login')
    const browser = new PathBrowser()
    await login(broker, browser)
    const { url } = await loginUrl(broker)
    await advance('login', 'PT23H')
    expect(await browser.visit(url, undefined)).toMatch(CALLBACK)
    await advance('login', 'PT25H')
    expect(await browser.visit((await loginUrl(broker)).url, undefined)).toBe('Log in')
    const pending = browser.visited.at(-1) ?? ''
    expect((await browser.request(pending)).statusCode).toBe(200)
    await advance('login', 'PT16M')
    expect((await browser.request(pending)).statusCode).toBe(400)
  })

  it('max_age asks for another login', async () => {
    const broker = await brokerOf('/t/age')
    const browser = new PathBrowser()
    await login(broker, browser)
    await advance('age', 'PT5M')
    expect(await browser.visit((await loginUrl(broker, { max_age: '600' })).url, undefined)).toMatch(CALLBACK)
    await advance('age', 'PT6M')
    expect(await browser.visit((await loginUrl(broker, { max_age: '600' })).url, undefined)).toBe('Log in')
  })

  it('a token does not end while the clock stands still', async () => {
    const broker = await brokerOf('/t/frozen')
    const found = await simulator.scope.openBooking.tenants.use('frozen', true)
    await found!.simulator.time.freeze()
    const { access_token: token } = await client.clientCredentialsGrant(broker, ordersScope)
    simulator.clock.advance(60)
    expect(await read('/t/frozen', token)).toBe(200)
    await found!.simulator.time.resume()
    expect(await read('/t/frozen', token)).toBe(200)
    simulator.clock.advance(16)
    expect(await read('/t/frozen', token)).toBe(401)
    found!.release()
  })

  it('ID tokens have real times', async () => {
    const broker = await brokerOf('/t/real')
    await advance('real', 'P30D')
    const claims = (await (await login(broker, new PathBrowser())).redeem()).claims()
    expect(claims!.exp - claims!.iat).toBe(900)
    expect(Math.abs(claims!.iat - Date.now() / 1000)).toBeLessThan(60)
  })
})
