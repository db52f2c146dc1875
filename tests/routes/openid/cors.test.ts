import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Answered, BASE, openApp, PREFIX, type Simulator } from '../../helpers/build-app.ts'
import { authorizationUrl, bearer, Browser, register, registerPublic, TOKEN_1 } from '../../helpers/openid.ts'
import { basic } from '../../helpers/owner.ts'

/** The origin of a browser app; the host of mounted runs allows it, too. */
const ORIGIN = 'https://host.example'
const REDIRECT = `${ORIGIN}/callback`
const FORM = { 'content-type': 'application/x-www-form-urlencoded' }
const JSON_BODY = { 'content-type': 'application/json' }
const CREDENTIALS = basic('clientid_800', 'secret')

let simulator: Simulator
beforeAll(async () => {
  simulator = await openApp({ types: ['ScheduledSession'], auth: ['openid'] })
  await simulator.app.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(async () => { await simulator.app.close() })

type Headers = Record<string, string>

const form = (fields: Headers): string => new URLSearchParams(fields).toString()
const openFrom = async (origin: string, method: string, path: string, headers: Headers = {}, body?: string): Promise<Answered> =>
  await simulator.request(method, `/openid${path}`, { headers: { origin, ...headers }, ...(body !== undefined && { body }) })

const CLIENT_CREDENTIALS = form({ grant_type: 'client_credentials', scope: 'openactive-ordersfeed' })

describe('an answer below /openid lets a browser app of another origin read it', () => {
  it.each<[name: string, status: number, method: string, path: string, headers?: Headers, body?: string]>([
    ['the configuration', 200, 'GET', '/.well-known/openid-configuration'],
    ['the keys', 200, 'GET', '/jwks'],
    ['a token', 200, 'POST', '/token', { ...FORM, ...CREDENTIALS }, CLIENT_CREDENTIALS],
    ['an unknown client', 401, 'POST', '/token', { ...FORM, ...basic('nobody', 'secret') }, CLIENT_CREDENTIALS],
    ['a wrong secret', 401, 'POST', '/token', { ...FORM, ...basic('clientid_800', 'guess') }, CLIENT_CREDENTIALS],
    ['a wrong code', 400, 'POST', '/token', { ...FORM, ...CREDENTIALS }, form({ grant_type: 'authorization_code', code: 'x', redirect_uri: 'http://localhost:3000/cb' })],
    ['an unknown grant type', 400, 'POST', '/token', { ...FORM, ...CREDENTIALS }, form({ grant_type: 'magic' })],
    ['a token request without a body', 400, 'POST', '/token'],
    ['a token request as JSON', 400, 'POST', '/token', JSON_BODY, '{}'],
    ['a registration without its token', 401, 'POST', '/reg', JSON_BODY, '{}'],
    ['a registration with a wrong token', 401, 'POST', '/reg', { ...JSON_BODY, ...bearer('guess') }, '{}'],
    ['a registration of a wrong address', 400, 'POST', '/reg', { ...JSON_BODY, ...bearer(TOKEN_1) }, '{"redirect_uris":["x"]}'],
    ['a registration', 201, 'POST', '/reg', { ...JSON_BODY, ...bearer(TOKEN_1) }, '{"redirect_uris":["http://localhost:3000/cb"]}'],
    ['the seller without a token', 401, 'GET', '/me'],
    ['the seller by a wrong token', 401, 'GET', '/me', bearer('guess')],
    ['a revocation', 200, 'POST', '/token/revocation', { ...FORM, ...CREDENTIALS }, form({ token: 'x' })],
    ['a login of an unknown client', 400, 'GET', '/auth?client_id=nobody'],
    ['a login that goes elsewhere', 400, 'GET', '/auth?client_id=clientid_800&response_type=code&scope=openid&redirect_uri=https://thief.example/cb'],
    ['a login that refuses to ask', 303, 'GET', '/auth?client_id=clientid_800&response_type=code&scope=openid&redirect_uri=http://localhost:3000/cb&prompt=none'],
    ['a login that has ended', 400, 'GET', '/interaction/gone'],
    ['the page of a seller', 200, 'GET', '/access']
  ])('%s: %i', async (_name, status, ...request) => {
    const answer = await openFrom(ORIGIN, ...request)
    expect(answer.status, answer.text).toBe(status)
    expect(answer.headers['access-control-allow-origin']).toBe(ORIGIN)
    expect(answer.headers['x-content-type-options']).toBe('nosniff')
  })

  it.each([
    ['/token', 'POST'], ['/token/revocation', 'POST'], ['/reg', 'POST'], ['/reg/x', 'GET, HEAD'], ['/jwks', 'GET, HEAD'], ['/auth', 'GET, HEAD, POST'], ['/session/end/confirm', 'POST'], ['/auth/x', 'GET, HEAD'],
    ['/me', 'GET, HEAD, POST'], ['/.well-known/openid-configuration', 'GET, HEAD'], ['/.well-known/oauth-authorization-server', 'GET, HEAD'], ['/access', 'GET, HEAD, POST']
  ])('405 to every method but those of %s: %s', async (path, methods) => {
    for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'TRACE']) {
      const { status, headers, text, body } = await openFrom(ORIGIN, method, path)
      expect(headers['access-control-allow-origin']).toBe(ORIGIN)
      expect([status, method === 'HEAD' || body?.error !== undefined || !['Not Found', 'Method Not Allowed'].includes(text)]).toEqual([methods.split(', ').includes(method) ? expect.not.toBeOneOf([404, 405]) : 405, true])
      if (status === 405) expect([headers['allow'], method === 'HEAD' || body.description.includes(`received ${method}`)]).toEqual([`${methods}, OPTIONS`, true])
    }
  })

  it.each(['/nothing', '/', '/token/', '/token/introspection', '/session/end', '/device', '/request', '/auth/x/y', '/.well-known/x'])('404 in the form of an error to %s, whatever the method', async (path) => {
    for (const method of ['GET', 'POST', 'PUT', 'DELETE']) {
      const { status, headers, body } = await openFrom(ORIGIN, method, path)
      expect([status, body['@type'], headers['access-control-allow-origin']]).toEqual([404, 'UnknownOrIncorrectEndpointError', ORIGIN])
    }
  })

  it.each(['/jwks', '/.well-known/openid-configuration', '/auth?client_id=nobody', '/me'])('an absolute address as request target is as good as a path: %s', async (path) => {
    const { app } = simulator
    const [absolute, relative] = await Promise.all([`${BASE}/openid${path}`, `${PREFIX}/openid${path}`].map(async (target) => await new Promise<unknown[]>((resolve, reject) => {
      const address = app.server.address() as AddressInfo
      request({ port: address.port, host: '127.0.0.1', path: target, headers: { origin: ORIGIN, accept: 'application/json' } }, (answer) => {
        let text = ''
        answer.on('data', (part) => { text += String(part) }).on('end', () => { resolve([answer.statusCode, answer.headers['access-control-allow-origin'], text]) })
      }).on('error', reject).end()
    })))
    expect(absolute).toEqual(relative)
    expect(absolute?.[0]).not.toBe(404)
  })

  it.each(['/token', '/reg', '/me', '/token/revocation', '/jwks', '/auth', '/nothing'])('a preflight of %s: 204', async (path) => {
    const answer = await openFrom(ORIGIN, 'OPTIONS', path, { 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization,content-type' })
    expect([answer.status, answer.headers['access-control-allow-origin']]).toEqual([204, ORIGIN])
    expect(answer.headers['access-control-allow-methods']).toContain('POST')
    expect(answer.headers['access-control-allow-headers']).toBe('authorization,content-type')
  })
})

describe('the token endpoint for a public client', () => {
  /** Log a seller in, and exchange the code as a browser app of an origin does. */
  async function exchange (origin: string | undefined, change: Headers = {}): Promise<Answered> {
    const broker = await registerPublic(simulator, REDIRECT)
    const { url, verifier } = await authorizationUrl(broker, { redirect: REDIRECT })
    const code = new URL(await new Browser(simulator).visit(url)).searchParams.get('code') ?? ''
    const fields = { grant_type: 'authorization_code', client_id: broker.clientMetadata().client_id, code, redirect_uri: REDIRECT, code_verifier: verifier, ...change }
    return await simulator.request('POST', '/openid/token', { headers: { ...FORM, ...(origin !== undefined && { origin }) }, body: form(fields) })
  }

  it.each([['the origin of its redirect address', ORIGIN], ['no origin', undefined]])('takes a code and its verifier from %s', async (_where, origin) => {
    const answer = await exchange(origin)
    expect(answer.status, answer.text).toBe(200)
    expect(answer.body).toHaveProperty('refresh_token')
    const order = '/api/openbooking/orders/7d4c1a9e-0f57-4a0b-9a51-3b1f5a6f2c11'
    expect((await simulator.request('GET', order, { headers: bearer(answer.body.access_token) })).status).toBe(404)
  })

  it.each(['https://thief.example', 'http://host.example', 'https://host.example:444', 'null'])('refuses the origin %s', async (origin) => {
    const answer = await exchange(origin)
    expect(answer.body).toMatchObject({ error: 'invalid_request', error_description: expect.stringContaining(origin) })
    expect(answer.headers['access-control-allow-origin']).toBeDefined()
  })

  it('refuses another verifier', async () => {
    expect((await exchange(ORIGIN, { code_verifier: 'x'.repeat(43) })).body).toMatchObject({ error: 'invalid_grant' })
  })

  it('gives no token by its id alone', async () => {
    const broker = await registerPublic(simulator, REDIRECT)
    const fields = { grant_type: 'client_credentials', client_id: broker.clientMetadata().client_id, scope: 'openactive-ordersfeed' }
    expect(await openFrom(ORIGIN, 'POST', '/token', FORM, form(fields))).toMatchObject({ status: 400, body: { error: 'invalid_request', error_description: expect.stringContaining('grant type') } })
  })
})

it('a client with a secret may have any origin', async () => {
  for (const origin of ['https://anywhere.example', 'null']) {
    expect((await openFrom(origin, 'POST', '/token', { ...FORM, ...CREDENTIALS }, CLIENT_CREDENTIALS)).status).toBe(200)
  }
})

it('a client that registers without a secret loses its former one, and gets one again when it asks', async () => {
  const { client_id: id, client_secret: former } = (await register(simulator)).clientMetadata()
  const token = async (secret: unknown): Promise<number> =>
    (await openFrom(ORIGIN, 'POST', '/token', { ...FORM, ...basic(id, String(secret)) }, CLIENT_CREDENTIALS)).status
  expect(await token(former)).toBe(200)
  await registerPublic(simulator, REDIRECT)
  expect(await token(former)).toBe(401)
  expect(await token((await register(simulator)).clientMetadata().client_secret)).toBe(200)
})
