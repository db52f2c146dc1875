import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openApp, PREFIX, type Simulator } from '../helpers/build-app.ts'
import { API, UUID } from '../helpers/refusal.ts'
import { type Bookable, make, opportunityBody, orderBody, PARTNER_1, quoteBody, SELLER_1, SHARED } from '../helpers/requests.ts'

const LIMIT = 100_000
const CODINGS = [['gzip', gzipSync], ['x-gzip', gzipSync], ['GZIP', gzipSync], ['deflate', deflateSync], ['br', brotliCompressSync], ['identity', Buffer.from]] as const
const TEMPLATE = `${API}/order-quote-templates/${UUID}`

let simulator: Simulator
let item: Bookable
beforeAll(async () => {
  simulator = await openApp({ types: ['Event'], bodyLimit: LIMIT, control: 'on' })
  item = await make(simulator, 'TestOpportunityBookable', 'Event')
})
afterAll(async () => { await simulator.app.close() })

async function send (method: 'PUT' | 'POST' | 'PATCH', path: string, coding: string, payload: Buffer, headers: Record<string, string> = PARTNER_1) {
  const given = { ...headers, 'content-type': 'application/json', 'content-encoding': coding, 'content-length': String(payload.length) }
  const { statusCode: status, headers: answered, body } = await simulator.app.inject({ method, url: `${PREFIX}${path}`, headers: given, payload })
  return { status, headers: answered, body: body === '' ? undefined : JSON.parse(body) as { '@type'?: string, errorType?: string, description?: string } }
}

const bytesOf = (body: unknown): Buffer => Buffer.from(JSON.stringify(body))

describe.each(CODINGS)('a body encoded as %s', (coding, encode) => {
  it.each<[string, 'PUT' | 'POST', () => [path: string, body: unknown], number]>([
    ['C1', 'PUT', () => [TEMPLATE, quoteBody([item])], 200],
    ['B', 'PUT', () => [`${API}/orders/${crypto.randomUUID()}`, orderBody([item])], 201],
    ['a request of the test interface', 'POST', () => [`${API}/test-interface/datasets/x/opportunities`, opportunityBody('TestOpportunityBookable', 'Event', SELLER_1)], 200]
  ])('is decoded at %s', async (_stage, method, given, status) => {
    const [path, body] = given()
    expect((await send(method, path, coding, encode(bytesOf(body)))).status).toBe(status)
  })

  it('is decoded by the older API', async () => {
    expect((await send('POST', '/orders', coding, encode(bytesOf({ orderedItem: [] })), SHARED)).body?.errorType).toBe('https://openactive.io/errors/incomplete_event_details')
  })

  it('is refused if its decoded bytes exceed the limit, and taken at the limit', async () => {
    const sized = (bytes: number): Buffer => Buffer.from(JSON.stringify(quoteBody([item])).padEnd(bytes))
    expect((await send('PUT', TEMPLATE, coding, encode(sized(LIMIT)))).status).toBe(200)
    for (const bytes of [LIMIT + 1, 100 * LIMIT]) {
      const { status, body } = await send('PUT', TEMPLATE, coding, encode(sized(bytes)))
      expect([status, body?.['@type']]).toEqual([413, 'OpenBookingError'])
      expect(body?.description).toContain(`${LIMIT} bytes`)
    }
  })
})

describe.each(['gzip', 'deflate', 'br'])('a body that is no %s', (coding) => {
  it.each([
    ['plain JSON', () => bytesOf(quoteBody([item]))],
    ['cut off', () => (coding === 'br' ? brotliCompressSync : coding === 'gzip' ? gzipSync : deflateSync)(bytesOf(quoteBody([item]))).subarray(0, -9)]
  ])('is refused with 400: %s', async (_name, bytes) => {
    const { status, headers, body } = await send('PUT', TEMPLATE, coding, bytes())
    expect([status, body?.['@type'], headers['accept-encoding']]).toEqual([400, 'OpenBookingError', undefined])
  })
})

it.each(['zstd', 'compress', 'gzip, gzip', 'br, identity', 'nonsense'])('a body of the unknown coding %s is refused with 415 and the known ones', async (coding) => {
  const payload = bytesOf(quoteBody([item]))
  const { status, headers, body } = await send('PUT', TEMPLATE, coding, payload)
  expect([status, body?.['@type'], headers['accept-encoding']]).toEqual([415, 'OpenBookingError', 'gzip, deflate, br'])
  const classic = await send('POST', '/orders', coding, payload, SHARED)
  expect([classic.status, classic.body?.errorType, classic.headers['accept-encoding']]).toEqual([415, 'https://openactive.io/errors/unknown_content_encoding', 'gzip, deflate, br'])
})

it('an unknown coding of no body is ignored', async () => {
  for (const path of ['order-quotes', 'orders']) {
    for (const length of [undefined, '0']) {
      const headers = { ...PARTNER_1, 'content-encoding': 'zstd', ...(length !== undefined && { 'content-length': length }) }
      expect((await simulator.app.inject({ method: 'DELETE', url: `${PREFIX}${API}/${path}/${UUID}`, headers })).statusCode).toBe(path === 'orders' ? 404 : 204)
    }
  }
  expect((await send('PUT', TEMPLATE, 'zstd', Buffer.from('')))).toMatchObject({ status: 400, body: { '@type': 'OpenBookingError' } })
})

it('a body of an unknown media type is refused without content codings', async () => {
  const { statusCode, headers } = await simulator.app.inject({ method: 'PUT', url: `${PREFIX}${TEMPLATE}`, headers: { ...PARTNER_1, 'content-type': 'text/plain' }, payload: 'x' })
  expect([statusCode, headers['accept-encoding']]).toEqual([415, undefined])
})

it.each(['/openid/token', '/openid/reg', '/openid/access'])('an encoded body is refused with 415 by the OpenID Provider, also for other origins: %s', async (path) => {
  const own = await openApp({ types: ['Event'], auth: ['openid'] })
  try {
    const payload = gzipSync('grant_type=client_credentials')
    const headers = { origin: 'https://app.example', 'content-type': 'application/x-www-form-urlencoded', 'content-encoding': 'gzip' }
    const { statusCode, headers: answered, body } = await own.app.inject({ method: 'POST', url: `${PREFIX}${path}`, headers, payload })
    expect([statusCode, answered['accept-encoding'], JSON.parse(body).error]).toEqual([415, 'identity', 'invalid_request'])
    if (PREFIX === '') expect(answered['access-control-allow-origin']).toBeDefined()
  } finally { await own.app.close() }
})

describe('a body whose bytes are not UTF-8', () => {
  const bytesIn = (encoding: 'latin1' | 'utf8'): Buffer => Buffer.from(JSON.stringify(quoteBody([item])).replace('ActiveFinder', 'ActiveFindér'), encoding)

  it('is refused instead of changed, also inside a content coding', async () => {
    expect((await send('PUT', TEMPLATE, 'identity', bytesIn('utf8'))).status).toBe(200)
    for (const [coding, encode] of CODINGS) {
      const { status, body } = await send('PUT', TEMPLATE, coding, encode(bytesIn('latin1')))
      expect([coding, status, body?.description]).toEqual([coding, 400, 'The request body must be UTF-8 (RFC 8259, section 8.1), but has other bytes.'])
    }
    expect((await send('POST', '/orders', 'identity', Buffer.from('{"a":"é"}', 'latin1'), SHARED)).body?.errorType).toBe('https://openactive.io/errors/not_json')
  })
})

it.each<[string, string, string, Buffer, number, string]>([
  ['an unknown coding', 'application/json', 'zstd', Buffer.from('{}'), 415, 'The Content-Encoding of the request body must be gzip, deflate or br, or be omitted; received "zstd".'],
  ['a broken coding', 'application/json', 'gzip', Buffer.from('{}'), 400, 'The request body is not encoded as its Content-Encoding says; received "gzip".'],
  ['other bytes', 'application/json', 'identity', Buffer.from('{"a":"é"}', 'latin1'), 400, 'The request body must be UTF-8 (RFC 8259, section 8.1), but has other bytes.'],
  ['a double property', 'application/json', 'identity', Buffer.from('{"a":1,"a":2}'), 400, 'The request body has the property "a" twice in one object.'],
  ['a length beyond the limit', 'application/json', 'gzip', gzipSync(Buffer.alloc(LIMIT + 1, ' ')), 413, `The request body, decoded, must not be longer than ${LIMIT} bytes. The option bodyLimit sets the limit.`],
  ['another media type', 'text/plain', 'identity', Buffer.from('{}'), 415, 'received "text/plain".'],
  ['a malformed media type', 'nonsense', 'identity', Buffer.from('{}'), 415, 'received "nonsense".'],
  ['two media types', 'application/json, text/plain', 'identity', Buffer.from('{}'), 415, 'The request body must have the media type application/'],
  ['an empty media type', '', 'identity', Buffer.from('{}'), 415, 'received "".'],
  ['no body', 'application/json', 'identity', Buffer.from(''), 400, 'The request body must be an object; received null or nothing.'],
  ['a body of null', 'application/json', 'identity', Buffer.from('null'), 400, 'The request body must be an object; received null or nothing.']
])('%s has the same words in the booking API and in the control calls', async (_name, type, coding, payload, status, words) => {
  for (const [method, url] of [['PUT', TEMPLATE], ['PUT', '/simulator/clock']] as const) {
    const headers = { ...PARTNER_1, 'content-type': type, 'content-encoding': coding, 'content-length': String(payload.length) }
    const answer = await simulator.app.inject({ method, url: `${PREFIX}${url}`, headers, payload })
    const { description, detail } = JSON.parse(answer.body) as { readonly description?: string, readonly detail?: string }
    expect([url, answer.statusCode]).toEqual([url, status])
    expect(description ?? detail).toContain(words)
  }
})
