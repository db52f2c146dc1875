import fastify from 'fastify'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import plugin, { type OpenBookingSimulatorOptions } from '../../../plugin.ts'
import { BASE, buildApp, openApp, PREFIX, type Simulator } from '../../helpers/build-app.ts'
import { control, CONTROL_TOKEN } from '../../helpers/control.ts'
import { b, c1, c2, make, newUuid, PARTNER_1, readFeed, SHARED } from '../../helpers/requests.ts'
import { inTenant } from '../../helpers/tenants.ts'

const FEED = '/api/openbooking/orders-rpde'
const OPTIONS: OpenBookingSimulatorOptions = { types: ['ScheduledSession', 'Event'] }

let simulator: Simulator
beforeAll(async () => { simulator = await openApp({ ...OPTIONS, control: 'on', maxTenants: 5 }) })
afterAll(async () => { await simulator.app.close() })

/** Say whether a simulator holds an Order. */
const holds = async (at: Simulator, uuid: string): Promise<boolean> => (await at.request('GET', `/api/openbooking/orders/${uuid}`, { headers: PARTNER_1 })).status === 200

describe('a tenant', () => {
  it('serves dataset site, feeds, API, older API and control under addresses of its own', async () => {
    const tenant = inTenant(simulator, 'addresses')
    expect((await tenant.request('GET', '/openactive')).text).toContain(`${BASE}/feeds/session-series`)
    const [series] = await readFeed(tenant, '/feeds/session-series')
    expect(series.data['@id']).toMatch(`${BASE}/api/identifiers/session-series/`)
    const item = await make(tenant)
    const uuid = newUuid()
    for (const call of [c1, c2]) expect((await call(tenant, [item], { uuid })).status).toBe(200)
    const booked = await b(tenant, [item], { uuid })
    expect([booked.status, booked.headers['location']]).toEqual([201, booked.body['@id']])
    expect(await holds(tenant, uuid)).toBe(true)
    const classic = await tenant.request('POST', '/orders', { headers: SHARED, body: { eventId: '1' } })
    const answers = [classic]
    for (const path of ['', '/', '/api', '/events/1', '/ready', '/simulator/counters', '/docs/json']) answers.push(await tenant.request('GET', path, { headers: SHARED }))
    for (const path of ['/nothing', '/feed/events', '/simulator/nothing', `/api/openbooking/orders/${newUuid()}`]) answers.push(await tenant.request('GET', path, { headers: SHARED }))
    expect(answers.map(({ status }) => status).filter((status) => status >= 500)).toEqual([])
    expect(tenant.escapes).toEqual([])
    const hint = await simulator.request('GET', '/t/addresses/feed/events')
    expect(hint.body).toMatchObject({ instance: `${BASE}/t/addresses/feed/events`, description: expect.stringContaining(`Did you mean GET ${PREFIX}/t/addresses/feeds/events?`) })
  })

  it('takes requests as the default simulator does: HEAD, preflights, wrong methods, queries, long and broken paths', async () => {
    const send = async (method: string, path: string, headers: Record<string, string> = {}) => {
      const answers = []
      for (const at of ['', '/t/alike']) {
        const { status, headers: answered, text } = await simulator.request(method, `${at}${path}`, { headers })
        const { date: _date, etag: _etag, ...rest } = answered
        answers.push(JSON.stringify([status, rest, text]).replaceAll('/t/alike', '').replaceAll(/\d{16,}/g, 'number').replace(/\\"requestId\\":\\"[^"]+\\",?/, '').replace(/"content-length":"\d+"/, ''))
      }
      expect(answers[1]).toBe(answers[0])
    }
    const preflight = { origin: 'https://app.example', 'access-control-request-method': 'PUT' }
    await send('HEAD', '/openactive')
    if (PREFIX === '') await send('OPTIONS', `/api/openbooking/orders/${newUuid()}`, preflight)
    await send('POST', '/feeds/session-series')
    await send('GET', '/feeds/session-series?afterChangeNumber=99999999999999999')
    await send('GET', '/feeds/session-series?afterChangeNumber=x')
    await send('GET', `/api/openbooking/orders/${'x'.repeat(300)}`, SHARED)
    await send('GET', `/nothing/${'x'.repeat(3000)}`)
    await send('GET', '/pictures/%2e%2e.svg')
    await send('GET', FEED)
    await send('DELETE', '/simulator/counters')
  })

  it('begins with the same sample data as every other, and keeps its bookings for itself', async () => {
    const [one, other] = [inTenant(simulator, 'one'), inTenant(simulator, 'other')]
    const series = async (tenant: Simulator) => (await readFeed(tenant, '/feeds/session-series')).map(({ data }) => data)
    expect(await series(one)).toEqual(await series(simulator))
    expect(await series(other)).toEqual(await series(simulator))
    const uuid = newUuid()
    await b(one, [await make(one)], { uuid })
    expect(await Promise.all([one, other, simulator].map(async (at) => await holds(at, uuid)))).toEqual([true, false, false])
  })
})

it('a reset of a tenant returns to its first state, and leaves the others alone', async () => {
  const [one, other] = [inTenant(simulator, 'reset-a'), inTenant(simulator, 'reset-b')]
  const series = (await readFeed(one, '/feeds/session-series')).map(({ data }) => data)
  const uuid = newUuid()
  for (const tenant of [one, other]) await b(tenant, [await make(tenant)], { uuid })
  const { simulator: core, release } = (await simulator.scope.openBooking.tenants.use('reset-a', false))!
  await core.state.reset()
  release()
  expect([await holds(one, uuid), await holds(other, uuid)]).toEqual([false, true])
  expect((await readFeed(one, '/feeds/session-series')).flatMap(({ data }) => data ?? [])).toEqual(series)
})

describe('the control call', () => {
  it('PUT makes a tenant, once, and DELETE ends it', async () => {
    const made = await control(simulator, 'PUT', '/tenants/worker-3')
    expect(made).toMatchObject({ status: 201, headers: { location: `${BASE}/t/worker-3` }, body: { id: 'worker-3', url: `${BASE}/t/worker-3`, settings: {} } })
    const worker = inTenant(simulator, 'worker-3')
    const uuid = newUuid()
    await b(worker, [await make(worker)], { uuid })
    expect((await control(simulator, 'PUT', '/tenants/worker-3', {})).status).toBe(200)
    expect(await holds(worker, uuid)).toBe(true)
    expect((await control(simulator, 'GET', '/tenants')).body.items).toContainEqual(made.body)
    expect((await control(simulator, 'DELETE', '/tenants/worker-3')).status).toBe(204)
    expect((await control(simulator, 'DELETE', '/tenants/worker-3')).status).toBe(404)
    expect(await holds(worker, uuid)).toBe(false)
  })

  it('PUT sets the first change number and the start of the clock', async () => {
    const settings = { firstChangeNumber: 5_000_000_000_000_000, clock: '2028-02-29T12:00:00Z' }
    await control(simulator, 'PUT', '/tenants/late', settings)
    const late = inTenant(simulator, 'late')
    const feeds = [...await readFeed(late, '/feeds/session-series'), ...await readFeed(late, '/feeds/scheduled-sessions'), ...await readFeed(late, '/feeds/events')]
    const numbers = feeds.map(({ modified }) => modified)
    expect(Math.min(...numbers)).toBe(settings.firstChangeNumber)
    expect(Math.max(...numbers)).toBeLessThan(settings.firstChangeNumber + 2 * numbers.length)
    expect(new Set(numbers).size).toBe(numbers.length)
    const starts = feeds.flatMap(({ data }) => data?.startDate ?? []).filter((start: string) => start.startsWith('2028-03'))
    expect(starts.length).toBeGreaterThan(0)
    expect(await control(simulator, 'PUT', '/tenants/late', { ...settings, firstChangeNumber: 1 })).toMatchObject({ status: 409, body: { path: '/firstChangeNumber' } })
    expect((await control(simulator, 'PUT', '/tenants/late', settings)).status).toBe(200)
  })

  it.each<[body: unknown, path: string]>([
    [{ firstChangeNumber: 0 }, '/firstChangeNumber'], [{ firstChangeNumber: 1.5 }, '/firstChangeNumber'], [{ firstChangeNumber: '7' }, '/firstChangeNumber'],
    [{ firstChangeNumber: 2 ** 53 }, '/firstChangeNumber'], [{ clock: 'tomorrow' }, '/clock'], [{ clock: null }, '/clock'], [{ seed: 1 }, '/seed'], [[], ''], [null, '']
  ])('PUT refuses %j and makes nothing', async (body, path) => {
    const before = (await control(simulator, 'GET', '/tenants')).body
    expect(await control(simulator, 'PUT', '/tenants/refused', body)).toMatchObject({ status: 400, body: { path } })
    expect((await control(simulator, 'GET', '/tenants')).body).toEqual(before)
  })

  it('on tenants is not for tenants', async () => {
    for (const [method, path] of [['GET', ''], ['PUT', '/inner'], ['DELETE', '/one']] as const) {
      expect(await simulator.request(method, `/t/outer/simulator/tenants${path}`)).toMatchObject({ status: 404, body: { detail: expect.stringContaining('no tenants') } })
    }
  })
})

describe('beyond maxTenants', () => {
  it('the tenant used longest ago ends, and begins anew', async () => {
    const first = inTenant(simulator, 'first')
    const uuid = newUuid()
    await b(first, [await make(first)], { uuid })
    for (let number = 0; number < 4; number++) await simulator.request('GET', `/t/next-${number}/ready`)
    expect(await holds(first, uuid)).toBe(true)
    for (let number = 0; number < 5; number++) await simulator.request('GET', `/t/then-${number}/ready`)
    expect((await control(simulator, 'GET', '/tenants')).body.items).toHaveLength(5)
    expect(await holds(first, uuid)).toBe(false)
  })
})

describe('a request for a tenant that does not exist', () => {
  it.each(['A', '-a', 'a_b', 'a.b', '%00', 'a%20b', 'x'.repeat(64), '__proto__', '%F0%9F%8E%BE', 'a%2Fb', 'a;b'])('because %s is no name is refused', async (name) => {
    const before = (await control(simulator, 'GET', '/tenants')).body
    const answer = await simulator.request('GET', `/t/${name}/feeds/session-series`)
    expect([answer.status, answer.body?.['@type'] ?? answer.body?.host]).toSatisfy(([status, type]) => status === 404 && (type === 'UnknownOrIncorrectEndpointError' || type === 'not found'))
    expect((await control(simulator, 'GET', '/tenants')).body).toEqual(before)
  })

  it('because a tenant has none is refused', async () => {
    const answer = await simulator.request('GET', '/t/outer/t/inner/feeds/session-series')
    expect(answer).toMatchObject({ status: 404, body: { '@type': 'UnknownOrIncorrectEndpointError', description: 'A tenant has no tenants of its own.', instance: `${BASE}/t/outer/t/inner/feeds/session-series` } })
    expect((await control(simulator, 'GET', '/tenants')).body.items.map(({ id }: { id: string }) => id)).not.toContain('inner')
  })

  it.each([[CONTROL_TOKEN, 'Make it with PUT'], ['off', 'Set the option control']])('is refused in the format of each area where control is %s', async (option, remedy) => {
    const closed = await buildApp({ ...OPTIONS, control: option })
    const send = async (path: string, headers: Record<string, string> = SHARED) => await closed.request('GET', `/t/worker-1${path}`, { headers })
    const problem = expect.stringContaining(`There is no tenant "worker-1". ${remedy}`)
    for (const path of ['/openactive', '/feeds/session-series', FEED, '/nothing', '/pictures/x.svg']) {
      expect(await send(path)).toMatchObject({ status: 404, body: { '@type': 'UnknownOrIncorrectEndpointError', description: problem, instance: `${BASE}/t/worker-1${path}` } })
    }
    expect((await send('/events/1')).status).toBe(404)
    if (option === 'off') return
    expect((await send('/simulator/counters')).status).toBe(401)
    const authorized = { authorization: `Bearer ${CONTROL_TOKEN}` }
    expect(await send('/simulator/counters', authorized)).toMatchObject({ status: 404, body: { detail: problem } })
    expect((await control(closed, 'PUT', '/tenants/worker-1')).status).toBe(401)
    expect((await control(closed, 'PUT', '/tenants/worker-1', {}, authorized)).status).toBe(201)
    expect((await send('/openactive')).status).toBe(200)
    expect((await closed.request('GET', '/t/worker-2/openactive')).status).toBe(404)
  })
})

describe('in a host', () => {
  it.each(['', '/sim', '/my sim', '/a/t/b'])('below the prefix "%s", tenants are below it too', async (prefix) => {
    const host = fastify()
    host.get('/t/mine', async () => 'of the host')
    await host.register(plugin, { ...OPTIONS, prefix, control: 'on' })
    onTestFinished(async () => { await host.close() })
    const path = encodeURI(prefix)
    const { items } = (await host.inject(`${path}/t/a/feeds/session-series`)).json()
    expect(items[0].data['@id']).toBe(`http://localhost${path}/t/a/api/identifiers/session-series/1`)
    expect((await host.inject(`${path}/t/a/feeds/nothing`)).json().instance).toBe(`http://localhost${path}/t/a/feeds/nothing`)
    expect((await host.inject(`${path}/t/a/simulator/counters`)).json().opportunities).toBeGreaterThan(0)
    expect((await host.inject('/t/mine')).body).toBe('of the host')
  })

  it('without a prefix and with control off, it keeps the paths of tenants', async () => {
    const host = fastify()
    await host.register(plugin, OPTIONS)
    onTestFinished(async () => { await host.close() })
    expect((await host.inject('/t/a/openactive')).json()).toMatchObject({ error: 'Not Found' })
  })
})
