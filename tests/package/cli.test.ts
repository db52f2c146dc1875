import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { commandOptions } from '../../schemas/options.ts'
import { ask, book, type Json } from './booking.ts'
import { CLI, freePort, ROOT, run, type Running, start, temporaryFolder } from './processes.ts'

const MEDIA_TYPE = 'application/vnd.openactive.booking+json; version=1'
const ANY_PORT = ['--port', '0']
const IN_MEMORY = [...ANY_PORT, '--data-file', 'memory']
const VERSION = (JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string }).version

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

const cli = (args: readonly string[], { cwd = temporaryFolder(), env = {} } = {}) => run(process.execPath, [CLI, ...args], { cwd, env })

interface Started extends Running { readonly base: string, readonly banner: string }

/** Starts the simulator and waits for what it prints at last. */
async function simulator (args: readonly string[], { cwd = temporaryFolder(), env = {} } = {}): Promise<Started> {
  const running = start(process.execPath, [CLI, ...args], { cwd, env })
  const [banner, base = ''] = await running.until(/Open Booking Simulator\n {2}base URL +(\S+)[^]*?\n\n[^]*?\n\n/)
  return { ...running, banner, base }
}

const portOf = (base: string): string => new URL(base).port

describe('arguments', () => {
  it('lists every option with what it may be, its default and its variable', async () => {
    const { code, stdout } = await cli(['--help'])
    expect(code).toBe(0)
    for (const [name, option] of Object.entries(commandOptions.properties)) {
      const line = stdout.split('\n').find((line) => line.startsWith(`  --${kebab(name)} `)) ?? ''
      expect(line, name).toContain(option.description)
      expect(line, name).toContain(`(${option.env})`)
      if ('default' in option) expect(line, name).toContain(`[${String(option.default)}]`)
      if ('minimum' in option) expect(line, name).toContain(`From ${option.minimum} to ${option.maximum} `)
      for (const value of 'enum' in option ? option.enum : 'items' in option ? option.items.enum : []) expect(line, name).toContain(value)
    }
    expect(stdout).toMatch(/^ {2}--owner-token .* At least 16 characters \(OWNER_TOKEN\)$/m)
  })

  it('says its version', async () => {
    expect(await cli(['--version'])).toMatchObject({ code: 0, stdout: `${VERSION}\n` })
  })

  it.for([
    ['an option that there is not', ['--lease-hours', '1'], /lease-hours/],
    ['an option without its value', ['--port'], /port/],
    ['a switch with a value', ['--fresh=yes'], /--no-fresh/],
    ['a switch with a word after it', ['--tax-calculation', 'false'], /--no-tax-calculation/],
    ['a switch with a word after it and a command', ['healthcheck', '--fresh', 'true'], /--no-fresh/],
    ['a value of the wrong type', ['--port', 'first'], /port/],
    ['a value that is too large', ['--lease-minutes', '9999'], /lease-?minutes/i],
    ['a value that is no choice', ['--leasing', 'sometimes'], /leasing/],
    ['a list with a value that is no choice', ['--auth', 'basic,oauth'], /auth/],
    ['a base URL that is none', ['--base-url', 'book.example'], /base-?url/i],
    ['a command that there is not', ['stop'], /stop/],
    ['two commands', ['start', 'healthcheck'], /start healthcheck/]
  ] as const)('refuses %s in one line', async ([, args, named]) => {
    const { code, stdout, stderr } = await cli(args)
    expect(stderr).toMatch(/^open-booking-simulator: [^\n]+\n$/)
    expect(stderr).toMatch(named)
    expect(stdout).toBe('')
    expect(code).toBe(1)
  })

  it('refuses a wrong value of a variable', async () => {
    const { code, stderr } = await cli([], { env: { SEED: 'rosebud' } })
    expect(stderr).toMatch(/^open-booking-simulator: .*seed[^\n]*\n$/i)
    expect(code).toBe(1)
  })

  it('says what a switch can be that is given as a variable', async () => {
    const { code, stderr } = await cli([], { env: { FRESH: '1' } })
    expect(stderr).toMatch(/^open-booking-simulator: .*FRESH\) must be true or false\n$/)
    expect(code).toBe(1)
  })

  it('takes a flag over a variable, and a variable over the default', async () => {
    const { banner } = await simulator(['--auth', 'key'], { env: { PORT: '0', DATA_FILE: 'memory', AUTH: 'basic' } })
    expect(banner).toContain('in memory')
    expect(banner).toContain('x-api-key')
    expect(banner).not.toContain('HTTP Basic')
  })
})

describe('start', () => {
  it('prints where everything is, with a first request that works', async () => {
    const { base, banner } = await simulator(IN_MEMORY)
    expect(base).toMatch(/^http:\/\/localhost:[1-9]\d+$/)
    for (const text of [`${base}/openactive`, `${base}/api/identifiers/sellers/1`, `${base}/api/identifiers/sellers/2`, 'openactive / UsingDataToHelpPeopleGetActive', 'rr4nlnyhi3tdoonxfysi', 'booking-partner-1']) {
      expect(banner).toContain(text)
    }
    expect(await sendPrinted(banner)).toMatchObject({ '@type': 'OrderQuote', orderedItem: [{ '@type': 'OrderItem' }] })
  })

  it.for(['basic', 'key', 'header'])('prints a first request that works with %s credentials', async (scheme) => {
    const { banner } = await simulator([...IN_MEMORY, '--auth', scheme])
    expect(await sendPrinted(banner)).toMatchObject({ '@type': 'OrderQuote' })
  })

  it('counts nothing of its own where requests are limited', async () => {
    const { base, banner } = await simulator([...IN_MEMORY, '--rate-limit', '1'])
    expect(await sendPrinted(banner)).toMatchObject({ '@type': 'OrderQuote' })
    expect((await ask('GET', `${base}/feeds/scheduled-sessions`)).status).toBe(429)
  })

  it.for(['127.0.0.1', '0.0.0.0', 'localhost', '::1', '::'])('is reached at localhost when it listens on %s', async (host, { skip }) => {
    const hasIpv6 = Object.values(networkInterfaces()).flat().some((address) => address?.address === '::1')
    skip(host.includes(':') && !hasIpv6, 'no IPv6 here')
    const { base } = await simulator([...IN_MEMORY, '--host', host])
    expect(base).toMatch(/^http:\/\/localhost:\d+$/)
    const listening = { '0.0.0.0': '127.0.0.1', '::1': '[::1]', '::': '[::1]' }[host] ?? host
    expect((await ask('GET', `http://${listening}:${portOf(base)}/feeds/scheduled-sessions`)).body.next).toContain(`${base}/feeds/`)
  })

  it('shows a public base URL everywhere', async () => {
    const running = start(process.execPath, [CLI, ...IN_MEMORY, '--base-url', 'https://book.example/sim'], { cwd: temporaryFolder() })
    const [, port = ''] = await running.until(/Server listening at http:\/\/127\.0\.0\.1:(\d+)/)
    const [banner] = await running.until(/base URL +https:\/\/book\.example\/sim\n[^]*\n\n[^]*\n\n/)
    expect(banner).toContain('https://book.example/sim/openactive')
    expect(banner).toContain('curl -X PUT https://book.example/sim/api/openbooking/')
    expect(banner).not.toContain('localhost')
    const local = `http://127.0.0.1:${port}`
    const { body: page } = await ask('GET', `${local}/feeds/scheduled-sessions`)
    expect(page.next).toMatch(/^https:\/\/book\.example\/sim\/feeds\/scheduled-sessions\?/)
    expect(page.items[0].data['@id']).toMatch(/^https:\/\/book\.example\/sim\/api\/identifiers\//)
    expect(await (await fetch(`${local}/openactive`)).text()).toContain('"endpointUrl":"https://book.example/sim/api/openbooking"')
    expect((await ask('GET', `${local}/x/%zz`)).body.instance).toBe('https://book.example/sim/')
  })

  it('answers in JSON-LD where Fastify refuses an address', async () => {
    const { base } = await simulator(IN_MEMORY)
    const error = { '@context': 'https://openactive.io/', '@type': 'OpenBookingError' }
    expect(await ask('GET', `${base}/x/%zz`)).toMatchObject({ status: 400, type: MEDIA_TYPE, body: { ...error, statusCode: 400 } })
    expect(await ask('GET', `${base}/api/openbooking/orders/${'a'.repeat(150)}`)).toMatchObject({ status: 414, type: MEDIA_TYPE, body: { ...error, statusCode: 414 } })
  })

  it('says which port is taken', async () => {
    const { base } = await simulator(IN_MEMORY)
    const { code, stderr } = await cli(['--port', portOf(base), '--data-file', 'memory'])
    expect(stderr).toMatch(new RegExp(`^open-booking-simulator: [^\n]*${portOf(base)}[^\n]*--port[^\n]*\n$`))
    expect(code).toBe(1)
  })
})

describe('state', () => {
  it('goes on after a stop', async () => {
    const cwd = temporaryFolder()
    const first = await simulator(ANY_PORT, { cwd })
    expect(first.banner).toContain(join(cwd, 'open-booking.json'))
    const uuid = await book(first.base)
    await first.stop()
    const second = await simulator(ANY_PORT, { cwd })
    expect(await ask('GET', `${second.base}/api/openbooking/orders/${uuid}`)).toMatchObject({ status: 200, body: { '@id': `${second.base}/api/openbooking/orders/${uuid}` } })
  })

  it('goes on after a kill', async () => {
    const cwd = temporaryFolder()
    const first = await simulator(ANY_PORT, { cwd })
    const uuid = await book(first.base)
    await first.stop('SIGKILL')
    const second = await simulator(ANY_PORT, { cwd })
    expect((await ask('GET', `${second.base}/api/openbooking/orders/${uuid}`)).status).toBe(200)
  })

  it('is forgotten when it is to be fresh', async () => {
    const cwd = temporaryFolder()
    const first = await simulator(ANY_PORT, { cwd })
    const uuid = await book(first.base)
    await first.stop()
    const second = await simulator([...ANY_PORT, '--fresh'], { cwd })
    expect((await ask('GET', `${second.base}/api/openbooking/orders/${uuid}`)).status).toBe(404)
  })

  it('is refused under options for which it was not made, until it is to be fresh', async () => {
    const cwd = temporaryFolder()
    await (await simulator(ANY_PORT, { cwd })).stop()
    const { code, stderr } = await cli([...ANY_PORT, '--richness', 'golden'], { cwd })
    expect(stderr).toMatch(/^open-booking-simulator: [^\n]*--richness[^\n]*--fresh[^\n]*\n$/)
    expect(code).toBe(1)
    await (await simulator([...ANY_PORT, '--richness', 'golden', '--fresh'], { cwd })).stop()
  })

  it('may be of any types', async () => {
    const running = start(process.execPath, [CLI, ...IN_MEMORY, '--types', 'OnDemandEvent, Event'], { cwd: temporaryFolder() })
    const [banner, base = ''] = await running.until(/base URL +(\S+)[^]*?\n\n/)
    expect(banner).not.toContain('curl')
    expect((await ask('GET', `${base}/feeds/events`)).status).toBe(200)
    expect((await ask('GET', `${base}/feeds/scheduled-sessions`)).status).toBe(404)
  })

  it('belongs to one instance', async () => {
    const cwd = temporaryFolder()
    await simulator(ANY_PORT, { cwd })
    const { code, stderr } = await cli(ANY_PORT, { cwd })
    expect(stderr).toMatch(/^open-booking-simulator: [^\n]*open-booking\.json is in use[^\n]*\n$/)
    expect(code).toBe(1)
  })
})

/** It ends by itself with 1 when 900 ms did not do: 0 means that it stopped in good order, and within a second. */
describe('stop', () => {
  it.for(['SIGTERM', 'SIGINT'] as const)('keeps everything in the data file on %s', async (signal) => {
    const cwd = temporaryFolder()
    const running = await simulator(ANY_PORT, { cwd })
    const uuid = await book(running.base)
    expect(await running.stop(signal)).toMatchObject({ code: 0, signal: null, stderr: '' })
    const { records } = JSON.parse(readFileSync(join(cwd, 'open-booking.json'), 'utf8')) as { records: Array<[kind: string, id: string, ...Json[]]> }
    expect(records.some(([kind, id]) => kind === 'order' && id.includes(uuid))).toBe(true)
  })

  it('does not wait for half a request', async () => {
    const running = await simulator(IN_MEMORY)
    const socket = connect({ host: '127.0.0.1', port: Number(portOf(running.base)) }).on('error', () => {})
    onTestFinished(() => { socket.destroy() })
    await once(socket, 'connect')
    socket.write('PUT /api/openbooking/order-quotes/64c825bd-cfd3-4333-8182-8b27b7c209b4 HTTP/1.1\r\nhost: localhost\r\nx-api-key: rr4nlnyhi3tdoonxfysi\r\nexpect: 100-continue\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{')
    // The server has begun with the request when it says: go on.
    expect(String(await once(socket, 'data'))).toContain('100 Continue')
    expect(await running.stop()).toMatchObject({ code: 0, stderr: '' })
  })

  it('ends in good order while it starts', async () => {
    const running = start(process.execPath, [CLI, ...ANY_PORT], { cwd: temporaryFolder() })
    await running.until(/Server listening/)
    expect(await running.stop()).toMatchObject({ code: 0, signal: null, stderr: '' })
  })
})

describe('healthcheck', () => {
  it('succeeds when the simulator at this port is ready', async () => {
    const { base } = await simulator(IN_MEMORY)
    expect(await cli(['healthcheck', '--port', portOf(base)])).toMatchObject({ code: 0, stdout: 'ready\n' })
    for (const HOST of ['127.0.0.1', '0.0.0.0', 'localhost']) {
      expect(await cli(['healthcheck'], { env: { HOST, PORT: portOf(base) } }), HOST).toMatchObject({ code: 0 })
    }
  })

  it('fails when nobody listens', async () => {
    const { code, stderr } = await cli(['healthcheck', '--port', String(await freePort())])
    expect(stderr).toMatch(/^open-booking-simulator: not ready: [^\n]*ECONNREFUSED[^\n]*\n$/)
    expect(code).toBe(1)
  })

  it('fails when the answer is that it is not ready', async () => {
    const server: Server = createServer((_request, response) => { response.writeHead(503).end() }).listen(0, '127.0.0.1')
    onTestFinished(() => { server.close() })
    await once(server, 'listening')
    const { code, stderr } = await cli(['healthcheck', '--port', String((server.address() as AddressInfo).port)])
    expect(stderr).toBe('open-booking-simulator: not ready: status 503\n')
    expect(code).toBe(1)
  })
})

describe('suite-config', () => {
  const settings = async (args: readonly string[]): Promise<Json> => JSON.parse((await cli(['suite-config', ...args])).stdout)

  it('prints settings of the test suite for a simulator with the same options, and nothing else', async () => {
    const { code, stdout, stderr } = await cli(['suite-config', '--profile', 'single-seller', '--base-url', 'https://localhost:5000'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toBe(readFileSync(join(ROOT, 'tests/conformance/single-seller.json'), 'utf8'))
  })

  it('finds the base URL from host and port', async () => {
    expect((await settings([])).broker.datasetSiteUrl).toBe('http://localhost:5000/openactive')
    expect((await settings(['--host', '::', '--port', '8080'])).broker.datasetSiteUrl).toBe('http://localhost:8080/openactive')
    expect((await settings(['--host', '192.0.2.1'])).sellers.primary['@id']).toBe('http://192.0.2.1:5000/api/identifiers/sellers/1')
    expect((await settings(['--tls-cert', 'cert.pem', '--tls-key', 'key.pem'])).broker.datasetSiteUrl).toBe('https://localhost:5000/openactive')
  })

  it.for([
    [['--port', '0'], /--port/],
    [['--auth', 'basic'], /--auth/]
  ] as const)('is of no use with %j', async ([args, named]) => {
    const { code, stdout, stderr } = await cli(['suite-config', ...args])
    expect(stderr).toMatch(/^open-booking-simulator: [^\n]+\n$/)
    expect(stderr).toMatch(named)
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  })
})

/** Sends the request that the banner shows, as a person would who copies it into a shell. */
async function sendPrinted (banner: string): Promise<Json> {
  const [command = ''] = /^curl (?:.*\\\n)*.*$/m.exec(banner) ?? []
  const hasCurl = spawnSync('curl', ['--version']).status === 0
  if (hasCurl) return JSON.parse(spawnSync('sh', ['-c', command], { encoding: 'utf8' }).stdout) as Json
  // Without curl, the shell still says what its arguments are.
  const words = spawnSync('sh', ['-c', `curl () { printf '%s\\0' "$@"; }\n${command}`], { encoding: 'utf8' }).stdout.split('\0')
  const after = (flag: string): string[] => words.flatMap((word, index) => words[index - 1] === flag ? [word] : [])
  const headers = new Headers(after('-H').map((header) => header.split(': ', 2) as [string, string]))
  for (const user of after('-u')) headers.set('authorization', `Basic ${btoa(user)}`)
  const [url = ''] = words.filter((word) => word.startsWith('http'))
  return await (await fetch(url, { method: after('-X')[0] ?? 'GET', headers, body: after('-d')[0] ?? null })).json()
}
