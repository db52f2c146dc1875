import * as client from 'openid-client'
import { expect, it } from 'vitest'
import { openAccessPage } from '../../helpers/access.ts'
import { buildApp, type Simulator } from '../../helpers/build-app.ts'
import { authorizationUrl, authorize, bearer, BOOKING, Browser, register } from '../../helpers/openid.ts'
import { newUuid, SELLER_2 } from '../../helpers/requests.ts'

type Tokens = Awaited<ReturnType<typeof authorize>>

const build = async (): Promise<Simulator> => await buildApp({ types: ['ScheduledSession'], auth: ['openid'] })

/** Exchange a new code twice. @returns the tokens of the first exchange */
async function replay (broker: client.Configuration, browser: Browser, scope = BOOKING): Promise<Tokens> {
  const { url, verifier } = await authorizationUrl(broker, { scope })
  const callback = new URL(await browser.visit(url))
  const tokens = await client.authorizationCodeGrant(broker, callback, { pkceCodeVerifier: verifier })
  await expect(client.authorizationCodeGrant(broker, callback, { pkceCodeVerifier: verifier })).rejects.toMatchObject({ error: 'invalid_grant' })
  return tokens
}

/** @returns whether the access token and the refresh token work. */
async function work (simulator: Simulator, broker: client.Configuration, { access_token: token, refresh_token: refresh = '' }: Tokens): Promise<boolean[]> {
  const { status } = await simulator.request('GET', `/api/openbooking/orders/${newUuid()}`, { headers: bearer(token) })
  const renewed = await client.refreshTokenGrant(broker, refresh).then(() => true, () => false)
  return [status === 404, renewed]
}

it.each([['another browser', false], ['the same browser', true]])('a code that comes twice ends its own tokens, and no tokens of logins in %s', async (_where, isSame) => {
  const simulator = await build()
  const broker = await register(simulator)
  const browser = new Browser(simulator)
  const other = (): Browser => isSame ? browser : new Browser(simulator)
  const before = await authorize(simulator, broker, {}, browser)
  const replayed = await replay(broker, other())
  const after = await authorize(simulator, broker, {}, other())
  expect(await work(simulator, broker, replayed)).toEqual([false, false])
  expect(await work(simulator, broker, before)).toEqual([true, true])
  expect(await work(simulator, broker, after)).toEqual([true, true])
})

it('a code that comes twice leaves the consent of the seller', async () => {
  const simulator = await build()
  const broker = await register(simulator)
  const scope = 'openid openactive-identity'
  await replay(broker, new Browser(simulator), scope)
  expect((await openAccessPage(simulator)).brokers).toEqual(['booking-partner-1'])
  const browser = new Browser(simulator)
  await authorize(simulator, broker, { scope }, browser)
  expect(browser.seen).toEqual(['Log in'])
})

it('a login that another seller makes in the same browser ends no tokens', async () => {
  const simulator = await build()
  const broker = await register(simulator)
  const browser = new Browser(simulator)
  const first = await authorize(simulator, broker, {}, browser)
  const second = await authorize(simulator, broker, { login: { username: 'test2', password: 'test2' }, prompt: 'login' }, browser)
  expect(second.claims()?.['https://openactive.io/sellerId']).toBe(SELLER_2)
  expect(await work(simulator, broker, first)).toEqual([true, true])
  expect(await work(simulator, broker, second)).toEqual([true, true])
})

it('a login stores one grant, and none if the seller denies consent', async () => {
  const simulator = await build()
  const broker = await register(simulator)
  const grants = async (): Promise<number> => (await simulator.state()).filter(([, , record]) => 'model' in record && record.model === 'Grant').length
  await new Browser(simulator).visit((await authorizationUrl(broker)).url, { answer: 'deny' })
  expect(await grants()).toBe(0)
  for (const count of [1, 2, 3]) {
    await authorize(simulator, broker)
    expect(await grants()).toBe(count)
  }
})

it('a grant of a data file without records of consent counts as consent', async () => {
  const simulator = await build()
  const broker = await register(simulator)
  const scope = 'openid openactive-identity offline_access'
  const tokens = await authorize(simulator, broker, { scope })
  await simulator.store.transaction(async (tx) => {
    const consents = await tx.list('openid', { model: 'Consent' })
    await tx.apply(consents.map(({ id }) => ({ kind: 'openid', id, record: null })))
  })
  expect((await openAccessPage(simulator)).brokers).toEqual(['booking-partner-1'])
  const browser = new Browser(simulator)
  await authorize(simulator, broker, { scope: 'openid openactive-identity' }, browser)
  expect(browser.seen).toEqual(['Log in'])
  expect(await client.refreshTokenGrant(broker, tokens.refresh_token ?? '')).toHaveProperty('access_token')
})
