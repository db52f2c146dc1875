import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { dirname, join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { freePort, ROOT } from '../package/processes.ts'
import { cli, portOf, simulator, SMALL } from './in-process.ts'

describe('healthcheck', () => {
  it('succeeds when the simulator at this host and port is ready', async () => {
    const { base } = await simulator(SMALL)
    expect(await cli(['healthcheck', '--port', portOf(base)])).toMatchObject({ code: 0, stdout: 'ready\n' })
    for (const HOST of ['127.0.0.1', '0.0.0.0', 'localhost']) {
      expect(await cli(['healthcheck'], { env: { HOST, PORT: portOf(base) } }), HOST).toMatchObject({ code: 0 })
    }
  })

  it('fails when the port is closed', async () => {
    const { code, stderr } = await cli(['healthcheck', '--port', String(await freePort())])
    expect(stderr).toMatch(/^open-booking-simulator: not ready: [^\n]*ECONNREFUSED[^\n]*\n$/)
    expect(code).toBe(1)
  })

  it('fails when the server is not ready', async () => {
    const server = createServer((_request, response) => { response.writeHead(503).end() }).listen(0, '127.0.0.1')
    onTestFinished(() => { server.close() })
    await once(server, 'listening')
    const { code, stderr } = await cli(['healthcheck', '--port', String((server.address() as AddressInfo).port)])
    expect(stderr).toBe('open-booking-simulator: not ready: status 503\n')
    expect(code).toBe(1)
  })
})

/** @returns a source file of the repository and all that it imports as it loads: the files, and the packages */
function loaded (file: string, found = new Set<string>()): Set<string> {
  if (found.has(file)) return found
  found.add(file)
  if (!file.endsWith('.ts')) return found
  const text = readFileSync(join(ROOT, file), 'utf8')
  for (const [, from = ''] of text.matchAll(/^(?:import|export) (?!type\b).*?from '([^']+)'/gms)) {
    loaded(from.startsWith('.') ? join(dirname(file), from) : from, found)
  }
  return found
}

it('loads no part of the simulator: a container runs it every few seconds', () => {
  const files = [...loaded('cli/process.ts'), ...loaded('cli/healthcheck.ts')]
  expect(files).toContain('cli/http.ts')
  const allowed = /^(cli|schemas)\/|^domain\/protocol\/nearest|^simulator\/(options\/(spelling|texts)|this-package)\.ts$|^data\/package-folder\.ts$|^node:|^close-with-grace$/
  expect(files.filter((file) => !allowed.test(file))).toEqual([])
})
