import { readFileSync } from 'node:fs'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { run } from '../../cli/run.ts'
import { loadFastify } from '../../cli/listen.ts'
import { beginRequest } from '../helpers/incomplete-request.ts'
import { ask, book, type Json } from '../package/booking.ts'
import { temporaryFolder } from '../package/processes.ts'
import { ANY_PORT, cli, IN_MEMORY, portOf, simulator, SMALL } from './in-process.ts'
import { sendPrinted } from './printed-request.ts'

const HOSTS = ['127.0.0.1', '0.0.0.0', 'localhost', '::1', '::']
const MEDIA_TYPE = 'application/vnd.openactive.booking+json; version=1'

/** @returns flags for a data file in a new folder */
function inNewFile (): readonly string[] {
  return [...ANY_PORT, '--types', 'ScheduledSession', '--data-file', join(temporaryFolder(), 'open-booking.json')]
}

describe('start', () => {
  it('prints every address, and a first request that succeeds', async () => {
    const { base, banner } = await simulator(IN_MEMORY)
    expect(base).toMatch(/^http:\/\/localhost:[1-9]\d+$/)
    for (const text of [
      `${base}/openactive`, `${base}/api/identifiers/sellers/1`, `${base}/api/identifiers/sellers/2`,
      'openactive / UsingDataToHelpPeopleGetActive', 'rr4nlnyhi3tdoonxfysi', 'booking-partner-1'
    ]) {
      expect(banner).toContain(text)
    }
    expect(await sendPrinted(banner)).toMatchObject({ '@type': 'OrderQuote', orderedItem: [{ '@type': 'OrderItem' }] })
  })

  it.for(['basic', 'key', 'header'])('prints a first request that succeeds with %s credentials', async (scheme) => {
    const { banner } = await simulator([...SMALL, '--auth', scheme])
    expect(await sendPrinted(banner)).toMatchObject({ '@type': 'OrderQuote' })
  })

  it('does not count its own requests for the rate limit', async () => {
    const { base, banner } = await simulator([...SMALL, '--rate-limit', '1'])
    expect(await sendPrinted(banner)).toMatchObject({ '@type': 'OrderQuote' })
    expect((await ask('GET', `${base}/feeds/scheduled-sessions`)).status).toBe(429)
  })

  it.for(HOSTS)('is at localhost when it listens on %s', async (host, { skip }) => {
    const hasIpv6 = Object.values(networkInterfaces()).flat().some((address) => address?.address === '::1')
    skip(host.includes(':') && !hasIpv6, 'no IPv6 here')
    const { base } = await simulator([...SMALL, '--host', host])
    expect(base).toMatch(/^http:\/\/localhost:\d+$/)
    const listening = { '0.0.0.0': '127.0.0.1', '::1': '[::1]', '::': '[::1]' }[host] ?? host
    const { body } = await ask('GET', `http://${listening}:${portOf(base)}/feeds/scheduled-sessions`)
    expect(body.next).toContain(`${base}/feeds/`)
  })

  it('uses a public base URL everywhere', async () => {
    const { banner, log } = await simulator([...SMALL, '--base-url', 'https://book.example/sim'])
    const [, port = ''] = /Server listening at http:\/\/127\.0\.0\.1:(\d+)/.exec(log()) ?? []
    expect(banner).toContain('base URL      https://book.example/sim\n')
    expect(banner).toContain('https://book.example/sim/openactive')
    expect(banner).toContain('curl -X PUT https://book.example/sim/api/openbooking/')
    expect(banner).not.toContain('localhost')
    const local = `http://127.0.0.1:${port}`
    const { body: page } = await ask('GET', `${local}/feeds/scheduled-sessions`)
    expect(page.next).toMatch(/^https:\/\/book\.example\/sim\/feeds\/scheduled-sessions\?/)
    expect(page.items[0].data['@id']).toMatch(/^https:\/\/book\.example\/sim\/api\/identifiers\//)
    const datasetSite = await (await fetch(`${local}/openactive`)).text()
    expect(datasetSite).toContain('"endpointUrl":"https://book.example/sim/api/openbooking"')
    expect((await ask('GET', `${local}/x/%zz`)).body.instance).toBe('https://book.example/sim/')
  })

  it('answers in JSON-LD where Fastify refuses an address', async () => {
    const { base } = await simulator(SMALL)
    const error = { '@context': 'https://openactive.io/', '@type': 'OpenBookingError' }
    expect(await ask('GET', `${base}/x/%zz`))
      .toMatchObject({ status: 400, type: MEDIA_TYPE, body: { ...error, statusCode: 400 } })
    expect(await ask('GET', `${base}/api/openbooking/orders/${'a'.repeat(150)}`))
      .toMatchObject({ status: 414, type: MEDIA_TYPE, body: { ...error, statusCode: 414 } })
  })

  it('names a port that is in use', async () => {
    const { base } = await simulator(SMALL)
    const { code, stderr } = await cli(['--port', portOf(base), '--data-file', 'memory'])
    expect(stderr).toMatch(new RegExp(`^open-booking-simulator: [^\n]*${portOf(base)}[^\n]*--port[^\n]*\n$`))
    expect(code).toBe(1)
  })

  it('omits the first request where there are no sessions', async () => {
    const { base, banner } = await simulator([...IN_MEMORY, '--types', 'OnDemandEvent, Event'])
    expect(banner).not.toContain('curl')
    expect((await ask('GET', `${base}/feeds/events`)).status).toBe(200)
    expect((await ask('GET', `${base}/feeds/scheduled-sessions`)).status).toBe(404)
  })
})

describe('fastify', () => {
  it('is named with the commands that install it when it is missing', async () => {
    const missing = Object.assign(new Error("Cannot find package 'fastify'"), { code: 'ERR_MODULE_NOT_FOUND' })
    await expect(loadFastify(async () => { throw missing })).rejects.toThrow(
      /^fastify is missing; install it: npm install fastify, or yarn add fastify$/)
  })

  it('keeps any other error of its import', async () => {
    const broken = new Error('broken')
    await expect(loadFastify(async () => { throw broken })).rejects.toBe(broken)
  })
})

describe('state', () => {
  it('is kept from one start to the next', async () => {
    const flags = inNewFile()
    const first = await simulator(flags)
    expect(first.banner).toContain(flags.at(-1))
    const uuid = await book(first.base)
    await first.stop()
    const text = readFileSync(flags.at(-1) ?? '', 'utf8')
    const { records } = JSON.parse(text) as { records: Array<[checksum: string, kind: string, id: string, ...Json[]]> }
    expect(records.some(([, kind, id]) => kind === 'order' && id.includes(uuid))).toBe(true)
    const second = await simulator(flags)
    const order = `${second.base}/api/openbooking/orders/${uuid}`
    expect(await ask('GET', order)).toMatchObject({ status: 200, body: { '@id': order } })
  })

  it('is deleted with --fresh', async () => {
    const flags = inNewFile()
    const first = await simulator(flags)
    const uuid = await book(first.base)
    await first.stop()
    const second = await simulator([...flags, '--fresh'])
    expect((await ask('GET', `${second.base}/api/openbooking/orders/${uuid}`)).status).toBe(404)
  })

  it('is refused under other options than those of its sample data, unless --fresh deletes it', async () => {
    const flags = inNewFile()
    await (await simulator(flags)).stop()
    const { code, stderr } = await cli([...flags, '--richness', 'golden'])
    expect(stderr).toMatch(/^open-booking-simulator: [^\n]*--richness[^\n]*--fresh[^\n]*\n$/)
    expect(code).toBe(1)
    await (await simulator([...flags, '--richness', 'golden', '--fresh'])).stop()
  })

  it('belongs to one instance', async () => {
    const flags = inNewFile()
    await simulator(flags)
    const { code, stderr } = await cli(flags)
    expect(stderr).toMatch(/^open-booking-simulator: [^\n]*open-booking\.json is in use[^\n]*\n$/)
    expect(code).toBe(1)
  })
})

describe('stop', () => {
  it('does not wait for an incomplete request', async () => {
    const running = await simulator(SMALL)
    await beginRequest(portOf(running.base))
    expect(await running.stop()).toMatchObject({ code: 0, stderr: '' })
  })

  it('during the start ends in good order, without a server', async () => {
    const printed: string[] = []
    const output = { write: (text: string) => printed.push(text) }
    const code = await run(SMALL, { env: {}, stdout: output, stderr: output }, (stop) => {
      stop().catch(() => {})
      return () => {}
    })
    expect({ code, printed }).toEqual({ code: 0, printed: [] })
  })

  it('after an error logs it, and returns 1', async () => {
    const running = await simulator(SMALL)
    const { code, stdout } = await running.stop(new Error('the last straw'))
    expect(stdout).toContain('the last straw')
    expect(code).toBe(1)
  })
})
