import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BASE, openApp, type Simulator } from '../helpers/build-app.ts'
import { authorizationUrl, authorize, Browser, CALLBACK, register } from '../helpers/openid.ts'

let simulator: Simulator
beforeAll(async () => { simulator = await openApp({ types: ['ScheduledSession', 'Event'], auth: ['openid'] }) })
afterAll(async () => { await simulator.app.close() })

const LOGIN = { username: 'test1', password: 'test1' }

/** Send a form in the middle of a login. @returns its answer */
async function submitIn (browser: Browser, fields: Record<string, string>, prompt?: string): Promise<Response> {
  const { url } = await authorizationUrl(await register(simulator), { ...(prompt && { prompt }) })
  const { headers } = await browser.request(url)
  const page = await (await browser.request(headers.get('location') ?? '')).text()
  return await browser.submit(page, fields)
}

async function follow (browser: Browser, answer: Response): Promise<Response> {
  const location = answer.headers.get('location')
  return location?.startsWith(BASE) === true ? await follow(browser, await browser.request(location)) : answer
}

async function pageOf (path: string): Promise<Response> { return await new Browser(simulator).request(`${BASE}${path}`) }

async function logoutPage (): Promise<Response> {
  const browser = new Browser(simulator)
  await authorize(simulator, await register(simulator), {}, browser)
  return await follow(browser, await submitIn(browser, { username: 'test2', password: 'test2' }, 'login'))
}

const accessPage = async (fields: Record<string, string>): Promise<Response> => {
  const browser = new Browser(simulator)
  return await browser.submit(await (await browser.request(`${BASE}/openid/access`)).text(), fields)
}

describe('an HTML page runs nothing that its server did not write, and is taken for nothing else', () => {
  it.each<[name: string, status: number, ask: () => Promise<Response>]>([
    ['the dataset site', 200, async () => await pageOf('/openactive')],
    ['the login to the page of a seller', 200, async () => await pageOf('/openid/access')],
    ['a wrong login to the page of a seller', 401, async () => await accessPage({ username: 'test1', password: 'guess' })],
    ['the page of a seller', 200, async () => await accessPage(LOGIN)],
    ['the login', 200, async () => { const browser = new Browser(simulator); return await follow(browser, await browser.request((await authorizationUrl(await register(simulator))).url)) }],
    ['a wrong login', 401, async () => await submitIn(new Browser(simulator), { username: 'test1', password: 'guess' })],
    ['the consent', 200, async () => { const browser = new Browser(simulator); return await follow(browser, await submitIn(browser, LOGIN)) }],
    ['a login of an unknown client', 400, async () => await pageOf('/openid/auth?client_id=nobody')],
    ['a login that has ended', 400, async () => await pageOf('/openid/interaction/gone')],
    ['a form from another site', 400, async () => await new Browser(simulator).request(`${BASE}/openid/access`, { method: 'POST', headers: { origin: 'https://elsewhere.example', 'content-type': 'application/x-www-form-urlencoded' }, body: 'x=1' })],
    ['the end of a session for another seller', 200, logoutPage]
  ])('%s', async (_name, status, ask) => {
    const answer = await ask()
    expect([answer.status, answer.headers.get('content-type')]).toEqual([status, expect.stringMatching(/^text\/html/)])
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    const policy = answer.headers.get('content-security-policy') ?? ''
    expect(policy).toMatch(/^default-src 'none'/)
    expect(policy).toMatch(/base-uri 'none'/)
    expect(policy).not.toMatch(/script-src[^;]*unsafe/)
    const style = /<style>(.*?)<\/style>/s.exec(await answer.text())?.[1] ?? ''
    const digest = createHash('sha256').update(style).digest('base64')
    // The library writes the last page itself, with inline styles.
    if (ask !== logoutPage) expect(policy).toContain(`style-src 'sha256-${digest}';`)
  })
})

describe('the form of a login leads to the redirect addresses of the client', () => {
  const formAction = (answer: Response): string | undefined => /form-action ([^;]*)/.exec(answer.headers.get('content-security-policy') ?? '')?.[1]

  it('at login, after a wrong password, and at consent', async () => {
    const own = `'self' ${new URL(BASE).origin} ${new URL(CALLBACK).origin}`
    const browser = new Browser(simulator)
    const { url } = await authorizationUrl(await register(simulator))
    const login = await follow(browser, await browser.request(url))
    expect(formAction(login)).toBe(own)
    const page = await login.text()
    expect(formAction(await browser.submit(page, { username: 'test1', password: 'guess' }))).toBe(own)
    expect(formAction(await follow(browser, await browser.submit(page, LOGIN)))).toBe(own)
  })

  it('and to no others', async () => {
    const redirects = ['https://app.example/a', 'https://app.example/b', 'https://other.example:8443/c']
    const broker = await register(simulator, undefined, { redirect_uris: redirects })
    const browser = new Browser(simulator)
    const { url } = await authorizationUrl(broker, { redirect: redirects[0]! })
    expect(formAction(await follow(browser, await browser.request(url)))).toBe(`'self' ${new URL(BASE).origin} https://app.example https://other.example:8443`)
    expect(formAction(await pageOf('/openid/access'))).toBe(`'self' ${new URL(BASE).origin}`)
  })
})
