import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BASE, openApp, type Simulator } from '../../helpers/build-app.ts'
import { call, CONTEXT, errorOf } from '../../helpers/classic.ts'

let simulator: Simulator
beforeAll(async () => { simulator = await openApp({ types: ['Event'] }) })
afterAll(async () => { await simulator.app.close() })

const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8'

describe.each(['/', '/api'])('the root %s', (path) => {
  it.each([
    ['without headers', {}],
    ['that accepts anything', { accept: '*/*' }],
    ['that accepts JSON', { accept: 'application/json' }],
    ['that accepts the media type of the older API', { accept: 'application/vnd.openactive.v1.0+json' }],
    ['that prefers JSON', { accept: 'text/html;q=0.5, application/json' }],
    ['with a wrong key', { 'x-api-key': 'wrong' }],
    ['with a wrong password', { authorization: 'Basic eDp5' }]
  ])('welcomes a program %s', async (_situation, headers) => {
    const { status, headers: answered, body } = await call(simulator, 'GET', path, { headers })
    expect([status, answered['vary']]).toEqual([200, expect.stringContaining('Accept')])
    expect(body).toEqual({
      '@context': CONTEXT,
      type: 'WebAPI',
      name: 'Open Booking Simulator',
      description: expect.stringMatching(/.\.$/),
      url: BASE,
      documentation: `${BASE}/openactive`
    })
  })

  it.each([
    BROWSER, 'text/html', 'text/html, application/json;q=0.9'
  ])('redirects a browser to the dataset site: %s', async (accept) => {
    const { status, headers } = await call(simulator, 'GET', path, { headers: { accept } })
    expect([status, headers['location'], headers['vary']]).toEqual([302, `${BASE}/openactive`, expect.stringContaining('Accept')])
    expect((await simulator.request('GET', String(headers['location']))).status).toBe(200)
  })

  it.each(['POST', 'PUT', 'PATCH', 'DELETE'])('refuses %s', async (method) => {
    for (const headers of [{}, { accept: BROWSER }]) {
      const answer = await call(simulator, method, path, { headers })
      expect([...errorOf(answer), answer.headers['allow']]).toEqual([405, 'method_not_allowed', 'GET, HEAD, OPTIONS'])
    }
  })
})
