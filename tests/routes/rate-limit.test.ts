import limiter from '@fastify/rate-limit'
import fastify, { type FastifyInstance } from 'fastify'
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import plugin, { type OpenBookingSimulatorOptions } from '../../plugin.ts'
import { type Answered, BASE, buildApp, type Simulator } from '../helpers/build-app.ts'
import { basic, OWNER, OWNER_TOKEN } from '../helpers/owner.ts'
import { c1, make, newUuid, PARTNER_1, SHARED } from '../helpers/requests.ts'

const NOW = new Date('2027-03-09T10:20:00Z')
const FEED = '/feeds/session-series'

/** Freeze the system clock, which the limiter reads. */
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW })
  onTestFinished(() => { vi.useRealTimers() })
})

const build = async (options: OpenBookingSimulatorOptions = {}): Promise<Simulator> =>
  await buildApp({ types: ['ScheduledSession'], auth: ['basic', 'key', 'header', 'openid'], ownerToken: OWNER_TOKEN, rateLimit: 3, ...options })

/** Send the same request four times. @returns all responses */
async function fourTimes (ask: () => Promise<Answered>): Promise<Answered[]> {
  const answers = []
  for (let times = 0; times < 4; times++) answers.push(await ask())
  return answers
}

const statuses = (answers: readonly Answered[]): number[] => answers.map(({ status }) => status)

function expectRefusal ({ status, headers, body }: Answered, path: string): void {
  expect(status).toBe(429)
  expect(body).toEqual({
    '@context': 'https://openactive.io/', '@type': 'TooManyRequestsError', statusCode: 429, name: 'Too many requests', description: expect.stringMatching(/.\.$/), instance: `${BASE}${path}`, requestId: expect.any(String)
  })
  expect(headers['retry-after']).toBe('60')
}

describe('the fourth request of a minute, with a limit of three', () => {
  const order = `/api/openbooking/orders/${newUuid()}`

  it.each([
    ['an open feed', 'GET', FEED, {}, 200],
    ['an orders feed', 'GET', '/api/openbooking/orders-rpde', SHARED, 200],
    ['an order', 'GET', order, PARTNER_1, 404],
    ['wrong passwords', 'GET', order, basic('openactive', 'guess'), 401],
    ['wrong keys', 'GET', order, { 'x-api-key': 'guess' }, 401],
    ['made-up tokens', 'GET', order, { authorization: 'Bearer guess' }, 401],
    ['no credentials', 'GET', order, {}, 403],
    ['wrong verbs', 'POST', FEED, {}, 405],
    ['the dataset site', 'GET', '/openactive', {}, 200],
    ['the owner\'s routes', 'GET', '/partners', OWNER, 200],
    ['wrong tokens of the owner', 'GET', '/partners', { authorization: 'Bearer guess' }, 401],
    ['the OpenID Provider', 'GET', '/openid/jwks', {}, 200]
  ])('is refused with 429: %s', async (_situation, method, path, headers, status) => {
    const simulator = await build()
    const answers = await fourTimes(async () => await simulator.request(method, path, { headers }))
    expect(statuses(answers)).toEqual([status, status, status, 429])
    expectRefusal(answers[3]!, path)
  })

  it('is refused after three different requests', async () => {
    const simulator = await build()
    expect((await simulator.request('GET', FEED)).status).toBe(200)
    expect((await simulator.request('GET', order)).status).toBe(403)
    expect((await simulator.request('GET', '/openid/access')).status).toBe(200)
    expectRefusal(await simulator.request('GET', order, { headers: SHARED }), order)
  })

  it('changes nothing', async () => {
    const simulator = await build({ rateLimit: 5 })
    const item = await make(simulator)
    for (let times = 0; times < 3; times++) expect((await c1(simulator, [item])).status).toBe(200)
    const before = await simulator.state()
    expect((await c1(simulator, [item])).body['@type']).toBe('TooManyRequestsError')
    expect(await simulator.state()).toEqual(before)
  })

  it('is answered with a page on the login path', async () => {
    const simulator = await build()
    const { status, headers, text } = (await fourTimes(async () => await simulator.request('GET', '/openid/access')))[3]!
    expect([status, headers['content-type'], headers['retry-after']]).toEqual([429, 'text/html; charset=utf-8', '60'])
    expect(text).toContain('<h1>Something is wrong</h1>')
    expect(text).toContain('Please wait a minute.')
  })

  it('is answered after the minute ends', async () => {
    const simulator = await build()
    await fourTimes(async () => await simulator.request('GET', FEED))
    vi.setSystemTime(NOW.getTime() + 59_500)
    expect(await simulator.request('GET', FEED)).toMatchObject({ status: 429, headers: { 'retry-after': '1' } })
    vi.setSystemTime(NOW.getTime() + 60_000)
    expect((await simulator.request('GET', FEED)).status).toBe(200)
  })

  it('is answered for another address', async () => {
    const simulator = await build()
    const url = new URL(`${BASE}${FEED}`).pathname
    const from = async (remoteAddress: string): Promise<number> => (await simulator.app.inject({ url, remoteAddress })).statusCode
    for (let times = 0; times < 3; times++) expect(await from('192.0.2.1')).toBe(200)
    expect([await from('192.0.2.1'), await from('192.0.2.2')]).toEqual([429, 200])
  })
})

describe('the limit', () => {
  it.each(['/health', '/ready'])('never refuses %s', async (path) => {
    const simulator = await build()
    await fourTimes(async () => await simulator.request('GET', FEED))
    expect(statuses(await fourTimes(async () => await simulator.request('GET', path)))).toEqual([200, 200, 200, 200])
  })

  it('is off by default', async () => {
    for (const options of [{ rateLimit: 0 }, {}]) {
      const simulator = await buildApp({ types: ['ScheduledSession'], ...options })
      const answers = await fourTimes(async () => await simulator.request('GET', FEED))
      for (const { status, headers } of answers) expect([status, headers['retry-after'], headers['x-ratelimit-limit']]).toEqual([200, undefined, undefined])
    }
  })
})

it.each(['/nothing', '/api/openbooking/nothing'])('an unknown path counts towards the limit: %s', async (path) => {
  const simulator = await build()
  expect(statuses(await fourTimes(async () => await simulator.request('GET', path)))).toEqual([404, 404, 404, 429])
})

describe('a host with its own limit', () => {
  /** Build a host with a limit, with a simulator limited to three. */
  async function host (max: number): Promise<FastifyInstance> {
    const app = fastify()
    await app.register(limiter, { max, timeWindow: 60_000 })
    app.get('/mine', async () => ({ mine: true }))
    await app.register(plugin, { prefix: '/sim', types: ['ScheduledSession'], rateLimit: 3 })
    onTestFinished(async () => { await app.close() })
    return app
  }

  const ask = async (app: FastifyInstance, url: string, times: number) => {
    const answers = []
    for (let count = 0; count < times; count++) answers.push(await app.inject(url))
    return answers
  }

  it('keeps it, and the limit of the simulator applies only below its prefix', async () => {
    const app = await host(5)
    const ours = await ask(app, `/sim${FEED}`, 4)
    expect(ours.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 429])
    expect(ours[3]?.json()['@type']).toBe('TooManyRequestsError')
    const mine = await ask(app, '/mine', 3)
    expect(mine.map(({ statusCode }) => statusCode)).toEqual([200, 200, 429])
    expect(mine[2]?.json()).toMatchObject({ statusCode: 429, error: 'Too Many Requests' })
  })

  it('has its refusals below the prefix answered as TooManyRequestsError', async () => {
    const app = await host(2)
    const answers = await ask(app, `/sim${FEED}`, 3)
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 429])
    expect(answers[2]?.headers['retry-after']).toBe('60')
    expect(answers[2]?.json()).toMatchObject({ '@type': 'TooManyRequestsError', statusCode: 429 })
  })
})
