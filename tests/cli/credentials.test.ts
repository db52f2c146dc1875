import { networkInterfaces } from 'node:os'
import { describe, expect, it } from 'vitest'
import { LOGINS, OWNER_TOKEN, PUBLISHED_CREDENTIALS, RAMBLER } from '../helpers/owner.ts'
import { cli, simulator, SMALL } from './in-process.ts'

const ALL_WAYS = [...SMALL, '--auth', 'basic,key,header,openid']
const OWN = JSON.stringify({ partners: [RAMBLER], logins: LOGINS })
const SECRETS = [
  RAMBLER.password, RAMBLER.key, RAMBLER.clientSecret, RAMBLER.initialAccessToken,
  ...LOGINS.map(({ password }) => password), OWNER_TOKEN
]
const WARNING = 'WARNING: this simulator listens beyond this machine'
const OPEN_TESTS = 'requests to the test interface WITHOUT credentials'

type Environment = Readonly<Record<string, string>>

/** @returns all output of a simulator from start to stop */
async function printed (args: readonly string[] = [], env: Environment = {}): Promise<string> {
  const running = await simulator([...ALL_WAYS, ...args], { env })
  const { stdout, stderr } = await running.stop()
  return stdout + stderr
}

async function feedStatus (base: string, headers: Record<string, string>): Promise<number> {
  return (await fetch(`${base}/api/openbooking/orders-rpde`, { headers })).status
}

describe('own credentials', () => {
  it.each([
    ['the variable', [], { OPEN_BOOKING_CREDENTIALS: OWN }], ['the flag', ['--credentials', OWN], {}]
  ] as const)('replace the published ones when %s holds them as JSON', async (_source, args, env) => {
    const { base } = await simulator([...ALL_WAYS, ...args], { env })
    expect(await feedStatus(base, { 'x-api-key': RAMBLER.key })).toBe(200)
    expect(await feedStatus(base, { authorization: `Basic ${btoa(`rambler:${RAMBLER.password}`)}` })).toBe(200)
    for (const [way, headers] of PUBLISHED_CREDENTIALS) expect(await feedStatus(base, headers), way).toBe(401)
  })

  it('are not printed, nor is the token of the owner', async () => {
    const text = await printed([], { OPEN_BOOKING_CREDENTIALS: OWN, OPEN_BOOKING_OWNER_TOKEN: OWNER_TOKEN })
    expect(text).toContain('as configured, by basic, key, header, openid')
    expect(text).toContain('curl -X PUT')
    for (const secret of [...SECRETS, 'UsingDataToHelpPeopleGetActive', 'rr4nlnyhi3tdoonxfysi', 'test1']) {
      expect(text).not.toContain(secret)
    }
  })

  it.each([
    ['incomplete JSON', OWN.slice(0, -1)],
    ['no JSON', RAMBLER.password],
    ['a text', JSON.stringify(RAMBLER.password)],
    ['a list', `[${OWN}]`],
    ['an unknown property', OWN.replace('"key"', '"keys"')],
    ['a secret as a property', OWN.replace('"key"', `"${RAMBLER.clientSecret}"`)],
    ['an invalid id', OWN.replace('"rambler"', '"the rambler"')],
    ['a login without a password', OWN.replace('"username":"north","password"', '"username"')]
  ])('with %s are refused in one line, without a secret', async (_problem, CREDENTIALS) => {
    const { code, stdout, stderr } = await cli(ALL_WAYS, { env: { OPEN_BOOKING_CREDENTIALS: CREDENTIALS } })
    expect(stderr).toMatch(/^open-booking-simulator: option credentials \(--credentials, OPEN_BOOKING_CREDENTIALS\)[^\n]*\n$/)
    for (const secret of SECRETS) expect(stderr).not.toContain(secret)
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  })
})

describe('a simulator that listens beyond its machine', () => {
  it.each(['0.0.0.0', '::'])('at %s warns of the published credentials and of the test interface', async (host) => {
    const hasIpv6 = Object.values(networkInterfaces()).flat().some((address) => address?.address === '::1')
    const text = await printed(['--host', host === '::' && !hasIpv6 ? '0.0.0.0' : host])
    expect(text.split(`${WARNING} and accepts PUBLISHED credentials`)).toHaveLength(2)
    expect(text.split(`${WARNING} and accepts ${OPEN_TESTS}`)).toHaveLength(2)
    expect(text).toContain('--publish 127.0.0.1:')
    expect(text).toContain('--credentials, OPEN_BOOKING_CREDENTIALS')
  })

  it.each([
    ['some', OWN], ['none', '{}']
  ])('with own credentials (%s) and without control calls warns only of the test interface', async (_, own) => {
    const text = await printed(['--host', '0.0.0.0', '--auth', 'basic,key', '--control', 'off'], { OPEN_BOOKING_CREDENTIALS: own })
    expect(text.split(WARNING)).toHaveLength(2)
    expect(text.split(OPEN_TESTS)).toHaveLength(2)
  })

  it.each(['silent', 'fatal', 'error', 'warn', 'info'])('warns once with a log of level %s', async (level) => {
    const text = await printed(['--host', '0.0.0.0', '--log-level', level])
    expect(text.split(`${WARNING} and accepts PUBLISHED credentials`)).toHaveLength(2)
  })

  it('warns of headers, which need no secret, also with own credentials', async () => {
    const text = await printed(['--host', '0.0.0.0'], { OPEN_BOOKING_CREDENTIALS: OWN })
    expect(text).toMatch(/WARNING: .* headers without a secret: .*--auth/)
  })
})

it.each(['silent', 'info'])('a simulator beyond its machine prints the token of its control calls once, with a log of level %s', async (level) => {
  const text = await printed(['--host', '0.0.0.0', '--log-level', level])
  expect(text.match(/control calls below \/simulator, .*: [0-9a-f]{48}\./g)).toHaveLength(1)
})

const ON_LOOPBACK = [[[]], [['--host', 'localhost']], [['--host', '127.0.0.2']]]

it.each(ON_LOOPBACK)('a simulator on loopback prints no warning: %j', async (args) => {
  expect(await printed(args)).not.toContain(WARNING)
})
