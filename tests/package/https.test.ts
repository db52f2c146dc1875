import { generateKeyPairSync } from 'node:crypto'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import { Agent, get as getHttps } from 'node:https'
import { connect } from 'node:net'
import { join } from 'node:path'
import { json } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { resolveSimulatorOptions } from '../../simulator/options/resolve.ts'
import { OptionsError } from '../../simulator/options/spelling.ts'
import { OWNER_TOKEN } from '../helpers/owner.ts'
import type { Json } from './booking.ts'
import { CLI, freePort, newFolder, removeFolder, ROOT, run, start } from './processes.ts'

const cwd = newFolder()
const TLS = ['--tls-cert', 'cert.pem', '--tls-key', 'key.pem']
const IN_MEMORY = ['--port', '0', '--data-file', 'memory']

// With the very line that the README has for it.
beforeAll(async () => {
  const [line = ''] = /^openssl req .*$/m.exec(readFileSync(join(ROOT, 'README.md'), 'utf8')) ?? []
  const { code, stderr } = await run('sh', ['-c', line], { cwd })
  expect(code, stderr).toBe(0)
  writeFileSync(join(cwd, 'half.pem'), contentOf('key.pem').slice(0, 600))
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  writeFileSync(join(cwd, 'other.pem'), privateKey.export({ type: 'pkcs8', format: 'pem' }))
})
afterAll(() => { removeFolder(cwd) })

const contentOf = (name: string): string => readFileSync(join(cwd, name), 'utf8')
const cli = (args: readonly string[], env = {}) => run(process.execPath, [CLI, ...args], { cwd, env })
const portOf = (base: string): string => new URL(base).port

async function simulator (args: readonly string[], env = {}) {
  const running = start(process.execPath, [CLI, ...IN_MEMORY, ...args], { cwd, env })
  const [banner, base = ''] = await running.until(/ {2}base URL +(\S+)[^]*?\n\n[^]*?\n\n/)
  return { ...running, banner, base }
}

/** What somebody gets who trusts the certificate. */
async function ask (url: string, { ca = contentOf('cert.pem'), agent = new Agent() } = {}): Promise<{ status: number | undefined, body: Json }> {
  const [response] = await once(getHttps(url, { ca, agent }), 'response') as [IncomingMessage]
  return { status: response.statusCode, body: await json(response) }
}

describe('https', () => {
  it('is in every address', async () => {
    const { base, banner } = await simulator(TLS)
    expect(base).toMatch(/^https:\/\/localhost:[1-9]\d+$/)
    expect(banner).not.toContain('http://')
    const { status, body: page } = await ask(`${base}/feeds/scheduled-sessions`)
    expect(status).toBe(200)
    expect(page.next).toContain(`${base}/feeds/scheduled-sessions?`)
    expect(page.items[0].data['@id']).toContain(`${base}/api/identifiers/`)
    expect(JSON.stringify(page)).not.toContain('http://localhost')
    expect((await ask(`${base}/nothing`)).body.instance).toBe(`${base}/nothing`)
    expect((await ask(`${base}/x/%zz`)).body.instance).toBe(`${base}/`)
  })

  it('is served to nobody who does not trust the certificate, and nothing is served without it', async () => {
    const { base } = await simulator(TLS)
    await expect(ask(`${base}/health`, { ca: '' })).rejects.toThrow(/self-signed/)
    await expect(fetch(`http://localhost:${portOf(base)}/health`)).rejects.toThrow()
    expect((await ask(`${base}/health`)).status).toBe(200)
  })

  it('takes its files from the environment, too, and has a first request that works', async () => {
    const { banner } = await simulator([], { TLS_CERT: join(cwd, 'cert.pem'), TLS_KEY: join(cwd, 'key.pem') })
    const [command = ''] = /^curl (?:.*\\\n)*.*$/m.exec(banner) ?? []
    expect(JSON.parse((await run('sh', ['-c', command], { cwd })).stdout)).toMatchObject({ '@type': 'OrderQuote' })
  })

  it('is asked for by the health check', async () => {
    const [secure, plain] = [await simulator(TLS), await simulator([])]
    const check = async (base: string, args: readonly string[]) => await cli(['healthcheck', '--port', portOf(base), ...args])
    expect(await check(secure.base, TLS)).toMatchObject({ code: 0, stdout: 'ready\n', stderr: '' })
    expect(await check(plain.base, TLS)).toMatchObject({ code: 1, stderr: 'open-booking-simulator: not ready: no https at this port\n' })
    expect(await check(secure.base, [])).toMatchObject({ code: 1, stderr: expect.stringMatching(/^open-booking-simulator: not ready: [^\n]+ https [^\n]+--tls-cert[^\n]+\n$/) })
    expect(await cli(['partners', '--port', portOf(secure.base)], { OWNER_TOKEN })).toMatchObject({ code: 1, stderr: expect.stringMatching(/^open-booking-simulator: [^\n]+ https [^\n]+--tls-cert[^\n]+\n$/) })
  })

  it('keeps connections open, and stops in good order without those that say nothing', async () => {
    const { base, stop } = await simulator(TLS)
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    onTestFinished(() => { agent.destroy() })
    const opened = new Set<unknown>()
    agent.on('keylog', (_line, socket) => { opened.add(socket) })
    for (const path of ['/health', '/ready']) await ask(`${base}${path}`, { agent })
    expect(opened.size).toBe(1)
    const silent = connect({ host: '127.0.0.1', port: Number(portOf(base)) }).on('error', () => {})
    onTestFinished(() => { silent.destroy() })
    await once(silent, 'connect')
    expect(await stop()).toMatchObject({ code: 0, signal: null, stderr: '' })
  })

  it('is served by `fastify start`, too', async () => {
    const port = await freePort()
    const args = ['start', join(ROOT, 'dist/app.js'), '-p', String(port), '-a', '127.0.0.1', '-l', 'info', '--options']
    const running = start(join(ROOT, 'node_modules/.bin/fastify'), args, { cwd, env: { DATA_FILE: 'memory', TLS_CERT: 'cert.pem', TLS_KEY: 'key.pem' } })
    await running.until(/Server listening at https:/)
    const base = `https://localhost:${port}`
    expect((await ask(`${base}/feeds/session-series`)).body.next).toContain(`${base}/feeds/`)
  })
})

describe('without what it needs', () => {
  it.for([
    ['a certificate without its key', ['--tls-cert', 'cert.pem'], /--tls-key, TLS_KEY\) is missing/],
    ['a key without its certificate', ['--tls-key', 'key.pem'], /--tls-cert, TLS_CERT\) is missing/],
    ['a missing file', ['--tls-cert', 'cert.pem', '--tls-key', 'missing.pem'], /--tls-key, TLS_KEY\) .*ENOENT/],
    ['a certificate that is none', ['--tls-cert', 'key.pem', '--tls-key', 'key.pem'], /--tls-cert, TLS_CERT\) .* certificate/],
    ['an empty file', ['--tls-cert', '/dev/null', '--tls-key', 'key.pem'], /--tls-cert, TLS_CERT\) .* certificate/],
    ['a key that is none', ['--tls-cert', 'cert.pem', '--tls-key', 'half.pem'], /--tls-key, TLS_KEY\) .* private key/],
    ['the key of another certificate', ['--tls-cert', 'cert.pem', '--tls-key', 'other.pem'], /do not go together/]
  ] as const)('refuses %s in one line', async ([, args, named]) => {
    const { code, stdout, stderr } = await cli([...IN_MEMORY, ...args])
    expect(stderr).toMatch(/^open-booking-simulator: [^\n]+\n$/)
    expect(stderr).toMatch(named)
    expect(stdout).toBe('')
    expect(code).toBe(1)
  })

  it('does not repeat a key that was given instead of its path', async () => {
    const { code, stderr } = await cli(IN_MEMORY, { TLS_CERT: 'cert.pem', TLS_KEY: contentOf('key.pem') })
    expect(stderr).toMatch(/^open-booking-simulator: [^\n]*--tls-key[^\n]*\n$/)
    expect(stderr).not.toContain('PRIVATE')
    expect(code).toBe(1)
  })

  it('is no matter of the plugin', () => {
    expect(() => resolveSimulatorOptions({ tlsCert: 'cert.pem', tlsKey: 'key.pem' })).toThrow(OptionsError)
  })
})
