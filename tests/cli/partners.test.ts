import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { OWNER_TOKEN } from '../helpers/owner.ts'
import { CLI, freePort, run, type Running, start, temporaryFolder } from './processes.ts'

const TYPES = ['--types', 'ScheduledSession']
const IN_MEMORY = ['--port', '0', '--data-file', 'memory', ...TYPES]
const OWNER = { OWNER_TOKEN }
const ONE_LINE = /^open-booking-simulator: [^\n]+\n$/

interface Surroundings { readonly cwd?: string, readonly env?: Readonly<Record<string, string>> }
interface Started extends Running { readonly base: string, readonly at: readonly string[] }

const cli = async (args: readonly string[], { cwd = temporaryFolder(), env = {} }: Surroundings = {}) => await run(process.execPath, [CLI, ...args], { cwd, env })

async function simulator (args: readonly string[], { cwd = temporaryFolder(), env = {} }: Surroundings = {}): Promise<Started> {
  const running = start(process.execPath, [CLI, ...args], { cwd, env })
  const [, base = ''] = await running.until(/base URL +(\S+)[^]*?\n\n[^]*?\n\n/)
  return { ...running, base, at: ['--port', new URL(base).port] }
}

/** The secrets that the command tells. */
function told (stdout: string): { basic: Record<string, string>, key: Record<string, string>, secrets: string[] } {
  const [, password = ''] = /HTTP Basic +rambler \/ (\S+)\n/.exec(stdout) ?? []
  const [, key = ''] = /x-api-key +(\S+)\n/.exec(stdout) ?? []
  const [, secret = ''] = /client rambler, secret (\S+)\n/.exec(stdout) ?? []
  const [, token = ''] = /to register +(\S+)\n/.exec(stdout) ?? []
  return { basic: { authorization: `Basic ${btoa(`rambler:${password}`)}` }, key: { 'x-api-key': key }, secrets: [password, key, secret, token] }
}

const feedStatus = async (base: string, headers: Record<string, string>): Promise<number> => (await fetch(`${base}/api/openbooking/orders-rpde`, { headers })).status

describe('partners of a simulator that runs', () => {
  it('are listed, added, rotated and revoked at once', async () => {
    const { base, at } = await simulator(IN_MEMORY, { env: OWNER })
    const partners = async (...words: string[]) => await cli(['partners', ...words, ...at], { env: OWNER })
    const statuses = async (...all: Array<Record<string, string>>) => await Promise.all(all.map(async (headers) => await feedStatus(base, headers)))
    const old = told((await partners('add', 'rambler')).stdout)
    expect(await statuses(old.basic, old.key)).toEqual([200, 200])
    expect((await partners()).stdout).toMatch(/^rambler +rambler +password, key, clientSecret, initialAccessToken$/m)
    const fresh = told((await partners('rotate', 'rambler')).stdout)
    expect(await statuses(old.basic, old.key, fresh.basic, fresh.key)).toEqual([401, 401, 200, 200])
    expect(await partners('revoke', 'rambler')).toMatchObject({ code: 0, stderr: '' })
    expect(await statuses(fresh.basic, fresh.key)).toEqual([401, 401])
    expect((await partners('list')).stdout).toMatch(/^rambler +rambler +revoked$/m)
  })

  it('are asked for by its owner', async () => {
    const [owned, other, nobody] = [await simulator(IN_MEMORY, { env: OWNER }), await simulator(IN_MEMORY), ['--port', String(await freePort())]]
    for (const [at, env, named] of [
      [owned.at, { OWNER_TOKEN: `${OWNER_TOKEN}x` }, /owner's token/],
      [other.at, OWNER, /--owner-token/],
      [nobody, OWNER, /ECONNREFUSED/]
    ] as const) {
      const { code, stdout, stderr } = await cli(['partners', ...at], { env })
      expect(stderr).toMatch(ONE_LINE)
      expect(stderr).toMatch(named)
      expect(stderr).not.toContain(OWNER_TOKEN)
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    }
  })
})

it.for([200, 403, 502])('what is no simulator is told of in one line, when it answers with %i', async (status) => {
  const server = createServer((_request, response) => { response.writeHead(status, { 'content-type': 'text/html' }).end('\n<p>\nNothing here\n</p>\n') }).listen(0, '127.0.0.1')
  onTestFinished(() => { server.close() })
  await once(server, 'listening')
  const { code, stdout, stderr } = await cli(['partners', '--port', String((server.address() as AddressInfo).port)], { env: OWNER })
  expect(stderr).toMatch(ONE_LINE)
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
})

it('words that the command does not know are refused in one line', async () => {
  const { at } = await simulator(IN_MEMORY, { env: OWNER })
  for (const [words, named] of [
    [['remove', 'rambler'], /partners \[list\] \| add ID/],
    [['add'], /add ID/],
    [['rotate'], /rotate ID/],
    [['revoke', 'rambler', 'stroller'], /revoke ID/],
    [['list', 'rambler'], /\[list\]/],
    [['withdraw', 'rambler'], /withdraw ID SELLER/],
    [['add', 'the rambler'], /id/],
    [['add', 'rambler', 'The Rambler', 'there'], /redirectUris/],
    [['add', 'openactive'], /already/],
    [['rotate', 'rambler'], /no such booking partner/],
    [['withdraw', 'openactive', 'http://localhost:5000/api/identifiers/sellers/1'], /not known here/]
  ] as const) {
    const { code, stdout, stderr } = await cli(['partners', ...words, ...at], { env: OWNER })
    expect(stderr).toMatch(ONE_LINE)
    expect(stderr).toMatch(named)
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  }
})

it('needs the token of the owner', async () => {
  const { code, stdout, stderr } = await cli(['partners', ...IN_MEMORY])
  expect(stderr).toMatch(/^open-booking-simulator: option ownerToken \(--owner-token, OWNER_TOKEN\) is missing[^\n]*\n$/)
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
})
