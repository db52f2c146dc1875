import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Answered, BASE, openApp, PREFIX, type Simulator } from '../../helpers/build-app.ts'
import { control, CONTROL_TOKEN } from '../../helpers/control.ts'

let open: Simulator
let guarded: Simulator
let off: Simulator

beforeAll(async () => {
  open = await openApp({ types: ['ScheduledSession'], control: 'on', controlHosts: ['tests.example'] })
  guarded = await openApp({ types: ['ScheduledSession'], control: CONTROL_TOKEN, baseUrl: 'https://booking.example/sim' })
  off = await openApp({ types: ['ScheduledSession'] })
})
afterAll(async () => { for (const { app } of [open, guarded, off]) await app.close() })

const counters = async (simulator: Simulator, headers: Record<string, string>): Promise<Answered> =>
  await control(simulator, 'GET', '/counters', undefined, headers)

/** Expect problem details that say what is wrong. */
function expectProblem (answer: Answered, status: number, detail: RegExp): void {
  expect(answer.status, answer.text).toBe(status)
  expect(answer.headers['content-type']).toBe('application/problem+json')
  expect(answer.headers['cache-control']).toBe('no-store')
  expect(answer.body).toEqual(expect.objectContaining({ status, title: expect.any(String), detail: expect.stringMatching(detail), instance: expect.any(String) }))
}

it('without the option, there are no control calls', async () => {
  const { status, body } = await control(off, 'GET', '/counters')
  expect([status, body['@type'] ?? body.host]).toEqual([404, expect.anything()])
})

describe('the host that a control call asks', () => {
  it.each(['localhost', 'localhost:5000', '127.0.0.1:4000', '[::1]:5000', 'a.localhost', 'tests.example', 'TESTS.example:81'])('may be %s', async (host) => {
    expect((await counters(open, { host })).status).toBe(200)
  })

  it.each(['evil.example', '127.0.0.1.evil.example', 'localhost.evil.example', '192.168.0.7:5000', 'a@b', '['])('must not be %s', async (host) => {
    expectProblem(await counters(open, { host }), 403, /Host/)
  })

  it('may be that of the base URL', async () => {
    expect((await counters(guarded, { host: 'booking.example', authorization: `Bearer ${CONTROL_TOKEN}` })).status).toBe(200)
  })
})

describe('the origin of a control call', () => {
  it.each([{ origin: 'http://localhost:5000', host: 'localhost:5000' }, { origin: 'http://tests.example', host: 'tests.example' }])('may be $origin', async (headers) => {
    expect((await counters(open, headers)).status).toBe(200)
  })

  it.each(['https://evil.example', 'http://localhost:3000', 'null', 'x'])('must not be %s', async (origin) => {
    expectProblem(await counters(open, { origin, host: 'localhost:5000' }), 403, /other origins/)
  })

  it('is never told that it may read', async () => {
    for (const headers of [{ origin: 'http://localhost:5000', host: 'localhost:5000' }, { origin: 'https://host.example' }]) {
      const names = Object.keys((await counters(open, headers)).headers)
      expect(names.filter((name) => name.startsWith('access-control-'))).toEqual([])
    }
  })
})

describe('a page of another site', () => {
  const site = { host: 'localhost:5000', 'sec-fetch-site': 'cross-site' }

  it.each(['image', 'iframe', 'script', 'empty'])('must not embed a control call as %s', async (destination) => {
    expectProblem(await counters(open, { ...site, 'sec-fetch-dest': destination }), 403, /other sites/)
  })

  it('may link to one', async () => {
    expect((await counters(open, { ...site, 'sec-fetch-dest': 'document' })).status).toBe(200)
  })

  it.each([
    { host: 'localhost:5000', 'sec-fetch-site': 'cross-site', 'sec-fetch-dest': 'image' },
    { host: 'localhost:5000', 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' },
    { host: 'localhost:5000', origin: 'null' }, { host: 'evil.example:5000' }, { host: '[' }
  ])('makes no tenant by a request with %j', async (headers) => {
    expect((await open.request('GET', '/t/unasked/openactive', { headers })).status).toBe(404)
    expect((await control(open, 'GET', '/tenants')).body).toEqual({ items: [] })
  })
})

it('an app on this machine makes a tenant by its first use', async () => {
  const headers = { host: '127.0.0.1:5000', origin: 'http://localhost:3000', 'sec-fetch-site': 'cross-site', 'sec-fetch-dest': 'empty' }
  expect((await open.request('GET', '/t/asked/openactive', { headers })).status).toBe(200)
  expect((await control(open, 'DELETE', '/tenants/asked')).status).toBe(204)
})

it('a preflight of another origin is refused', async () => {
  const headers = { origin: 'https://evil.example', 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' }
  const answer = await control(open, 'OPTIONS', '/counters', undefined, headers)
  // A host answers preflights itself; its headers for other origins are removed.
  if (PREFIX === '') expectProblem(answer, 403, /other origins/)
  expect(answer.headers['access-control-allow-origin']).toBeUndefined()
})

describe('the token of control calls', () => {
  it.each([undefined, 'Basic eDp5', 'Bearer', `Bearer ${CONTROL_TOKEN}x`, `Bearer ${CONTROL_TOKEN.slice(1)}`])('is not %s', async (authorization) => {
    const answer = await counters(guarded, authorization === undefined ? {} : { authorization })
    expectProblem(answer, 401, /token/)
    expect(answer.headers['www-authenticate']).toMatch(/^Bearer/)
  })

  it('is needed to learn which calls exist', async () => {
    expectProblem(await control(guarded, 'GET', '/unknown'), 401, /token/)
  })

  it('is not needed on this machine where the option is on', async () => {
    expect((await counters(open, {})).status).toBe(200)
  })
})

describe('a wrong control call', () => {
  it('to an unknown path names the calls', async () => {
    expectProblem(await control(open, 'GET', '/unknown'), 404, /no such control call; received "GET \S*\/simulator\/unknown".*docs\/control\.md/)
    expect((await control(open, 'GET', '/unknown')).body.instance).toBe(`${BASE}/simulator/unknown`)
  })

  it.each([
    ['GET', '/order', 'GET', '/simulator/orders'],
    ['POST', '/sellers/any/acept', 'POST', '/simulator/sellers/{seller}/accept'],
    ['PUT', '/tenant/a', 'PUT', '/simulator/tenants/{id}'],
    ['GET', '/snapshot', 'GET', '/simulator/snapshots']
  ] as const)('to an unknown path asks whether the nearest one was meant: %s %s', async (method, path, meant, route) => {
    const { status, body } = await control(open, method, path)
    expect(status).toBe(404)
    expect(body.detail).toContain(`Did you mean ${meant} ${PREFIX}${route}?`)
  })

  it('of another method names the methods', async () => {
    const answer = await control(open, 'DELETE', '/counters')
    expectProblem(answer, 405, /GET/)
    expect(answer.headers['allow']).toBe('GET, HEAD')
  })

  it('with an unknown parameter names it by a JSON pointer', async () => {
    const answer = await control(open, 'GET', '/counters?of=orders')
    expectProblem(answer, 400, /received of/)
    expect(answer.body.path).toBe('/of')
  })
})
