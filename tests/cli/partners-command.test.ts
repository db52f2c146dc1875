import { describe, expect, it } from 'vitest'
import { managePartners } from '../../cli/partners.ts'
import { buildApp, PREFIX, type Simulator } from '../helpers/build-app.ts'
import { authorize, known } from '../helpers/openid.ts'
import { addPartner, OWNER, OWNER_TOKEN } from '../helpers/owner.ts'
import { SELLER_1, SELLER_2 } from '../helpers/requests.ts'

/** What the command prints that is given these words. */
const command = (simulator: Simulator) => async (...words: string[]): Promise<string> => await managePartners(words, async ({ method, path, headers, body }) => {
  const answer = await simulator.app.inject({ method: method as 'GET', url: `${PREFIX}${path}`, headers: { ...headers, ...OWNER }, ...(body !== undefined && { payload: body }) })
  return { status: answer.statusCode, body: answer.body }
})

describe('the command about booking partners', () => {
  it('lists for whom they act, and withdraws that', async () => {
    const simulator = await buildApp({ types: ['ScheduledSession'], auth: ['openid'], ownerToken: OWNER_TOKEN, credentials: { logins: [{ username: 'test1', password: 'test1' }, { username: 'test2', password: 'test2' }] } })
    const partners = command(simulator)
    const { clientSecret } = await addPartner(simulator, 'rambler', { name: 'The Rambler' })
    const broker = await known(simulator, 'rambler', clientSecret)
    for (const name of ['test1', 'test2']) await authorize(simulator, broker, { login: { username: name, password: name } })
    await addPartner(simulator, 'bo')
    const line = 'rambler  The Rambler  password, key, clientSecret, initialAccessToken  acts for '
    expect(await partners()).toBe(`${line}${SELLER_1}, ${SELLER_2}\nbo       bo  password, key, clientSecret, initialAccessToken\n`)
    expect(await partners('withdraw', 'rambler', SELLER_1)).toBe(`rambler may not act for ${SELLER_1} any more\n`)
    expect(await partners('list')).toContain(`${line}${SELLER_2}\n`)
    await expect(partners('withdraw', 'rambler', SELLER_1)).rejects.toThrow('This seller has not agreed')
  })

  it('lists nobody where there is nobody', async () => {
    const simulator = await buildApp({ types: ['ScheduledSession'], ownerToken: OWNER_TOKEN, credentials: {} })
    expect(await command(simulator)()).toBe('')
  })
})
