import fastify, { type FastifyInstance } from 'fastify'
import { describe, expect, it, onTestFinished } from 'vitest'
import plugin from '../../../plugin.ts'
import { buildHost } from '../../helpers/build-app.ts'
import { CLASSIC_TYPE, orderBody, paymentOf } from '../../helpers/classic.ts'
import { SHARED } from '../../helpers/requests.ts'

const closed = (app: FastifyInstance): FastifyInstance => {
  onTestFinished(async () => { await app.close() })
  return app
}
const get = async (app: FastifyInstance, url: string, headers: Record<string, string> = SHARED) => await app.inject({ url, headers })

describe('with a prefix', () => {
  it('the simulator answers below it, and the host keeps its root', async () => {
    const app = closed(await buildHost())
    app.get('/', async () => 'the host')
    app.get('/orders', async () => 'of the host')
    await app.register(plugin, { prefix: '/sim', types: ['Event'] })
    for (const url of ['/sim', '/sim/', '/sim/api']) {
      const { headers, json } = await get(app, url, {})
      expect([url, headers['content-type'], json().url]).toEqual([url, CLASSIC_TYPE, 'http://localhost/sim'])
      expect((await get(app, url, { accept: 'text/html' })).headers['location']).toBe('http://localhost/sim/openactive')
    }
    expect([(await get(app, '/')).body, (await get(app, '/orders')).body]).toEqual(['the host', 'of the host'])
    expect((await get(app, '/events/1234')).json()).toEqual({ host: 'not found' })
    for (const mount of ['/sim', '/sim/api']) expect((await get(app, `${mount}/events/1234`)).json().id).toBe('http://localhost/sim/events/1234')
  })

  it('an order has its URL below it, and an error has the requested path as instance', async () => {
    const app = closed(await buildHost())
    await app.register(plugin, { prefix: '/sim', types: ['Event'] })
    const made = await app.inject({ method: 'POST', url: '/sim/orders', headers: { ...SHARED, 'content-type': CLASSIC_TYPE }, payload: orderBody() })
    const address = String(made.headers['location'])
    expect([made.statusCode, address, made.json().id]).toEqual([201, `http://localhost/sim/orders/${made.json().identifier}`, address])
    const paid = await app.inject({ method: 'PATCH', url: new URL(address).pathname, headers: SHARED, payload: paymentOf(9.99) })
    expect([paid.statusCode, paid.json().potentialAction[0].target.urlTemplate]).toEqual([200, 'http://localhost/sim/orders/{order_id}'])
    expect((await get(app, '/sim/events/1?x=1')).json().instance).toBe('/sim/events/1')
  })
})

describe('without a prefix', () => {
  it('a host keeps its root and orders, and the older API is off', async () => {
    const app = closed(await buildHost())
    app.get('/', async () => 'the host')
    app.get('/orders', async () => 'of the host')
    await app.register(plugin, { types: ['Event'] })
    expect([(await get(app, '/')).body, (await get(app, '/orders')).body]).toEqual(['the host', 'of the host'])
    for (const url of ['/api', '/events/1234', '/api/events/1234', '/offers/12341', '/api/orders']) expect((await get(app, url)).json()).toEqual({ host: 'not found' })
    expect((await app.inject({ method: 'POST', url: '/' })).json()).toEqual({ host: 'not found' })
  })

  it('a standalone simulator answers the root', async () => {
    const app = closed(fastify())
    await app.register(plugin, { types: ['Event'], standalone: true })
    expect((await get(app, '/', {})).json().type).toBe('WebAPI')
  })
})

describe('two simulators in one app', () => {
  it('have separate events and orders', async () => {
    const app = closed(fastify())
    for (const prefix of ['/one', '/two']) await app.register(plugin, { prefix, types: ['Event'] })
    const made = await app.inject({ method: 'POST', url: '/one/orders', headers: SHARED, payload: orderBody({ quantity: 10 }) })
    expect((await get(app, `/two/orders/${made.json().identifier}`)).statusCode).toBe(404)
    const spaces = async (prefix: string): Promise<number> => (await get(app, `${prefix}/events/1234`)).json().remainingAttendeeCapacity
    expect([await spaces('/one'), await spaces('/two')]).toEqual([0, 10])
  })
})

describe('the base URL', () => {
  it('is the value of the baseUrl option', async () => {
    const app = closed(fastify())
    await app.register(plugin, { types: ['Event'], standalone: true, baseUrl: 'https://book.example/api/v1' })
    expect((await get(app, '/')).json().url).toBe('https://book.example/api/v1')
    const made = await app.inject({ method: 'POST', url: '/orders', headers: SHARED, payload: orderBody() })
    expect([made.headers['location'], made.json().acceptedOffer[0].id]).toEqual([`https://book.example/api/v1/orders/${made.json().identifier}`, 'https://book.example/api/v1/offers/12342'])
  })
})
