import { METHODS } from 'node:http'
import { connect } from 'node:net'
import fastify, { type FastifyInstance } from 'fastify'
import { afterAll, describe, expect, it } from 'vitest'
import { serverOptions } from '../../cli/server.ts'
import plugin from '../../plugin.ts'
import { BASE, PREFIX, shareApp } from '../helpers/build-app.ts'
import { misleadingIds } from '../helpers/hostile-values.ts'
import { judge } from '../helpers/hostile.ts'
import { API, BAD_REQUEST, refusal, UUID } from '../helpers/refusal.ts'
import { b, c1, c2, make, newUuid, opportunityBody, PARTNER_1, SELLER_1, sellerCancels } from '../helpers/requests.ts'

const shared = shareApp()

describe('an invalid id', () => {
  it.each(['opportunity', 'offer'] as const)('of an %s matches nothing and changes nothing', async (role) => {
    const simulator = await shared()
    const item = await make(simulator)
    for (const id of misleadingIds(item[role])) {
      const before = simulator.changes()
      const answer = await c1(simulator, [{ ...item, [role]: id }])
      expect(judge('PUT', answer).problems).toEqual([])
      expect([400, 409]).toContain(answer.status)
      expect(simulator.changes()).toBe(before)
    }
  })

  it.each<[situation: string, change: (id: string) => string, status: number, type: string]>([
    ['a parent path', (id) => `${id}/../1`, 409, 'InvalidOpportunityOrOfferIdError'],
    ['an encoded parent path', (id) => `${id}/%2e%2e/1`, 409, 'InvalidOpportunityOrOfferIdError'],
    ['an offer', (id) => `${id}#/offers/0`, 409, 'InvalidOpportunityOrOfferIdError'],
    ['another base URL', (id) => id.replace(BASE, 'https://evil.example'), 409, 'InvalidOpportunityOrOfferIdError'],
    ['another host with the same beginning', (id) => id.replace('localhost', 'localhost.evil.example'), 409, 'InvalidOpportunityOrOfferIdError'],
    ['__proto__', () => `${BASE}/api/identifiers/__proto__`, 409, 'UnknownOpportunityError'],
    ['a seller', () => SELLER_1, 409, 'UnknownOpportunityError'],
    ['a long number', (id) => `${id}${'9'.repeat(500)}`, 409, 'UnknownOpportunityError'],
    ['a NUL', (id) => `${id}\u0000`, 409, 'InvalidOpportunityOrOfferIdError'],
    ['only a path', (id) => id.replace(BASE, ''), 409, 'InvalidOpportunityOrOfferIdError'],
    ['5,000 extra digits', (id) => `${id}${'9'.repeat(5000)}`, 409, 'InvalidOpportunityOrOfferIdError']
  ])('of an opportunity is refused: %s', async (_situation, change, status, type) => {
    const simulator = await shared()
    const item = await make(simulator)
    const answer = await c2(simulator, [{ ...item, opportunity: change(item.opportunity) }])
    expect([answer.status, judge('PUT', answer)]).toEqual([status, { types: [type], problems: [] }])
  })

  it.each(['x', '%20', '%00', '..%2f..%2forders-rpde', '__proto__', '00000000000000000000000000000000', `${UUID}%0A`, `%7B${UUID}%7D`])('of an order is refused unless it is a UUID: %s', async (uuid) => {
    const simulator = await shared()
    for (const method of ['GET', 'DELETE']) expect(await refusal(simulator, { method, path: `${API}/orders/${uuid}` })).toEqual(BAD_REQUEST)
    const anonymous = await simulator.request('GET', `${API}/orders/${uuid}`)
    expect([anonymous.status, anonymous.body['@type']]).toEqual([403, 'UnauthenticatedError'])
  })
})

describe('a property name of Object.prototype', () => {
  it.each([
    'constructor', '__proto__', 'toString', 'hasOwnProperty'
  ])('%s is refused as a criterion and as an action', async (name) => {
    const simulator = await shared()
    const uuid = newUuid()
    await b(simulator, [await make(simulator)], { uuid })
    const path = `${API}/test-interface`
    expect(await refusal(simulator, { method: 'POST', path: `${path}/datasets/tests/opportunities`, body: opportunityBody(name, 'ScheduledSession', SELLER_1) })).toEqual(BAD_REQUEST)
    expect(await refusal(simulator, { method: 'POST', path: `${path}/actions`, body: { '@type': `test:${name}`, object: { '@id': `${BASE}${API}/orders/${uuid}` } } })).toEqual(BAD_REQUEST)
    expect((await sellerCancels(simulator, uuid)).status).toBe(204)
  })
})

describe('an unknown path', () => {
  it.each([
    `${API}/ordeeeeers/abc`, API, `${API}/`, `${API}/orders`, `${API}/order-proposals`, `${API}/orders/${UUID}/items`, `${API}/Orders/${UUID}`, `${API}/%2e`, `${API}/&lt;b&gt;`, '/nothing', '/feeds/nothing'
  ])('is answered with 404 for every caller, verb and body: %s', async (path) => {
    const simulator = await shared()
    for (const headers of [PARTNER_1, {}, { authorization: 'Bearer x' }, { accept: 'application/xml' }, { 'content-type': 'text/plain' }]) {
      for (const [method, body] of [['GET'], ['PUT', '{}'], ['PUT', '{"broken'], ['POST', ''], ['DELETE', undefined]] as const) {
        const answer = await simulator.request(method, path, { headers, body })
        expect([answer.status, judge(method, answer)]).toEqual([404, { types: ['UnknownOrIncorrectEndpointError'], problems: [] }])
        expect(answer.body.instance).toBe(`${BASE}${path.replace('%2e', '').replaceAll('&', '%26')}`)
      }
    }
  })
})

it.each([API, '/nothing'])('the 404 for %s lists addresses that answer', async (path) => {
  const simulator = await shared()
  const { body: { description } } = await simulator.request('GET', path)
  const [site = '', api = '', feed = ''] = String(description).match(/https?:[^ ,;]*[^ ,;.]/g) ?? []
  expect([site, api]).toEqual([`${BASE}/openactive`, `${BASE}${API}`])
  for (const address of [site, feed]) expect((await simulator.request('GET', address, { headers: PARTNER_1 })).status).toBe(200)
})

describe('an unsupported verb', () => {
  const ENDPOINTS = [
    [`${API}/order-quote-templates/${UUID}`, 'PUT, OPTIONS'], [`${API}/order-quotes/${UUID}`, 'GET, HEAD, PUT, DELETE, OPTIONS'], [`${API}/orders/${UUID}`, 'GET, HEAD, PUT, PATCH, DELETE, OPTIONS'], [`${API}/orders-rpde`, 'GET, HEAD, OPTIONS'],
    [`${API}/order-proposals/${UUID}`, 'GET, HEAD, PUT, PATCH, OPTIONS'], [`${API}/order-proposals/${UUID}/versions/${UUID}`, 'GET, HEAD, OPTIONS'],
    ['/api/identifiers/sellers/1', 'GET, HEAD, OPTIONS'], [`${API}/order-proposals-rpde`, 'GET, HEAD, OPTIONS'],
    [`${API}/test-interface/datasets/x/opportunities`, 'POST, OPTIONS'], [`${API}/test-interface/datasets/x`, 'DELETE, OPTIONS'], [`${API}/test-interface/actions`, 'POST, OPTIONS'], ['/feeds/session-series', 'GET, HEAD, OPTIONS']
  ] as const

  it.each(ENDPOINTS)('is refused whatever it is, and each allowed one is taken: %s allows %s', async (path, allow) => {
    const simulator = await shared()
    for (const method of METHODS.filter((verb) => verb !== 'CONNECT')) {
      const { status, headers, body } = await simulator.request(method, path, { headers: PARTNER_1 })
      const isAllowed = allow.split(', ').includes(method)
      expect([status === 405, headers['allow']], method).toEqual([!isAllowed, isAllowed ? undefined : allow])
      if (!isAllowed && method !== 'HEAD') expect(body.description).toBe(`This path takes only ${allow}; received ${method}.`)
    }
  })

  it.each(ENDPOINTS)('is refused with the allowed verbs for every caller and body: %s allows %s', async (path, allow) => {
    const simulator = await shared()
    for (const method of ['GET', 'PUT', 'POST', 'PATCH', 'DELETE', 'TRACE'].filter((verb) => !allow.split(', ').includes(verb))) {
      for (const [headers, body] of [[PARTNER_1], [{}], [{ 'content-type': 'text/plain' }, 'x'], [{}, '{"broken'], [{}, '{}']] as const) {
        const answer = await simulator.request(method, path, { headers, body })
        expect([answer.status, answer.headers['allow'], judge(method, answer)]).toEqual([405, allow, { types: ['MethodNotAllowedError'], problems: [] }])
      }
    }
  })
})

describe('a query of a feed', () => {
  const after = (text: string): string => `afterChangeNumber=${text}`

  it.each([after('-1'), after('1.5'), after('x'), after(''), after('9007199254740992'), `${after('1')}&${after('2')}`, `${after('x')}&_=1`])('is refused unless it has one valid change number at most: %s', async (query) => {
    const simulator = await shared()
    for (const feed of ['/feeds/session-series', `${API}/orders-rpde`, `${API}/order-proposals-rpde`]) expect(await refusal(simulator, { method: 'GET', path: `${feed}?${query}` })).toEqual(BAD_REQUEST)
  })
})

describe('an unknown parameter of a feed', () => {
  it.each(['_=123', 'x=1', 'x', '__proto__=1', '%3Cb%3E=1', 'count=5', 'count=5&count=6', 'afterTimestamp=1&afterId=2', 'AFTERCHANGENUMBER=x'])('is ignored, and the next page does not repeat it: %s', async (query) => {
    const simulator = await shared()
    for (const feed of ['/feeds/session-series', `${API}/orders-rpde`, `${API}/order-proposals-rpde`]) {
      for (const cursor of ['', '&afterChangeNumber=5']) {
        const plain = await simulator.request('GET', `${feed}?${cursor.slice(1)}`, { headers: PARTNER_1 })
        const { status, text } = await simulator.request('GET', `${feed}?${query}${cursor}`, { headers: PARTNER_1 })
        expect([status, text]).toEqual([200, plain.text])
      }
    }
  })
})

/** Send a request line as it is: HTTP clients would normalize it. */
function sendRaw (port: number, line: string): Promise<{ status: number, head: string, body: ReturnType<typeof JSON.parse> }> {
  return sendBytes(port, `${line} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`)
}

/** Send bytes that may be no request at all. */
function sendBytes (port: number, bytes: string): Promise<{ status: number, head: string, body: ReturnType<typeof JSON.parse> }> {
  return new Promise((resolve, reject) => {
    let answer = ''
    const socket = connect(port, '127.0.0.1', () => { socket.write(bytes) })
    socket.on('data', (data) => { answer += String(data) })
    socket.on('error', reject)
    socket.on('close', () => {
      // A chunked response has chunk lengths around the document.
      resolve({ status: Number(answer.split(' ')[1]), head: answer.slice(0, answer.indexOf('{')).toLowerCase(), body: JSON.parse(answer.slice(answer.indexOf('{'), answer.lastIndexOf('}') + 1)) })
    })
  })
}

/** Let an app listen while the tests of this file run. @returns its port, once its first user starts it */
function sharePort (start: () => Promise<FastifyInstance>): () => Promise<number> {
  let app: FastifyInstance | undefined
  afterAll(async () => { await app?.close() })
  const listen = async (): Promise<number> => {
    app = await start()
    return Number(new URL(await app.listen({ port: 0, host: '127.0.0.1' })).port)
  }
  let port: Promise<number> | undefined
  return async () => await (port ??= listen())
}

/** Share a standalone server as the command line starts it. */
const shareServer = (baseUrl?: string): () => Promise<number> => sharePort(async () => {
  const app = fastify(serverOptions('silent', baseUrl))
  await app.register(plugin, { standalone: true, types: ['Event'] })
  return app
})

describe('a request line', () => {
  const listening = sharePort(async () => (await shared()).app)
  const [standalone, published] = [shareServer(), shareServer('https://sim.example')]

  it.each<[line: string, status: number, type: string, instance: string]>([
    [`GET http://evil.example${PREFIX}${API}/orders-rpde?x=1`, 403, 'UnauthenticatedError', `${API}/orders-rpde`],
    [`GET ${PREFIX}${API}/../x`, 404, 'UnknownOrIncorrectEndpointError', '/api/x'],
    [`GET ${PREFIX}${API}/%2e%2e/x`, 404, 'UnknownOrIncorrectEndpointError', '/api/x'],
    [`GET ${PREFIX}${API}//orders-rpde`, 404, 'UnknownOrIncorrectEndpointError', `${API}//orders-rpde`],
    [`GET ${PREFIX}${API}/<b>"{x}|\\y`, 404, 'UnknownOrIncorrectEndpointError', `${API}/%3Cb%3E%22%7Bx%7D|/y`],
    [`GET ${PREFIX}${API}/orders/..`, 403, 'UnauthenticatedError', `${API}/`],
    [`GET ${PREFIX}${API}/orders/%2e%2e%2f${UUID}`, 403, 'UnauthenticatedError', `${API}/orders/%2e%2e%2f${UUID}`]
  ])('is normalized before it is routed: %s', async (line, status, type, instance) => {
    const answer = await sendRaw(await listening(), line)
    expect([answer.status, answer.body['@type'], answer.body.instance]).toEqual([status, type, `${BASE}${instance}`])
  })

  it.each([
    ['GET /*', 404, 'UnknownOrIncorrectEndpointError'],
    [`GET ${API}/orders/%zz`, 400, 'OpenBookingError'],
    [`GET ${API}/orders/${'a'.repeat(101)}`, 414, 'OpenBookingError']
  ])('is refused with an OpenActive error by the standalone server: %s', async (line, status, type) => {
    const { body, ...answer } = await sendRaw(await standalone(), line)
    expect([answer.status, body['@type'], body['@context'], body.statusCode]).toEqual([status, type, 'https://openactive.io/', status])
    if (type === 'OpenBookingError') expect(answer.head).toContain('access-control-allow-origin: *')
    expect(JSON.stringify(body)).not.toMatch(/FST_|%zz|aaaa/)
  })

  it.each([
    ['no host', `GET ${API}/orders-rpde HTTP/1.1\r\n\r\n`, 400, 'Host'],
    ['another expectation than 100-continue', 'GET /health HTTP/1.1\r\nHost: x\r\nExpect: tea\r\n\r\n', 417, 'received "tea"']
  ])('with %s is refused by the standalone server with an OpenActive error that every origin can read', async (_name, bytes, status, words) => {
    const { body, head, ...answer } = await sendBytes(await standalone(), bytes.replace('\r\n\r\n', '\r\nOrigin: https://app.example\r\nConnection: close\r\n\r\n'))
    expect([answer.status, body['@type'], body.statusCode]).toEqual([status, 'OpenBookingError', status])
    expect(body.description).toContain(words)
    expect(body.requestId).toEqual(expect.any(String))
    expect(head).toMatch(/^access-control-allow-origin: (?:\*|https:\/\/app\.example)$/m)
  })

  it.each([
    ['no HTTP', 'hello\r\n\r\n', 400],
    ['an unknown method of an unknown path', 'BREW /coffee HTTP/1.1\r\nHost: x\r\n\r\n', 400],
    ['half a method', 'GETHELLO\r\n\r\n', 400],
    ['a malformed header', 'GET /health HTTP/1.1\r\nHost: x\r\nbad header\r\n\r\n', 400],
    ['headers of more than 16 KB', `GET /health HTTP/1.1\r\nHost: x\r\nx-filler: ${'x'.repeat(20_000)}\r\n\r\n`, 431]
  ])('that Node cannot read is refused by the standalone server with an OpenActive error that every origin can read: %s', async (_name, bytes, status) => {
    const { body, head, ...answer } = await sendBytes(await published(), bytes)
    expect([answer.status, body['@type'], body.statusCode, body.instance]).toEqual([status, 'OpenBookingError', status, 'https://sim.example/'])
    expect(head).toContain('content-type: application/vnd.openactive.booking+json; version=1')
    expect(head).toContain('access-control-allow-origin: *')
    expect(head).toContain('connection: close')
  })

  it.each([
    ['BREW', '/feeds/events?x=1', 'GET, HEAD, OPTIONS'], ['get', '/openactive', 'GET, HEAD, OPTIONS'],
    ['QUERYING', `${API}/orders/${UUID}`, 'GET, HEAD, PUT, PATCH, DELETE, OPTIONS'], ["X-!#$%&'*+.^_`|~9", `${API}/test-interface/actions`, 'POST, OPTIONS']
  ])('with a method that Node does not know is refused like any other method: %s %s', async (method, path, allow) => {
    const request = `${method} ${path} HTTP/1.1\r\nHost: x\r\n\r\n`
    const { status, head, body } = await sendBytes(await standalone(), request)
    expect([status, body]).toMatchObject([405, { '@type': 'MethodNotAllowedError', statusCode: 405, description: `This path takes only ${allow}; received ${method}.` }])
    expect(head).toContain(`allow: ${allow.toLowerCase()}`)
    expect(head).toContain('access-control-allow-origin: *')
    // The answer to HEAD has no body, so the document is that of the second request.
    const second = await sendBytes(await standalone(), `HEAD /openactive HTTP/1.1\r\nHost: x\r\n\r\n${request}`)
    expect(second.body.description).toBe(body.description)
  })
})
