import { describe, expect, it } from 'vitest'
import { managePartners } from '../../cli/partners.ts'
import { buildApp, PREFIX, type Simulator } from '../helpers/build-app.ts'
import { authorize, known } from '../helpers/openid.ts'
import { addPartner, OWNER, OWNER_TOKEN } from '../helpers/owner.ts'
import { SELLER_1, SELLER_2 } from '../helpers/requests.ts'

/** @returns a function that runs the command with some words, and returns its output */
function command (simulator: Simulator): (...words: string[]) => Promise<string> {
  return async (...words) => await managePartners(words, async ({ method, path, headers, body }) => {
    const response = await simulator.app.inject({
      method: method as 'GET',
      url: `${PREFIX}${path}`,
      headers: { ...headers, ...OWNER },
      ...(body !== undefined && { payload: body })
    })
    return { status: response.statusCode, body: response.body }
  })
}

const LOGINS = ['test1', 'test2'].map((name) => ({ username: name, password: name }))

describe('the command for booking partners', () => {
  it('lists the sellers that have agreed, and withdraws their consent', async () => {
    const simulator = await buildApp({
      types: ['ScheduledSession'], auth: ['openid'], ownerToken: OWNER_TOKEN, credentials: { logins: LOGINS }
    })
    const partners = command(simulator)
    const { clientSecret } = await addPartner(simulator, 'rambler', { name: 'The Rambler' })
    const broker = await known(simulator, 'rambler', clientSecret)
    for (const login of LOGINS) await authorize(simulator, broker, { login })
    await addPartner(simulator, 'bo')
    const line = 'rambler  The Rambler  password, key, clientSecret, initialAccessToken  acts for '
    const other = 'bo       bo  password, key, clientSecret, initialAccessToken'
    expect(await partners()).toBe(`${line}${SELLER_1}, ${SELLER_2}\n${other}\n`)
    expect(await partners('withdraw', 'rambler', SELLER_1)).toBe(`rambler no longer acts for ${SELLER_1}\n`)
    expect(await partners('list')).toContain(`${line}${SELLER_2}\n`)
    await expect(partners('withdraw', 'rambler', SELLER_1)).rejects.toThrow('This seller has not agreed')
  })

  it('prints nothing without booking partners', async () => {
    const simulator = await buildApp({ types: ['ScheduledSession'], ownerToken: OWNER_TOKEN, credentials: {} })
    expect(await command(simulator)()).toBe('')
  })
})
