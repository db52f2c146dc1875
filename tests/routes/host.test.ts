import fastify from 'fastify'
import { describe, expect, it, onTestFinished } from 'vitest'
import plugin from '../../plugin.ts'
import { buildHost } from '../helpers/build-app.ts'

describe('a host with its own plugins', () => {
  it('keeps them unchanged', async () => {
    const alone = await buildHost()
    const host = await buildHost()
    for (const app of [alone, host]) {
      app.get('/fails', async () => { throw new Error('mine') })
      app.post('/echo', async ({ body }) => body)
    }
    await host.register(plugin, { prefix: '/sim' })
    onTestFinished(async () => { await host.close() })
    const requests = [
      { method: 'GET', url: '/nothing' },
      { method: 'GET', url: '/fails' },
      { method: 'GET', url: '/api/openbooking/orders-rpde' },
      { method: 'OPTIONS', url: '/echo', headers: { origin: 'https://host.example', 'access-control-request-method': 'POST' } },
      { method: 'POST', url: '/echo', headers: { 'content-type': 'text/plain', origin: 'https://host.example' }, payload: 'text' },
      { method: 'POST', url: '/echo', headers: { 'content-type': 'application/json' }, payload: '{"n":"5"}' },
      { method: 'POST', url: '/echo', headers: { 'content-type': 'application/json' }, payload: '{"n":' }
    ] as const
    for (const request of requests) {
      const [expected, actual] = [await alone.inject(request), await host.inject(request)]
      expect([actual.statusCode, actual.body]).toEqual([expected.statusCode, expected.body])
      const { date: _date, ...headers } = actual.headers
      const { date: _sameDate, ...expectedHeaders } = expected.headers
      expect(headers).toEqual(expectedHeaders)
    }
    expect(host.hasDecorator('openBooking')).toBe(false)
    expect(host.getDecorator('config')).toEqual({ of: 'the host' })
    expect((await host.inject('/sim/ready')).statusCode).toBe(200)
    expect((await host.inject('/sim/nothing')).json()['@type']).toBe('UnknownOrIncorrectEndpointError')
    expect((await host.inject({ url: '/sim/api/openbooking/orders-rpde' })).json()['@type']).toBe('UnauthenticatedError')
  })

  it('answers unknown paths itself when the simulator has no prefix', async () => {
    const host = await buildHost()
    await host.register(plugin)
    onTestFinished(async () => { await host.close() })
    expect((await host.inject('/nothing')).json()).toEqual({ host: 'not found' })
    expect((await host.inject('/api/openbooking/nothing')).json()['@type']).toBe('UnknownOrIncorrectEndpointError')
  })
})

describe('two simulators in one app', () => {
  it('share no state', async () => {
    const app = fastify()
    await app.register(plugin, { prefix: '/one', seed: 1 })
    await app.register(plugin, { prefix: '/two', seed: 2, auth: ['key'] })
    onTestFinished(async () => { await app.close() })
    const series = async (prefix: string) => (await app.inject(`${prefix}/feeds/session-series`)).json().items.map(({ data }: { data: { '@id': string, name: string, offers: Array<{ price: number }> } }) => [data['@id'], data.name, data.offers[0]!.price])
    const [one, two] = [await series('/one'), await series('/two')]
    expect(one[0][0]).toBe('http://localhost/one/api/identifiers/session-series/1')
    expect(two[0][0]).toBe('http://localhost/two/api/identifiers/session-series/1')
    expect(one.map((item: unknown[]) => item.slice(1))).not.toEqual(two.map((item: unknown[]) => item.slice(1)))
    const body = { '@type': 'ScheduledSession', superEvent: { '@type': 'SessionSeries', organizer: 'http://localhost/one/api/identifiers/sellers/1' }, 'test:testOpportunityCriteria': 'https://openactive.io/test-interface#TestOpportunityBookable', 'test:testOpenBookingFlow': 'https://openactive.io/test-interface#OpenBookingSimpleFlow' }
    const made = await app.inject({ method: 'POST', url: '/one/api/openbooking/test-interface/datasets/x/opportunities', payload: body })
    expect(made.statusCode).toBe(200)
    expect((await series('/two')).length).toBe(two.length)
    expect((await series('/one')).length).toBe(one.length + 1)
  })
})

describe('the base URL', () => {
  it('is the listening address with the prefix once the server listens', async () => {
    const app = fastify()
    await app.register(plugin, { prefix: '/sim' })
    onTestFinished(async () => { await app.close() })
    const address = new URL(await app.listen({ port: 0, host: '127.0.0.1' }))
    const { next } = await (await fetch(`${address.origin}/sim/feeds/session-series`)).json() as { next: string }
    expect(next).toMatch(new RegExp(`^http://localhost:${address.port}/sim/feeds/session-series\\?`))
  })

  it('is the value of the baseUrl option', async () => {
    const app = fastify()
    await app.register(plugin, { prefix: '/sim', baseUrl: 'https://book.example/api/v1' })
    onTestFinished(async () => { await app.close() })
    expect((await app.inject('/sim/feeds/session-series')).json().next).toMatch(/^https:\/\/book\.example\/api\/v1\/feeds\/session-series\?/)
    expect((await app.inject('/sim/nothing')).json().instance).toBe('https://book.example/api/v1/nothing')
  })
})

describe('an invalid option', () => {
  it.each([
    [{ leaseMinutes: 0 }, /leaseMinutes/],
    [{ auth: ['password'] }, /auth \(--auth, OPEN_BOOKING_AUTH\) must be one of basic, key, header, openid; got "password"$/],
    [{ baseUrl: 'ftp://x.example' }, /baseUrl \(--base-url, OPEN_BOOKING_BASE_URL\) must be an address with http or https, without user, query and fragment; got "ftp:/],
    [{ baseUrl: 'https://user:secret@x.example' }, /without user, query and fragment$/],
    [{ leaseMinuets: 5 }, /leaseMinuets\. Did you mean leaseMinutes\?/],
    [{ credentials: '{"partners": [] "logins": []}' }, /credentials .* must be JSON: check its quotes, commas and brackets at character 17 of 29$/],
    [{ credentials: { partners: [{ id: 'a', passwrd: 'p' }] } }, /credentials .*, partners\.0, has an unknown member passwrd\. Did you mean password\?$/],
    [{ rateLimit: -1 }, /rateLimit \(--rate-limit, OPEN_BOOKING_RATE_LIMIT\) must be at least 0; got -1$/],
    [{ ownerToken: 'short' }, /ownerToken \(--owner-token, OPEN_BOOKING_OWNER_TOKEN\) must have at least 16 characters$/],
    [{ credentials: '{"partners":' }, /credentials \(--credentials, OPEN_BOOKING_CREDENTIALS\) must be JSON: /],
    [{ credentials: [] }, /credentials \(--credentials, OPEN_BOOKING_CREDENTIALS\) must be an object$/],
    [{ credentials: { partner: [] } }, /credentials \(--credentials, OPEN_BOOKING_CREDENTIALS\) has an unknown member partner. Did you mean partners\?$/],
    [{ credentials: { partners: [{ password: 'p' }] } }, /credentials .*, partners\.0, must have/],
    [{ credentials: { partners: [{ id: 'a', secret: 'p' }] } }, /credentials .*, partners\.0, has an unknown member secret. Did you mean clientSecret\?$/],
    [{ credentials: { partners: [{ id: 'a', redirectUris: ['there'] }] } }, /credentials .*, partners\.0\.redirectUris\.0, must be an address with http or https, without a fragment$/],
    [{ credentials: { partners: [{ id: 'a:b' }] } }, /credentials .*, partners\.0\.id, (?!.*address)/],
    [{ credentials: { logins: [{ username: 'a', password: '' }] } }, /credentials .*, logins\.0\.password, must/],
    [{ credentials: { partners: [{ id: 'a', key: 'k' }, { id: 'a', key: 'l' }] } }, /credentials .*, partners\.1\.id, must differ from partners\.0\.id: /],
    [{ credentials: { partners: [{ id: 'a', key: 'k' }, { id: 'b', key: 'k' }] } }, /credentials .*, partners\.1\.key, must differ from partners\.0\.key: /],
    [{ credentials: { partners: [{ id: 'a', initialAccessToken: 't' }, { id: 'b' }, { id: 'c', initialAccessToken: 't' }] } }, /credentials .*, partners\.2\.initialAccessToken, must differ from partners\.0\.initialAccessToken: /],
    [{ credentials: { logins: [{ username: 'a', password: 'p' }, { username: 'a', password: 'p' }] } }, /credentials .*, logins\.1, must differ from logins\.0: /],
    [{ credentials: { logins: [{ username: 'a', password: 'p' }, { username: 'b', password: 'p' }] }, sellers: 'single' }, /credentials .*, logins, must have at most 1, one per seller; got 2$/]
  ])('%o is refused at registration', async (options, message) => {
    const app = fastify()
    await expect(async () => { await app.register(plugin, options as object) }).rejects.toThrow(message)
  })

  it('is neither a password nor a client secret shared by two booking partners, since each sends its id', async () => {
    const app = fastify()
    onTestFinished(async () => { await app.close() })
    await app.register(plugin, { types: ['ScheduledSession'], credentials: { partners: [{ id: 'a', password: 'p', clientSecret: 's' }, { id: 'b', password: 'p', clientSecret: 's' }], logins: [{ username: 'a', password: 'p' }, { username: 'a', password: 'q' }] } })
  })
})
