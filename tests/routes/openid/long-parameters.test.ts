import { afterAll, beforeAll, expect, it } from 'vitest'
import { openApp, type Simulator } from '../../helpers/build-app.ts'
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
