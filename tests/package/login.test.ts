import * as client from 'openid-client'
import { expect, it } from 'vitest'
import { BOOKING } from '../helpers/openid.ts'
import { simulator, SMALL } from '../cli/in-process.ts'
import { launchBrowser, serve } from './chromium.ts'
import { faultsOf } from './dashboard-tools.ts'

it('a seller logs in and agrees in a browser without scripts, and the broker gets lasting tokens', async () => {
  const { base } = await simulator(['start', ...SMALL, '--auth', 'openid', '--log-level', 'warn'])
  const redirect = `${await serve((_request, response) => { response.end('Thank you.') })}/cb`
  const metadata = {
    redirect_uris: [redirect], grant_types: ['authorization_code', 'refresh_token'], client_name: 'Active Finder'
  }
  const server = new URL(`${base}/openid`)
  const broker = await client.dynamicClientRegistration(server, metadata, client.ClientSecretBasic(), {
    execute: [client.allowInsecureRequests], initialAccessToken: 'openactive_test_suite_client_12345xaq'
  })
  const verifier = client.randomPKCECodeVerifier()
  const challenge = await client.calculatePKCECodeChallenge(verifier)
  const address = client.buildAuthorizationUrl(broker, {
    redirect_uri: redirect, scope: BOOKING, code_challenge: challenge, code_challenge_method: 'S256'
  })

  const browser = await launchBrowser()
  const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage()
  await page.goto(address.href)
  await page.fill('[name="username" i]', 'test1')
  await page.fill('[name="password" i]', 'test1')
  await page.click('.btn-primary')
  expect(await page.textContent('h1')).toBe('Allow Active Finder to act for you?')
  expect(await page.textContent('main')).toContain('Wharfside Leisure Trust')
  await page.click('.btn-primary')
  expect(await page.textContent('body')).toBe('Thank you.')

  // The check needs scripts.
  const other = await browser.newPage()
  await other.goto(address.href)
  const faults = await faultsOf(other)
  await other.getByRole('button', { name: /^Continue as/ }).first().click()
  await other.getByRole('button', { name: 'Do not allow' }).waitFor()
  faults.push(...await faultsOf(other))
  for (const path of ['access', 'auth?client_id=nobody', 'nothing']) {
    await other.goto(`${base}/openid/${path}`)
    faults.push(...await faultsOf(other))
  }
  expect(faults).toEqual([])

  const tokens = await client.authorizationCodeGrant(broker, new URL(page.url()), { pkceCodeVerifier: verifier })
  expect(tokens.claims()?.['https://openactive.io/sellerId']).toBe(`${base}/api/identifiers/sellers/1`)
  expect((await client.refreshTokenGrant(broker, tokens.refresh_token ?? '')).access_token).toBeDefined()
})
