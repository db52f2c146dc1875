import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BASE, openApp, type Simulator } from '../../helpers/build-app.ts'
import { CALLBACK } from '../../helpers/openid.ts'

let simulator: Simulator
beforeAll(async () => { simulator = await openApp({ types: ['ScheduledSession'], auth: ['openid'] }) })
afterAll(async () => { await simulator.app.close() })

const PARAMETERS = { client_id: 'clientid_800', response_type: 'code', scope: 'openid', redirect_uri: CALLBACK, code_challenge: 'x'.repeat(43), code_challenge_method: 'S256' }

async function begin (more: Record<string, string>) {
  return await simulator.request('GET', `/openid/auth?${new URLSearchParams({ ...PARAMETERS, ...more }).toString()}`)
}

it.each(['state', 'nonce', 'login_hint', 'ui_locales', 'client_id', 'redirect_uri', 'unknown'])('a login with a %s of more than 2,048 characters is refused, and nothing is stored', async (name) => {
  const before = await simulator.state()
  const answer = await begin({ [name]: 'x'.repeat(2049) })
  expect([answer.status, answer.headers['content-type']]).toEqual([400, expect.stringMatching('text/html')])
  expect(answer.text).toContain(`The parameter ${name} has 2049 characters; a login takes 2048 at most.`)
  expect(await simulator.state()).toEqual(before)
})

it('a login with parameters of 2,048 characters begins', async () => {
  const { status, headers } = await begin({ state: 's'.repeat(2048), nonce: 'n'.repeat(2048) })
  expect([status, headers['location']]).toEqual([303, expect.stringContaining('/openid/interaction/')])
})

describe('a login whose parameters are in a form of another site', () => {
  const headers = { origin: 'https://app.example', 'sec-fetch-site': 'cross-site', 'content-type': 'application/x-www-form-urlencoded' }
  const post = async (body: string, more = {}) => await simulator.request('POST', '/openid/auth', { headers: { ...headers, ...more }, body })

  it('begins as one with the same parameters in its address', async () => {
    const parameters = new URLSearchParams({ ...PARAMETERS, state: 'a b&c=é', nonce: 'n' }).toString()
    const answer = await post(parameters)
    expect([answer.status, answer.headers['location']]).toEqual([303, `${BASE}/openid/auth?${parameters}`])
    const next = await simulator.request('GET', `/openid/auth?${parameters}`)
    expect([next.status, next.headers['location']]).toEqual([303, expect.stringContaining('/openid/interaction/')])
  })

  it('is refused with a page if the form is too long or of another media type', async () => {
    for (const [status, answer] of [[413, await post(`state=${'s'.repeat(10_000)}`)], [400, await post('{}', { 'content-type': 'application/json' })]] as const) {
      expect([answer.status, answer.headers['content-type']]).toEqual([status, expect.stringMatching('text/html')])
    }
  })
})
