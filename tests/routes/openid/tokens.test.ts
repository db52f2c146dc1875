import * as client from 'openid-client'
import { describe, expect, it } from 'vitest'
import { BASE, buildApp, type Simulator } from '../../helpers/build-app.ts'
import {
  authorizationUrl, authorize, bearer, BOOKING, Browser, CALLBACK, known, register
} from '../../helpers/openid.ts'
import { SELLER_1, SELLER_2 } from '../../helpers/requests.ts'

const build = async (): Promise<Simulator> => await buildApp({ types: ['ScheduledSession'], auth: ['header', 'openid'] })

const FEED = '/api/openbooking/orders-rpde'

describe('the OpenID Provider', () => {
  it('is announced in the dataset site only with openid in auth', async () => {
    const authority = async (simulator: Simulator): Promise<unknown> => {
      const { text } = await simulator.request('GET', '/openactive')
      return JSON.parse(/<script type="application\/ld\+json">([^]*?)<\/script>/.exec(text)?.[1] ?? '').accessService.authenticationAuthority
    }
    expect(await authority(await build())).toBe(`${BASE}/openid`)
    const without = await buildApp({ types: ['ScheduledSession'] })
    expect(await authority(without)).toBeUndefined()
    expect((await without.request('GET', '/openid/.well-known/openid-configuration')).status).toBe(404)
  })

  it('publishes its endpoints', async () => {
    const simulator = await build()
    const { body } = await simulator.request('GET', '/openid/.well-known/openid-configuration')
    expect(body).toMatchObject({ issuer: `${BASE}/openid`, registration_endpoint: `${BASE}/openid/reg`, token_endpoint: `${BASE}/openid/token`, code_challenge_methods_supported: ['S256'] })
  })
})

describe('a booking partner with an initial access token', () => {
  it('registers repeatedly, with a new secret each time, even with unknown scopes', async () => {
    const simulator = await build()
    const first = await register(simulator)
    const second = await register(simulator, undefined, { scope: 'openid oauth-dymamic-client-update openactive-ordersfeed' })
    expect(second.clientMetadata().client_id).toBe(first.clientMetadata().client_id)
    await client.clientCredentialsGrant(second, { scope: 'openactive-ordersfeed' })
    await expect(client.clientCredentialsGrant(first, { scope: 'openactive-ordersfeed' })).rejects.toMatchObject({ status: 401 })
  })

  it('is refused with an unknown one', async () => {
    await expect(register(await build(), 'made-up')).rejects.toThrow()
  })
})

describe('a token', () => {
  it('by client credentials opens only the orders feeds', async () => {
    const simulator = await build()
    const { access_token: token } = await client.clientCredentialsGrant(await register(simulator), { scope: 'openactive-ordersfeed' })
    expect((await simulator.request('GET', FEED, { headers: bearer(token) })).status).toBe(200)
    expect(await simulator.request('GET', '/api/openbooking/orders/7d4c1a9e-0f57-4a0b-9a51-3b1f5a6f2c11', { headers: bearer(token) })).toMatchObject({ status: 403, body: { '@type': 'UnauthenticatedError' } })
  })

  it('of a seller has its claims, and opens only requests for that seller', async () => {
    const simulator = await build()
    const tokens = await authorize(simulator, await register(simulator), { login: { username: 'test2', password: 'test2' } })
    expect(tokens.claims()).toMatchObject({
      'https://openactive.io/sellerId': SELLER_2,
      'https://openactive.io/sellerName': 'Dale and Moor Active CIC',
      'https://openactive.io/sellerLogo': `${BASE}/pictures/dale-road.svg`,
      'https://openactive.io/sellerUrl': 'https://www.dale-and-moor.example/',
      'https://openactive.io/bookingServiceName': 'Open Booking Simulator'
    })
    const quote = (seller: string) => simulator.request('PUT', '/api/openbooking/order-quote-templates/7d4c1a9e-0f57-4a0b-9a51-3b1f5a6f2c11', {
      headers: bearer(tokens.access_token), body: { '@type': 'OrderQuote', seller, orderedItem: [{ '@type': 'OrderItem' }] }
    })
    expect((await quote(SELLER_1)).body['@type']).toBe('InvalidAuthorizationDetailsError')
    expect((await quote(SELLER_2)).body['@type']).toBe('IncompleteBrokerDetailsError')
    expect((await simulator.request('GET', FEED, { headers: bearer(tokens.access_token) })).status).toBe(403)
  })

  it('is renewed repeatedly by the same refresh token', async () => {
    const simulator = await build()
    const broker = await register(simulator)
    const { refresh_token: refresh = '' } = await authorize(simulator, broker)
    for (let times = 0; times < 3; times++) {
      const tokens = await client.refreshTokenGrant(broker, refresh)
      expect(tokens.refresh_token).toBe(refresh)
      expect((await simulator.request('GET', '/api/openbooking/orders/7d4c1a9e-0f57-4a0b-9a51-3b1f5a6f2c11', { headers: bearer(tokens.access_token) })).status).toBe(404)
    }
  })

  it('expires after 15 minutes', async () => {
    const simulator = await build()
    const { access_token: token } = await client.clientCredentialsGrant(await known(simulator, 'clientid_800'), { scope: 'openactive-ordersfeed' })
    simulator.clock.advance(14)
    expect((await simulator.request('GET', FEED, { headers: bearer(token) })).status).toBe(200)
    simulator.clock.advance(2)
    expect(await simulator.request('GET', FEED, { headers: bearer(token) })).toMatchObject({ status: 401, body: { '@type': 'InvalidAPITokenError' } })
  })

  it('that is made up is refused', async () => {
    expect(await (await build()).request('GET', FEED, { headers: bearer('made-up') })).toMatchObject({ status: 401, body: { '@type': 'InvalidAPITokenError' } })
  })
})

describe('the authorization endpoint', () => {
  it('issues a code that works once, only with its verifier', async () => {
    const simulator = await build()
    const broker = await register(simulator)
    const { url, verifier } = await authorizationUrl(broker)
    const callback = new URL(await new Browser(simulator).visit(url))
    expect(callback.href.startsWith(CALLBACK)).toBe(true)
    await expect(client.authorizationCodeGrant(broker, callback, { pkceCodeVerifier: client.randomPKCECodeVerifier() })).rejects.toMatchObject({ error: 'invalid_grant' })
    const again = new URL(await new Browser(simulator).visit(url))
    await client.authorizationCodeGrant(broker, again, { pkceCodeVerifier: verifier })
    await expect(client.authorizationCodeGrant(broker, again, { pkceCodeVerifier: verifier })).rejects.toMatchObject({ error: 'invalid_grant' })
  })

  it('does not redirect to an unregistered URI', async () => {
    const simulator = await build()
    const { url } = await authorizationUrl(await register(simulator), { redirect: 'https://thief.example/cb' })
    const browser = new Browser(simulator)
    await browser.visit(url)
    expect(browser.seen).toEqual(['Something is wrong'])
  })

  it('asks for consent once, but every time for offline access', async () => {
    const simulator = await build()
    const broker = await register(simulator)
    const seenFor = async (scope: string): Promise<string[]> => {
      const browser = new Browser(simulator)
      await authorize(simulator, broker, { scope }, browser)
      return browser.seen
    }
    const both = ['Log in', 'Allow Active Finder to act for you?']
    expect(await seenFor('openid openactive-identity')).toEqual(both)
    expect(await seenFor('openid openactive-identity')).toEqual(['Log in'])
    expect(await seenFor(BOOKING)).toEqual(both)
    expect(await seenFor(BOOKING)).toEqual(both)
  })
})
