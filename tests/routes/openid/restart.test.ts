import { createPublicKey, type JsonWebKey, verify } from 'node:crypto'
import * as client from 'openid-client'
import { describe, expect, it } from 'vitest'
import { newDataFile, openStore } from '../../data/files.ts'
import { openAccessPage } from '../../helpers/access.ts'
import { act, ORDERS_FEED } from '../../helpers/actions.ts'
import { buildApp, NOW, type Simulator } from '../../helpers/build-app.ts'
import { authorizationUrl, authorize, bearer, Browser, known, register } from '../../helpers/openid.ts'
import { asOwner, OWNER_TOKEN, withdraw } from '../../helpers/owner.ts'
import { done } from '../../helpers/proposals.ts'
import { b, make, newUuid, PARTNER_1, readFeed, SELLER_1 } from '../../helpers/requests.ts'

const SCOPE = 'openid openactive-identity'

async function start (file: string): Promise<Simulator> {
  const clock = (): Date => NOW
  return await buildApp({ types: ['ScheduledSession'], auth: ['header', 'openid'], ownerToken: OWNER_TOKEN, store: await openStore(file, { clock }), clock })
}

/** Restart a simulator with a booking partner that registered before. */
async function restarted<Before> (work: (simulator: Simulator, broker: client.Configuration) => Promise<Before>) {
  const file = await newDataFile()
  const first = await start(file)
  const registered = await register(first)
  const before = await work(first, registered)
  await first.app.close()
  const simulator = await start(file)
  const { client_id: id, client_secret: secret } = registered.clientMetadata()
  return { before, simulator, broker: await known(simulator, id, String(secret)) }
}

const statusOf = async (simulator: Simulator, token: string): Promise<number> => (await simulator.request('GET', `/api/openbooking/orders/${newUuid()}`, { headers: bearer(token) })).status

/** @returns whether a published key of a simulator verifies an id_token. */
async function isSignedBy (simulator: Simulator, token: string): Promise<boolean> {
  const [head = '', payload = '', signature = ''] = token.split('.')
  const { alg, kid } = JSON.parse(Buffer.from(head, 'base64url').toString()) as Record<string, string>
  const { body } = await simulator.request('GET', '/openid/jwks')
  const key = body.keys.find((one: Record<string, string>) => one['kid'] === kid && one['alg'] === alg) as JsonWebKey | undefined
  return key !== undefined && verify('sha256', Buffer.from(`${head}.${payload}`), createPublicKey({ format: 'jwk', key }), Buffer.from(signature, 'base64url'))
}

describe('after a restart', () => {
  it('a registered booking partner is admitted by its secret, and can register again', async () => {
    const { before, simulator, broker } = await restarted(async (_simulator, registered) => registered)
    await client.clientCredentialsGrant(broker, { scope: 'openactive-ordersfeed' })
    const again = await register(simulator)
    expect(again.clientMetadata().client_id).toBe(before.clientMetadata().client_id)
    await client.clientCredentialsGrant(again, { scope: 'openactive-ordersfeed' })
  })

  it('access tokens and refresh tokens still work', async () => {
    const { before, simulator, broker } = await restarted(async (simulator, broker) => await authorize(simulator, broker))
    expect(await statusOf(simulator, before.access_token)).toBe(404)
    const renewed = await client.refreshTokenGrant(broker, before.refresh_token ?? '')
    expect(await statusOf(simulator, renewed.access_token)).toBe(404)
    expect(await statusOf(simulator, `${before.access_token}x`)).toBe(401)
  })

  it('a seller is not asked again for consent', async () => {
    const { simulator, broker } = await restarted(async (simulator, broker) => await authorize(simulator, broker, { scope: SCOPE }))
    const browser = new Browser(simulator)
    await authorize(simulator, broker, { scope: SCOPE }, browser)
    expect(browser.seen).toEqual(['Log in'])
    expect((await openAccessPage(simulator)).brokers).toEqual(['booking-partner-1'])
  })

  it('a login begun before continues in the same browser', async () => {
    const { before, simulator, broker } = await restarted(async (simulator, broker) => {
      const [begun, browser] = [await authorizationUrl(broker, { scope: SCOPE }), new Browser(simulator)]
      const { headers } = await browser.request(begun.url)
      return { ...begun, browser, page: headers.get('location') ?? '' }
    })
    const callback = await before.browser.movedTo(simulator).visit(before.page)
    const tokens = await client.authorizationCodeGrant(broker, new URL(callback), { pkceCodeVerifier: before.verifier })
    expect(tokens.claims()?.['https://openactive.io/sellerId']).toBe(SELLER_1)
  })

  it('a published key verifies earlier and new id_tokens', async () => {
    const { before, simulator, broker } = await restarted(async (simulator, broker) => (await authorize(simulator, broker)).id_token ?? '')
    expect(await isSignedBy(simulator, before)).toBe(true)
    expect(await isSignedBy(simulator, (await authorize(simulator, broker)).id_token ?? '')).toBe(true)
    expect(await isSignedBy(await buildApp({ types: ['ScheduledSession'], auth: ['openid'] }), before)).toBe(false)
  })

  it('withdrawn consent stays withdrawn until the seller agrees again', async () => {
    const { before: { uuid, tokens }, simulator, broker } = await restarted(async (simulator, broker) => {
      const tokens = await authorize(simulator, broker)
      const uuid = newUuid()
      await b(simulator, [await make(simulator)], { uuid })
      await act(simulator, uuid, 'CustomerNotice')
      await done(withdraw(simulator, 'booking-partner-1', SELLER_1))
      return { uuid, tokens }
    })
    const shown = async (): Promise<unknown[]> => (await readFeed(simulator, ORDERS_FEED, PARTNER_1)).map(({ id, state }) => [id, state])
    expect(await statusOf(simulator, tokens.access_token)).toBe(401)
    await expect(client.refreshTokenGrant(broker, tokens.refresh_token ?? '')).rejects.toMatchObject({ error: 'invalid_grant' })
    expect(await shown()).toEqual([[uuid, 'deleted']])
    await authorize(simulator, broker)
    expect(await shown()).toEqual([[uuid, 'updated']])
  })

  it('a revoked booking partner stays revoked', async () => {
    const { before, simulator, broker } = await restarted(async (simulator, broker) => {
      const { access_token: token } = await authorize(simulator, broker)
      await asOwner(simulator, 'DELETE', '/partners/booking-partner-1')
      return token
    })
    expect(await statusOf(simulator, before)).toBe(401)
    await expect(client.clientCredentialsGrant(broker, { scope: 'openactive-ordersfeed' })).rejects.toMatchObject({ status: 401 })
    await expect(register(simulator)).rejects.toMatchObject({ status: 401 })
  })
})
