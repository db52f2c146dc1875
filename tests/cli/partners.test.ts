import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { OWNER_TOKEN } from '../helpers/owner.ts'
import { freePort } from '../package/processes.ts'
import { ANY_PORT, cli, ONE_LINE, simulator, SMALL } from './in-process.ts'

const OWNER = { OPEN_BOOKING_OWNER_TOKEN: OWNER_TOKEN }
type Headers = Record<string, string>

/** @returns the credentials in the output of the command */
function credentialsIn (stdout: string): { basic: Headers, key: Headers } {
  const [, password = ''] = /HTTP Basic +rambler \/ (\S+)\n/.exec(stdout) ?? []
  const [, key = ''] = /x-api-key +(\S+)\n/.exec(stdout) ?? []
  expect(stdout).toMatch(/client rambler, secret \S+\n/)
  expect(stdout).toMatch(/to register +\S+\n/)
  return { basic: { authorization: `Basic ${btoa(`rambler:${password}`)}` }, key: { 'x-api-key': key } }
}

async function feedStatus (base: string, headers: Headers): Promise<number> {
  return (await fetch(`${base}/api/openbooking/orders-rpde`, { headers })).status
}

describe('partners', () => {
  it('lists, adds, rotates and revokes booking partners with immediate effect', async () => {
    const { base, at } = await simulator(SMALL, { env: OWNER })
    const partners = async (...words: string[]) => await cli(['partners', ...words, ...at], { env: OWNER })
    const statuses = async (...all: Headers[]) => {
      return await Promise.all(all.map(async (headers) => await feedStatus(base, headers)))
    }
    const old = credentialsIn((await partners('add', 'rambler')).stdout)
    expect(await statuses(old.basic, old.key)).toEqual([200, 200])
    expect((await partners()).stdout).toMatch(/^rambler +rambler +password, key, clientSecret, initialAccessToken$/m)
    const fresh = credentialsIn((await partners('rotate', 'rambler')).stdout)
    expect(await statuses(old.basic, old.key, fresh.basic, fresh.key)).toEqual([401, 401, 200, 200])
    expect(await partners('revoke', 'rambler')).toMatchObject({ code: 0, stderr: '' })
    expect(await statuses(fresh.basic, fresh.key)).toEqual([401, 401])
    expect((await partners('list')).stdout).toMatch(/^rambler +rambler +revoked$/m)
  })

  it('names in one line a wrong token, a simulator without an owner, or a closed port', async () => {
    const [owned, other] = [await simulator(SMALL, { env: OWNER }), await simulator(SMALL)]
    const closed = ['--port', String(await freePort())]
    for (const [at, env, named] of [
      [owned.at, { OPEN_BOOKING_OWNER_TOKEN: `${OWNER_TOKEN}x` }, /token of the owner/],
      [other.at, OWNER, /--owner-token/],
      [closed, OWNER, /ECONNREFUSED/]
    ] as const) {
      const { code, stdout, stderr } = await cli(['partners', ...at], { env })
      expect(stderr).toMatch(ONE_LINE)
      expect(stderr).toMatch(named)
      expect(stderr).not.toContain(OWNER_TOKEN)
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    }
  })

  it.for([200, 403, 502])('fails in one line when another server answers with %i', async (status) => {
    const server = createServer((_request, response) => {
      response.writeHead(status, { 'content-type': 'text/html' }).end('\n<p>\nNothing here\n</p>\n')
    }).listen(0, '127.0.0.1')
    onTestFinished(() => { server.close() })
    await once(server, 'listening')
    const port = String((server.address() as AddressInfo).port)
    const { code, stdout, stderr } = await cli(['partners', '--port', port], { env: OWNER })
    expect(stderr).toMatch(ONE_LINE)
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  })

  it('refuses unknown words in one line', async () => {
    const { at } = await simulator(SMALL, { env: OWNER })
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
      [['rotate', 'rambler'], /no (?:such )?booking partner/],
      [['withdraw', 'openactive', 'http://localhost:5000/api/identifiers/sellers/1'], /not known here|seller id is unknown/]
    ] as const) {
      const { code, stdout, stderr } = await cli(['partners', ...words, ...at], { env: OWNER })
      expect(stderr).toMatch(ONE_LINE)
      expect(stderr).toMatch(named)
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    }
  })

  it('requires the token of the owner', async () => {
    const { code, stdout, stderr } = await cli(['partners', ...ANY_PORT])
    expect(stderr).toMatch(ONE_LINE)
    expect(stderr).toContain(': option ownerToken (--owner-token, OPEN_BOOKING_OWNER_TOKEN) is missing')
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  })
})
