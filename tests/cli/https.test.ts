import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { resolveSimulatorOptions } from '../../simulator/options/resolve.ts'
import { OptionsError } from '../../simulator/options/spelling.ts'
import { OWNER_TOKEN } from '../helpers/owner.ts'
import { newFolder, removeFolder, run } from '../package/processes.ts'
import { askSecurely, createCertificates } from './certificates.ts'
import { cli, IN_MEMORY, ONE_LINE, portOf, simulator, SMALL } from './in-process.ts'
import { printedRequest } from './printed-request.ts'

const folder = newFolder()
const file = (name: string): string => join(folder, name)
const contentOf = (name: string): string => readFileSync(file(name), 'utf8')
const TLS = ['--tls-cert', file('cert.pem'), '--tls-key', file('key.pem')]
const ask = async (url: string, ca = contentOf('cert.pem')) => await askSecurely(url, { ca })

beforeAll(async () => { await createCertificates(folder) })
afterAll(() => { removeFolder(folder) })

describe('https', () => {
  it('is the scheme of every address', async () => {
    const { base, banner } = await simulator([...SMALL, ...TLS])
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

  it('serves only clients that trust the certificate, and no plain http', async () => {
    const { base } = await simulator([...SMALL, ...TLS])
    await expect(ask(`${base}/health`, '')).rejects.toThrow(/self-signed/)
    await expect(fetch(`http://localhost:${portOf(base)}/health`)).rejects.toThrow()
    expect((await ask(`${base}/health`)).status).toBe(200)
  })

  it('takes its files from the environment, and prints a first request that succeeds', async () => {
    const { banner } = await simulator(SMALL, { env: { OPEN_BOOKING_TLS_CERT: file('cert.pem'), OPEN_BOOKING_TLS_KEY: file('key.pem') } })
    const { stdout } = await run('sh', ['-c', printedRequest(banner)], { cwd: folder })
    expect(JSON.parse(stdout)).toMatchObject({ '@type': 'OrderQuote' })
  })

  it('is required by the health check with a certificate, and named by commands without one', async () => {
    const [secure, plain] = [await simulator([...SMALL, ...TLS]), await simulator(SMALL)]
    const check = async (at: readonly string[], args: readonly string[]) => await cli(['healthcheck', ...at, ...args])
    expect(await check(secure.at, TLS)).toEqual({ code: 0, stdout: 'ready\n', stderr: '' })
    const noHttps = /^open-booking-simulator: not ready: no https at this port[^\n]+--tls-cert[^\n]+\n$/
    expect(await check(plain.at, TLS)).toMatchObject({ code: 1, stderr: expect.stringMatching(noHttps) })
    const useTls = / https [^\n]+--tls-cert[^\n]+\n$/
    const refused = { code: 1, stderr: expect.stringMatching(useTls) }
    const unhealthy = await check(secure.at, [])
    expect(unhealthy).toMatchObject(refused)
    expect(unhealthy.stderr).toMatch(/^open-booking-simulator: not ready: [^\n]+\n$/)
    const partners = await cli(['partners', ...secure.at], { env: { OPEN_BOOKING_OWNER_TOKEN: OWNER_TOKEN } })
    expect(partners).toMatchObject(refused)
    expect(partners.stderr).toMatch(ONE_LINE)
  })
})

const [CERT, KEY] = [file('cert.pem'), file('key.pem')]
const withFiles = (cert: string, key: string): readonly string[] => ['--tls-cert', cert, '--tls-key', key]

describe('certificate and key', () => {
  it.for<[problem: string, args: readonly string[], named: RegExp]>([
    ['a certificate without its key', ['--tls-cert', CERT], /--tls-key, OPEN_BOOKING_TLS_KEY\)(?: is missing|: set both)/],
    ['a key without its certificate', ['--tls-key', KEY], /--tls-cert, OPEN_BOOKING_TLS_CERT\)(?: is missing|: set both)/],
    ['a missing file', withFiles(CERT, file('missing.pem')), /--tls-key, OPEN_BOOKING_TLS_KEY\) .*ENOENT/],
    ['a key as the certificate', withFiles(KEY, KEY), /--tls-cert, OPEN_BOOKING_TLS_CERT\) .* certificate/],
    ['an empty file', withFiles('/dev/null', KEY), /--tls-cert, OPEN_BOOKING_TLS_CERT\) .* certificate/],
    ['half a key', withFiles(CERT, file('half.pem')), /--tls-key, OPEN_BOOKING_TLS_KEY\) .* private key/],
    ['the key of another certificate', withFiles(CERT, file('other.pem')), /do not match/]
  ])('%s is refused in one line', async ([, args, named]) => {
    const { code, stdout, stderr } = await cli([...IN_MEMORY, ...args])
    expect(stderr).toMatch(ONE_LINE)
    expect(stderr).toMatch(named)
    expect(stdout).toBe('')
    expect(code).toBe(1)
  })

  it('a key instead of its path is not repeated', async () => {
    const env = { OPEN_BOOKING_TLS_CERT: file('cert.pem'), OPEN_BOOKING_TLS_KEY: contentOf('key.pem') }
    const { code, stderr } = await cli(IN_MEMORY, { env })
    expect(stderr).toMatch(/^open-booking-simulator: [^\n]*--tls-key[^\n]*\n$/)
    expect(stderr).not.toContain('PRIVATE')
    expect(code).toBe(1)
  })

  it('are no options of the plugin', () => {
    expect(() => resolveSimulatorOptions({ tlsCert: 'cert.pem', tlsKey: 'key.pem' })).toThrow(OptionsError)
    expect(() => resolveSimulatorOptions({ port: 5000 })).toThrow('the plugin has no option port: its host sets port, host,')
  })
})
