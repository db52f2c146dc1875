import { networkInterfaces } from 'node:os'
import { describe, expect, it } from 'vitest'
import { LOGINS, OWNER_TOKEN, PUBLISHED_WAYS, RAMBLER } from '../helpers/owner.ts'
import { CLI, run, start, temporaryFolder } from './processes.ts'

const IN_MEMORY = ['--port', '0', '--data-file', 'memory', '--types', 'ScheduledSession', '--auth', 'basic,key,header,openid']
const OWN = JSON.stringify({ partners: [RAMBLER], logins: LOGINS })
const SECRETS = [RAMBLER.password, RAMBLER.key, RAMBLER.clientSecret, RAMBLER.initialAccessToken, ...LOGINS.map(({ password }) => password), OWNER_TOKEN]
const WARNING = 'WARNING: this simulator listens beyond this machine'
const OPEN_TESTS = 'takes requests to the test interface WITHOUT credentials'

async function simulator (args: readonly string[] = [], env: Readonly<Record<string, string>> = {}) {
  const running = start(process.execPath, [CLI, ...IN_MEMORY, ...args], { cwd: temporaryFolder(), env })
  const [, base = ''] = await running.until(/base URL +(\S+)[^]*?\n\n[^]*?\n\n/)
  return { base, running }
}

/** @returns all that a simulator prints from its start to its stop. */
async function printed (args: readonly string[] = [], env: Readonly<Record<string, string>> = {}): Promise<string> {
  const { running } = await simulator(args, env)
  const { stdout, stderr } = await running.stop()
  return stdout + stderr
}

const feedStatus = async (base: string, headers: Record<string, string>): Promise<number> => (await fetch(`${base}/api/openbooking/orders-rpde`, { headers })).status

describe('credentials of one\'s own', () => {
  it.each([['the variable', [], { CREDENTIALS: OWN }], ['the flag', ['--credentials', OWN], {}]] as const)('come as JSON, by %s', async (_what, args, env) => {
    const { base } = await simulator(args, env)
    expect(await feedStatus(base, { 'x-api-key': RAMBLER.key })).toBe(200)
    expect(await feedStatus(base, { authorization: `Basic ${btoa(`rambler:${RAMBLER.password}`)}` })).toBe(200)
    for (const [way, headers] of PUBLISHED_WAYS) expect(await feedStatus(base, headers), way).toBe(401)
  })

  it('are not printed, nor is the token of the owner', async () => {
    const text = await printed([], { CREDENTIALS: OWN, OWNER_TOKEN })
    expect(text).toContain('as configured, by basic, key, header, openid')
    expect(text).toContain('curl -X PUT')
    for (const secret of [...SECRETS, 'UsingDataToHelpPeopleGetActive', 'rr4nlnyhi3tdoonxfysi', 'test1']) expect(text).not.toContain(secret)
  })

  it.each([
    ['no JSON', OWN.slice(0, -1)],
    ['no JSON at all', RAMBLER.password],
    ['a text', JSON.stringify(RAMBLER.password)],
    ['a list', `[${OWN}]`],
    ['a name that there is not', OWN.replace('"key"', '"keys"')],
    ['a secret in the place of a name', OWN.replace('"key"', `"${RAMBLER.clientSecret}"`)],
    ['an id that can be none', OWN.replace('"rambler"', '"the rambler"')],
    ['a login without a password', OWN.replace('"username":"north","password"', '"username"')]
  ])('that are %s are refused in one line, which repeats none of them', async (_what, CREDENTIALS) => {
    const { code, stdout, stderr } = await run(process.execPath, [CLI, ...IN_MEMORY], { cwd: temporaryFolder(), env: { CREDENTIALS } })
    expect(stderr).toMatch(/^open-booking-simulator: option credentials \(--credentials, CREDENTIALS\)[^\n]*\n$/)
    for (const secret of SECRETS) expect(stderr).not.toContain(secret)
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  })
})

describe('a simulator that listens beyond its machine', () => {
  it.each(['0.0.0.0', '::'])('at %s warns of the published credentials, and of the test interface', async (host) => {
    const hasIpv6 = Object.values(networkInterfaces()).flat().some((address) => address?.address === '::1')
    const text = await printed(['--host', host === '::' && !hasIpv6 ? '0.0.0.0' : host])
    // In the log, and for whoever reads none.
    expect(text.split(`${WARNING}, and takes PUBLISHED credentials`)).toHaveLength(3)
    expect(text.split(`${WARNING}, and ${OPEN_TESTS}`)).toHaveLength(3)
    expect(text).toContain('--credentials, CREDENTIALS')
  })

  it('warns of the test interface alone with credentials of its own, even if they are none', async () => {
    for (const CREDENTIALS of [OWN, '{}']) {
      const text = await printed(['--host', '0.0.0.0', '--auth', 'basic,key'], { CREDENTIALS })
      expect(text.split(WARNING)).toHaveLength(3)
      expect(text.split(OPEN_TESTS)).toHaveLength(3)
    }
  })

  it('warns of headers, which need no secret, whoever it knows', async () => {
    expect(await printed(['--host', '0.0.0.0'], { CREDENTIALS: OWN })).toMatch(/WARNING: .* headers without a secret: .*--auth/)
  })
})

it.each([[[]], [['--host', 'localhost']], [['--host', '127.0.0.2']]])('a simulator that listens on its machine alone warns of nothing: %j', async (args) => {
  expect(await printed(args)).not.toContain(WARNING)
})
