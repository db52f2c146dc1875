import type { FastifyInstance } from 'fastify'
import * as client from 'openid-client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import plugin from '../../plugin.ts'
import { buildHost, NOW } from '../helpers/build-app.ts'
import { FULL } from '../helpers/runs.ts'
import { newUuid, SHARED } from '../helpers/requests.ts'
import { seededStore } from '../helpers/seeded.ts'

type Json = ReturnType<typeof JSON.parse>

const OPTIONS = { types: ['ScheduledSession', 'Event'], auth: ['key', 'openid'] } as const
const MEDIA_TYPE = 'application/vnd.openactive.booking+json; version=1'
const TOKEN = 'openactive_test_suite_client_12345xaq'

type Prefixes = ReadonlyArray<readonly [prefixes: readonly string[], path: string]>

/** Prefixes of nested registrations, outermost first, with the path that addresses begin with. */
const FEW: Prefixes = [
  [['/'], ''], [['/sim/'], '/sim'], [['/a/b/'], '/a/b'], [['/openid/'], '/openid'], [['/my sim/'], '/my%20sim'],
  [['/a/', '/b/'], '/a/b'], [['/a/', ''], '/a']
]
const MORE: Prefixes = [
  [['/ü'], '/%C3%BC'], [['/a+b'], '/a+b'], [['/a=b,c'], '/a=b,c'],
  [[], ''], [['/sim'], '/sim'], [['sim'], '/sim'], [['sim/'], '/sim'], [['/a/b'], '/a/b'],
  [['/a/b/c/d/'], '/a/b/c/d'], [['/feeds'], '/feeds'], [['/api/openbooking/'], '/api/openbooking'],
  [['/v1.0/'], '/v1.0'], [['/SIM/'], '/SIM'], [['/sîm/'], '/s%C3%AEm'], [['/a', '/b'], '/a/b'],
  [['/a/', 'b'], '/a/b'], [['/', '/'], ''], [['/a/', '/'], '/a']
]
const PREFIXES = FULL ? [...FEW, ...MORE] : FEW

/** Register the simulator below nested prefixes. */
async function mount (prefixes: readonly string[], app: FastifyInstance): Promise<void> {
  const [prefix, ...inner] = prefixes
  if (inner.length > 0) {
    await app.register(async (area) => { await mount(inner, area) }, prefix === undefined ? {} : { prefix })
    return
  }
  const clock = (): Date => NOW
  const store = await seededStore(OPTIONS, NOW)
  await app.register(plugin, { ...OPTIONS, clock, store, ...(prefix !== undefined && { prefix }) } as object)
}

/** Send a request to an absolute address. */
function requester (app: FastifyInstance) {
  return async (address: string, { method = 'GET', body, headers = {} }: { method?: string, body?: object, headers?: object } = {}) => {
    const { origin, pathname, search } = new URL(address)
    expect(origin).toBe('http://localhost')
    const response = await app.inject({
      method: method as 'GET',
      url: pathname + search,
      headers: { ...SHARED, ...(body !== undefined && { 'content-type': MEDIA_TYPE }), ...headers },
      ...(body !== undefined && { payload: JSON.stringify(body) })
    })
    const isJson = String(response.headers['content-type']).includes('json')
    return { status: response.statusCode, text: response.body, body: isJson ? response.json() as Json : null }
  }
}

type Request = ReturnType<typeof requester>

/** @returns every text of a document that is an address of the simulator */
function addressesIn (value: unknown): string[] {
  if (typeof value === 'string') return value.startsWith('http://localhost') ? [value] : []
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(addressesIn) : []
}

/** Read the dataset site and every page of its feeds. @returns the dataset, and the data of all items */
async function readDataset (request: Request, base: string): Promise<{ dataset: Json, items: Json[] }> {
  const { status, text } = await request(`${base}/openactive`)
  expect(status).toBe(200)
  const dataset = JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/s.exec(text)?.[1] ?? '') as Json
  const items: Json[] = []
  for (const { contentUrl } of dataset.distribution) {
    for (let url = contentUrl as string; ;) {
      const page = await request(url)
      expect([url, page.status]).toEqual([url, 200])
      if (page.body.items.length === 0) break
      items.push(...page.body.items.map(({ data }: Json) => data))
      url = page.body.next
    }
  }
  return { dataset, items }
}

/** Book a session at the addresses that dataset and feeds give. @returns the answers to C1 and B */
async function bookOne (request: Request, { dataset, items }: { dataset: Json, items: Json[] }): Promise<Json[]> {
  const session = items.find(({ superEvent, offers: [offer] }) => /\/session-series\/2$/.test(superEvent) && offer.price > 0)
  const { '@id': series, organizer, offers: [offer] } = items.find((item) => item['@id'] === session.superEvent)
  const api = dataset.accessService.endpointUrl as string
  const quote = {
    '@context': 'https://openactive.io/',
    '@type': 'OrderQuote',
    seller: organizer['@id'],
    brokerRole: 'https://openactive.io/AgentBroker',
    broker: { '@type': 'Organization', name: 'My App' },
    customer: { '@type': 'Person', email: 'nia.pritchard@example.com' },
    orderedItem: [{ '@type': 'OrderItem', position: 0, acceptedOffer: offer['@id'], orderedItem: session['@id'] }]
  }
  expect(offer['@id']).toBe(`${series}#/offers/0`)
  const uuid = newUuid()
  const quoted = await request(`${api}/order-quotes/${uuid}`, { method: 'PUT', body: quote })
  expect(quoted).toMatchObject({ status: 200, body: { '@id': `${api}/order-quotes/${uuid}` } })
  const { totalPaymentDue } = quoted.body
  const payment = {
    '@type': 'Payment', identifier: 'pay-1', name: 'AcmeBroker Points', accountId: 'SN1593', paymentProviderId: 'STRIPE'
  }
  const order = { ...quote, '@type': 'Order', totalPaymentDue, payment }
  const booked = await request(`${api}/orders/${uuid}`, { method: 'PUT', body: order })
  expect(booked).toMatchObject({ status: 201, body: { '@id': `${api}/orders/${uuid}` } })
  expect((await request(booked.body['@id'])).status).toBe(200)
  return [quoted.body, booked.body]
}

/** Register a broker. @returns the issuer's metadata and the address of a login */
async function registerBroker (app: FastifyInstance, issuer: string) {
  const redirect = 'http://localhost:3000/cb'
  const send: client.CustomFetch = async (url, { method, headers, body }) => {
    const { pathname, search } = new URL(url)
    const response = await app.inject({
      method: method as 'GET',
      url: pathname + search,
      headers: Object.fromEntries(new Headers(headers)),
      payload: String(body ?? '')
    })
    const type = String(response.headers['content-type'])
    return new Response(response.body, { status: response.statusCode, headers: { 'content-type': type } })
  }
  // The library requires that the metadata name this very issuer.
  const broker = await client.dynamicClientRegistration(
    new URL(issuer), { redirect_uris: [redirect] }, client.ClientSecretBasic(),
    { initialAccessToken: TOKEN, execute: [client.allowInsecureRequests], [client.customFetch]: send }
  )
  const login = client.buildAuthorizationUrl(broker, {
    redirect_uri: redirect, scope: 'openid', code_challenge: 'a'.repeat(43), code_challenge_method: 'S256'
  })
  return { metadata: broker.serverMetadata(), login }
}

describe.for(PREFIXES)('below %j', ([prefixes, path]) => {
  const base = `http://localhost${path}`
  let app: FastifyInstance
  let request: Request

  beforeAll(async () => {
    app = await buildHost()
    await mount(prefixes, app)
    request = requester(app)
  })
  afterAll(async () => { await app.close() })

  it('every address of dataset site, feeds, orders and pictures answers', async () => {
    const found = await readDataset(request, base)
    const addresses = new Set([found, ...await bookOne(request, found)].flatMap(addressesIn))
    for (const address of addresses) expect(address.startsWith(`${base}/`), address).toBe(true)
    const pictures = [...addresses].filter((address) => /\.(svg|png)$/.test(address))
    expect(pictures).not.toEqual([])
    for (const address of [found.dataset.url, `${base}/ready`, ...pictures]) {
      expect([address, (await request(address)).status]).toEqual([address, 200])
    }
  })

  it('the issuer, its endpoints and the login answer', async () => {
    const issuer = `${base}/openid`
    const { metadata, login } = await registerBroker(app, issuer)
    for (const address of addressesIn(metadata)) expect(address.startsWith(issuer), address).toBe(true)
    for (const address of [String(metadata.jwks_uri), `${issuer}/access`]) expect((await request(address)).status).toBe(200)
    const { headers: { location = '' }, cookies } = await app.inject(login.pathname + login.search)
    const to = new URL(location, issuer)
    expect(to.href).toContain(`${issuer}/interaction/`)
    const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
    const page = await app.inject({ url: to.pathname, headers: { cookie } })
    // HTML writes an equals sign of an attribute as an entity.
    expect(page.body.replaceAll('&#61;', '=')).toContain(`action="${issuer}/interaction/`)
  })

  it('errors name the address of the request', async () => {
    for (const missing of [`${base}/api/openbooking/missing`, ...path === '' ? [] : [`${base}/missing`]]) {
      expect(await request(missing)).toMatchObject({ status: 404, body: { instance: missing } })
    }
  })

  it('the root belongs to the simulator, unless there is no prefix', async () => {
    const body = path === '' ? { host: 'not found' } : { documentation: `${base}/openactive` }
    expect((await request(`${base}/`)).body).toMatchObject(body)
  })
})

it.each([
  ['/%C3%BC', '%'], ['/50%', '%'], ['/a%20b', '%'], ['/a', '%', '/%2F'], ['/a?b', '?'], ['/a#b', '#'], ['/:tenant', ':'], ['/a*', '*'], ['/a//b', '//'], ['/a\\b', '\\']
])('a start below %s is refused, because no address leads there, with a message that names %s', async (prefix, sign, inner = '') => {
  const app = await buildHost()
  try {
    const start = (async () => { await mount([prefix, ...inner === '' ? [] : [inner]], app) })()
    await expect(start).rejects.toThrow(`The prefix ${prefix}${inner} must not have ${sign}: no single address leads there.`)
  } finally { await app.close() }
})
