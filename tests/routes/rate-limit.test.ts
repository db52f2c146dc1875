import limiter from '@fastify/rate-limit'
import fastify, { type FastifyInstance } from 'fastify'
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { INSIDE } from '../../plugins/rate-limit.ts'
import plugin, { type OpenBookingSimulatorOptions } from '../../plugin.ts'
import { type Answered, BASE, buildApp, type Simulator } from '../helpers/build-app.ts'
import { basic, OWNER, OWNER_TOKEN } from '../helpers/owner.ts'
import { c1, make, newUuid, PARTNER_1, SHARED } from '../helpers/requests.ts'

const NOW = new Date('2027-03-09T10:20:00Z')
const FEED = '/feeds/session-series'

/** The limit goes by the clock of the machine, which stands still here. */
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW })
  onTestFinished(() => { vi.useRealTimers() })
})

const build = async (options: OpenBookingSimulatorOptions = {}): Promise<Simulator> =>
  await buildApp({ types: ['ScheduledSession'], auth: ['basic', 'key', 'header', 'openid'], ownerToken: OWNER_TOKEN, rateLimit: 3, ...options })

/** Asks for the same four times. @returns all answers */
async function fourTimes (ask: () => Promise<Answered>): Promise<Answered[]> {
  const answers = []
  for (let times = 0; times < 4; times++) answers.push(await ask())
  return answers
}

const statuses = (answers: readonly Answered[]): number[] => answers.map(({ status }) => status)

function expectRefusal ({ status, headers, body }: Answered, path: string): void {
  expect(status).toBe(429)
  expect(body).toEqual({
    '@context': 'https://openactive.io/', '@type': 'TooManyRequestsError', statusCode: 429, name: 'Too many requests', description: expect.stringMatching(/.\.$/), instance: `${BASE}${path}`
  })
  expect(headers['retry-after']).toBe('60')
}

describe('the fourth request of a minute, where three are allowed', () => {
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
  ])('is refused: %s', async (_what, method, path, headers, status) => {
    const simulator = await build()
    const answers = await fourTimes(async () => await simulator.request(method, path, { headers }))
    expect(statuses(answers)).toEqual([status, status, status, 429])
    expectRefusal(answers[3]!, path)
  })

  it('is refused whatever the first ones were', async () => {
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

  it('is answered by a page where people log in', async () => {
    const simulator = await build()
    const { status, headers, text } = (await fourTimes(async () => await simulator.request('GET', '/openid/access')))[3]!
    expect([status, headers['content-type'], headers['retry-after']]).toEqual([429, 'text/html; charset=utf-8', '60'])
    expect(text).toContain('<h1>Something is wrong</h1>')
    expect(text).toContain('Please wait a minute.')
  })

  it('is answered when the minute is over', async () => {
    const simulator = await build()
    await fourTimes(async () => await simulator.request('GET', FEED))
    vi.setSystemTime(NOW.getTime() + 59_500)
    expect(await simulator.request('GET', FEED)).toMatchObject({ status: 429, headers: { 'retry-after': '1' } })
    vi.setSystemTime(NOW.getTime() + 60_000)
    expect((await simulator.request('GET', FEED)).status).toBe(200)
  })

  it('is answered where it comes from elsewhere', async () => {
    const simulator = await build()
    const url = new URL(`${BASE}${FEED}`).pathname
    const from = async (remoteAddress: string): Promise<number> => (await simulator.app.inject({ url, remoteAddress })).statusCode
    for (let times = 0; times < 3; times++) expect(await from('192.0.2.1')).toBe(200)
    expect([await from('192.0.2.1'), await from('192.0.2.2')]).toEqual([429, 200])
  })
})

describe('what is never refused', () => {
  it.each(['/health', '/ready'])('is %s', async (path) => {
    const simulator = await build()
    await fourTimes(async () => await simulator.request('GET', FEED))
    expect(statuses(await fourTimes(async () => await simulator.request('GET', path)))).toEqual([200, 200, 200, 200])
  })

  it('is what the process asks itself, which no header can say of a request', async () => {
    const simulator = await build()
    const url = new URL(`${BASE}${FEED}`).pathname
    for (let times = 0; times < 4; times++) expect((await simulator.app.inject({ url, remoteAddress: INSIDE })).statusCode).toBe(200)
    const answers = await fourTimes(async () => await simulator.request('GET', FEED, { headers: { 'x-forwarded-for': INSIDE, 'user-agent': 'lightMyRequest' } }))
    expect(statuses(answers)).toEqual([200, 200, 200, 429])
  })

  it('is what is asked for where there is no limit, which is so by itself', async () => {
    for (const options of [{ rateLimit: 0 }, {}]) {
      const simulator = await buildApp({ types: ['ScheduledSession'], ...options })
      const answers = await fourTimes(async () => await simulator.request('GET', FEED))
      for (const { status, headers } of answers) expect([status, headers['retry-after'], headers['x-ratelimit-limit']]).toEqual([200, undefined, undefined])
    }
  })
})

it.each(['/nothing', '/api/openbooking/nothing'])('a path that is not there counts, too: %s', async (path) => {
  const simulator = await build()
  expect(statuses(await fourTimes(async () => await simulator.request('GET', path)))).toEqual([404, 404, 404, 429])
})

describe('a host with a limit of its own', () => {
  /** A host that allows so many requests, with a simulator that allows three. */
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

  it('keeps it, and ours is for what is below our prefix', async () => {
    const app = await host(5)
    const ours = await ask(app, `/sim${FEED}`, 4)
    expect(ours.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 429])
    expect(ours[3]?.json()['@type']).toBe('TooManyRequestsError')
    const mine = await ask(app, '/mine', 3)
    expect(mine.map(({ statusCode }) => statusCode)).toEqual([200, 200, 429])
    expect(mine[2]?.json()).toMatchObject({ statusCode: 429, error: 'Too Many Requests' })
  })

  it('has what it refuses below our prefix told as what it is', async () => {
    const app = await host(2)
    const answers = await ask(app, `/sim${FEED}`, 3)
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 429])
    expect(answers[2]?.headers['retry-after']).toBe('60')
    expect(answers[2]?.json()).toMatchObject({ '@type': 'TooManyRequestsError', statusCode: 429 })
  })
})
