import { createHash } from 'node:crypto'
import fastify from 'fastify'
import { Html5Entities } from 'html-entities'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { serverOptions } from '../../cli/server.ts'
import plugin from '../../plugin.ts'
import { type Answered, BASE, openApp, PREFIX, type Simulator } from '../helpers/build-app.ts'
import { API, UUID } from '../helpers/refusal.ts'
import { PARTNER_1 } from '../helpers/requests.ts'

let simulator: Simulator
beforeAll(async () => { simulator = await openApp({ types: ['ScheduledSession', 'Event'], control: 'on', auth: ['basic', 'key', 'header', 'openid'], rateLimit: 10_000 }) })
afterAll(async () => { await simulator.app.close() })

const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8'
const open = async (path: string, headers: Record<string, string> = {}): Promise<Answered> =>
  await simulator.request('GET', path, { headers: { ...headers, accept: BROWSER } })

const { decode } = Html5Entities

/** @returns the document in a page */
const documentIn = (page: string): Record<string, unknown> =>
  JSON.parse(decode(/<pre[^>]*>(.*?)<\/pre>/s.exec(page)?.[1] ?? ''))
const linksIn = (page: string): string[] => [...page.matchAll(/<a href="([^"]*)"/g)].map(([, url = '']) => decode(url))

/** @returns the elements of a page, but for links */
const tagsIn = (page: string): string[] => [...page.matchAll(/<(?!\/)(\w+|!)/g)].map(([, tag = '']) => tag).filter((tag) => tag !== 'a')

/** Each request has an id of its own. */
const withoutId = ({ requestId: _id, ...document }: Record<string, unknown>): object => document

describe('an error of an address opened in a browser is a page', () => {
  it.each<[name: string, path: string, status: number, title: string, headers?: Record<string, string>]>([
    ['an unknown path', '/nothing', 404, 'UnknownOrIncorrectEndpointError'],
    ['an unknown path of the booking API', `${API}/ordeeers`, 404, 'UnknownOrIncorrectEndpointError'],
    ['an unknown path of the feeds', '/feeds/nothing', 404, 'UnknownOrIncorrectEndpointError'],
    ['an unknown path of a login', '/openid/login', 404, 'UnknownOrIncorrectEndpointError'],
    ['a wrong change number', '/feeds/scheduled-sessions?afterChangeNumber=x', 400, 'OpenBookingError'],
    ['a call without credentials', `${API}/orders-rpde`, 403, 'UnauthenticatedError'],
    ['wrong credentials', `${API}/orders-rpde`, 401, 'InvalidAPITokenError', { 'x-api-key': 'wrong' }],
    ['an order that does not exist', `${API}/orders/${UUID}`, 404, 'UnknownOrderError', PARTNER_1],
    ['a UUID that is none', `${API}/orders/x`, 400, 'OpenBookingError', PARTNER_1],
    ['a path without GET', `${API}/order-quote-templates/${UUID}`, 405, 'MethodNotAllowedError'],
    ['an @id of nothing', '/api/identifiers/nothing', 404, 'NotFoundError'],
    ['a picture of nothing', '/pictures/nothing.svg', 404, 'NotFoundError'],
    ['a file that the dashboard lacks', '/dashboard/assets/nothing.js', 404, 'NotFoundError'],
    ['a tenant of a tenant', '/t/one/t/two/openactive', 404, 'UnknownOrIncorrectEndpointError'],
    ['an unknown control call', '/simulator/nothing', 404, 'Not Found'],
    ['a wrong argument of a control call', '/simulator/requests?limit=x', 400, 'Bad Request'],
    ['a control call of another site', '/simulator/clock', 403, 'Forbidden', { origin: 'https://elsewhere.example' }],
    ['an event of the older API', '/api/events/nothing', 401, 'API key is not known', { 'x-api-key': 'wrong' }]
  ])('%s', async (_name, path, status, title, headers = {}) => {
    const page = await open(path, headers)
    const { body, ...program } = await simulator.request('GET', path, { headers })
    expect([page.status, program.status, page.headers['content-type']]).toEqual([status, status, 'text/html; charset=utf-8'])
    const heading = decode(/<h1>(.*?)<\/h1>/s.exec(page.text)?.[1] ?? '').replace(/<[^>]*>/g, '')
    expect(heading.startsWith(`${status} `) && heading.includes(title), heading).toBe(true)
    expect(withoutId(documentIn(page.text))).toEqual(withoutId(body))
    for (const { headers } of [page, program]) expect(headers['vary']).toMatch(/\bAccept\b/)
    expect(linksIn(page.text)).toEqual(expect.arrayContaining([expect.stringMatching(/\/dashboard\/$/), expect.stringMatching(/\/openactive$/)]))
  })

  it('with the header alone for HEAD, too', async () => {
    const headers = { accept: BROWSER }
    const [get, head] = [await open('/nothing'), await simulator.request('HEAD', '/nothing', { headers })]
    expect([head.status, head.headers['content-type'], head.text]).toEqual([404, get.headers['content-type'], ''])
  })

  it('that runs nothing, uses its own style sheet alone, and that no site frames', async () => {
    const { headers, text } = await open('/nothing')
    const style = /<style>(.*?)<\/style>/s.exec(text)?.[1] ?? ''
    const digest = createHash('sha256').update(style).digest('base64')
    expect(headers).toMatchObject({
      'content-security-policy': `default-src 'none'; style-src 'sha256-${digest}'; img-src * data:; base-uri 'none'; frame-ancestors 'none'; form-action 'none'`,
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY'
    })
    expect([style.includes('prefers-color-scheme: dark'), text.includes('<script')]).toEqual([true, false])
  })

  it('with a link to the path that was meant', async () => {
    const { text } = await open('/feeds/scheduled-session')
    const [meant = ''] = linksIn(text)
    expect(meant).toBe(`${PREFIX}/feeds/scheduled-sessions`)
    expect((await simulator.app.inject(meant)).statusCode).toBe(200)
  })

  it('in a tenant, with links to the pages of the tenant', async () => {
    const { text } = await open('/t/one/feeds/scheduled-session')
    const links = linksIn(text)
    expect(links).toEqual(expect.arrayContaining([`${PREFIX}/t/one/feeds/scheduled-sessions`, `${BASE}/t/one/dashboard/`, `${BASE}/t/one/openactive`]))
    for (const link of links.filter((url) => !url.includes(API))) expect((await simulator.app.inject(link.replace('http://localhost:5000', ''))).statusCode, link).toBeLessThan(400)
  })

  it.each([
    '"><script>alert(1)</script>', '</pre><img src=x onerror=alert(1)>', '</style><b>', '<!--', '&lt;b&gt;', 'https://evil.example/', 'javascript:alert(1)', 'GET //evil.example/x', '\u2028'
  ])('with a hostile value as text, and no link to it: %s', async (value) => {
    const path = `/feeds/scheduled-sessions?afterChangeNumber=${encodeURIComponent(value)}`
    const usual = tagsIn((await open('/nothing')).text)
    for (const [target, origin] of [[path], [`/nothing/${encodeURIComponent(value)}`], ['/simulator/clock', value]] as const) {
      const { status, text } = await open(target, { ...(origin !== undefined && { origin: encodeURI(origin).replaceAll('%3C', '<') }) })
      expect([status >= 400, tagsIn(text)], target).toEqual([true, usual])
      expect(linksIn(text).filter((url) => !url.startsWith(`${BASE}/`) && !/^\/[^/]/.test(url))).toEqual([])
    }
  })
})

describe('a program gets the document', () => {
  it.each([undefined, '*/*', 'application/json', 'application/json, text/html;q=0.9', 'text/html;q=0.5, application/vnd.openactive.booking+json', 'application/json, text/plain, */*', 'image/png', 'text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2'])('with Accept: %s', async (accept) => {
    const { headers, body } = await simulator.request('GET', '/nothing', { headers: accept === undefined ? {} : { accept } })
    expect([headers['content-type'], body['@type']]).toEqual(['application/json; charset=utf-8', 'UnknownOrIncorrectEndpointError'])
  })

  it.each(['PUT', 'POST', 'DELETE'])('of %s, whatever it accepts: no person opens an address so', async (method) => {
    const { headers, body } = await simulator.request(method, '/nothing', { headers: { accept: BROWSER } })
    expect([headers['content-type'], body['@type'], String(headers['vary'])]).toEqual(['application/json; charset=utf-8', 'UnknownOrIncorrectEndpointError', expect.not.stringContaining('Accept')])
  })

  it('of an address that answers, in a browser, too', async () => {
    expect((await open('/feeds/scheduled-sessions')).headers['content-type']).toMatch(/rpde\+json/)
    expect((await open(`${API}/orders-rpde`, PARTNER_1)).headers['content-type']).toMatch(/booking\+json/)
  })

  it('and the request log keeps it, where a browser got a page', async () => {
    await open(`${API}/orders/${UUID}`, PARTNER_1)
    const { body: { items } } = await simulator.request('GET', `/simulator/requests?order=${UUID}`)
    expect(items.at(-1)).toMatchObject({ status: 404, error: { type: 'UnknownOrderError' }, response: { body: { '@type': 'UnknownOrderError' } } })
  })
})

describe('an error before any plugin', () => {
  it('is a page for a browser, and the document for a program', async () => {
    const app = fastify(serverOptions('silent'))
    onTestFinished(async () => { await app.close() })
    await app.register(plugin, { types: ['ScheduledSession'], standalone: true, baseUrl: 'http://localhost:5000' })
    const page = await app.inject({ url: '/%zz', headers: { accept: BROWSER } })
    const program = await app.inject('/%zz')
    expect([page.statusCode, page.headers['content-type'], page.headers['x-frame-options']]).toEqual([400, 'text/html; charset=utf-8', 'DENY'])
    expect([program.headers['content-type'], program.headers['vary']]).toEqual(['application/vnd.openactive.booking+json; version=1', 'Accept'])
    expect(withoutId(documentIn(page.body))).toEqual(withoutId(program.json()))
  })
})
