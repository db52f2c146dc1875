import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ask, book } from './booking.ts'
import { freePort, ROOT, run, start, temporaryFolder } from './processes.ts'

const MEDIA_TYPE = 'application/vnd.openactive.booking+json; version=1'
const FASTIFY = join(ROOT, 'node_modules/.bin/fastify')
const LISTENING = /Server listening at/

/** What `fastify start` prints about its start is for the level `info`. */
async function fastifyStart (args: readonly string[], { cwd = ROOT, env = { DATA_FILE: 'memory' } as Record<string, string> } = {}) {
  const port = await freePort()
  const running = start(FASTIFY, ['start', join(ROOT, 'dist/app.js'), '-p', String(port), '-a', '127.0.0.1', '-l', 'info', ...args], { cwd, env })
  await running.until(LISTENING)
  return { ...running, base: `http://localhost:${port}` }
}

describe('fastify start', () => {
  it('serves the simulator at the port that it is given', async () => {
    const { base } = await fastifyStart([])
    expect(await ask('GET', `${base}/ready`)).toMatchObject({ status: 200, body: { status: 'ready' } })
    await book(base)
    expect(await ask('GET', `${base}/nothing`)).toMatchObject({ status: 404, body: { '@type': 'UnknownOrIncorrectEndpointError', instance: `${base}/nothing` } })
  })

  it('serves the simulator below a prefix', async () => {
    const { base } = await fastifyStart(['--prefix', '/sim'])
    await book(`${base}/sim`)
    expect(await ask('GET', `${base}/sim/nothing`)).toMatchObject({ status: 404, body: { '@type': 'UnknownOrIncorrectEndpointError' } })
    expect(await ask('GET', `${base}/nothing`)).toMatchObject({ status: 404, body: { message: 'Route GET:/nothing not found' } })
  })

  it('takes the settings of the server from the application', async () => {
    const { base } = await fastifyStart(['--options'])
    expect(await ask('GET', `${base}/x/%zz`)).toMatchObject({ status: 400, type: MEDIA_TYPE, body: { '@type': 'OpenBookingError' } })
    await book(base)
  })

  it('takes options from the environment', async () => {
    const { base } = await fastifyStart([], { env: { DATA_FILE: 'memory', BASE_URL: 'https://book.example/sim' } })
    expect((await ask('GET', `${base}/feeds/session-series`)).body.next).toContain('https://book.example/sim/feeds/')
  })

  it('takes options after two dashes, over the environment', async () => {
    const cwd = temporaryFolder()
    const args = ['--options', '--', '--auth', 'key,basic', '--lease-minutes', '3', '--data-file', 'state.json', '--base-url', 'https://book.example']
    const running = await fastifyStart(args, { cwd, env: { AUTH: 'header', BASE_URL: 'https://other.example' } })
    const { base } = running
    expect((await ask('GET', `${base}/feeds/session-series`)).body.next).toContain('https://book.example/feeds/')
    // By its key: asking with it is possible.
    expect((await ask('GET', `${base}/api/openbooking/orders-rpde`)).status).toBe(200)
    await running.stop()
    expect(existsSync(join(cwd, 'state.json'))).toBe(true)
  })

  it('takes a profile after two dashes', async () => {
    const { base } = await fastifyStart(['--', '--profile', 'only-free'], { env: { DATA_FILE: 'memory' } })
    expect((await ask('GET', `${base}/feeds/events`)).status).toBe(404)
    const { items } = (await ask('GET', `${base}/feeds/session-series`)).body
    expect(items.flatMap(({ data }: { data: { offers: Array<{ price: number }> } }) => data.offers.map(({ price }) => price)).every((price: number) => price === 0)).toBe(true)
  })

  it.for([
    ['an option that there is not', ['--', '--lease-minuts', '3'], /leaseMinuts/],
    ['a wrong value', ['--', '--lease-minutes', 'few'], /leaseMinutes/],
    ['a port that comes too late', ['--', '--port', '7000'], /--port .*-p/],
    ['an address that comes too late', ['--', '--host', '0.0.0.0'], /--host .*-a/],
    ['a certificate that comes too late', ['--', '--tls-cert', 'cert.pem', '--tls-key', 'key.pem'], /--tls-cert .*TLS_CERT.*--options/]
  ] as const)('refuses %s', async ([, args, named]) => {
    const port = String(await freePort())
    const { code, stderr, stdout } = await run(FASTIFY, ['start', join(ROOT, 'dist/app.js'), '-p', port, '-a', '127.0.0.1', ...args], { cwd: ROOT, env: { DATA_FILE: 'memory' } })
    expect(`${stdout}${stderr}`).toMatch(named)
    expect(code).not.toBe(0)
  })

  it('keeps its state from one start to the next', async () => {
    const cwd = temporaryFolder()
    const first = await fastifyStart([], { cwd, env: {} })
    const uuid = await book(first.base)
    await first.stop()
    const second = await fastifyStart([], { cwd, env: {} })
    expect((await ask('GET', `${second.base}/api/openbooking/orders/${uuid}`)).status).toBe(200)
  })
})
