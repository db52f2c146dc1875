import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ask, book } from './booking.ts'
import { freePort, ROOT, run, start, temporaryFolder } from './processes.ts'

const MEDIA_TYPE = 'application/vnd.openactive.booking+json; version=1'
const FASTIFY = join(ROOT, 'node_modules/.bin/fastify')

/** Flags of `fastify start`; it logs the listening address at level `info`. */
const flags = (port: number): string[] =>
  ['start', join(ROOT, 'dist/app.js'), '-p', String(port), '-a', '127.0.0.1', '-l', 'info']

async function fastifyStart (args: readonly string[], surroundings: { cwd: string, env?: Record<string, string> }) {
  const port = await freePort()
  const running = start(FASTIFY, [...flags(port), ...args], surroundings)
  await running.until(/Server listening at/)
  return { ...running, base: `http://localhost:${port}` }
}

/** `tests/cli/app.test.ts` tests prefixes, profiles and wrong options without a process. */
describe('fastify start', () => {
  it('serves the simulator at the given port, and keeps its state from one start to the next', async () => {
    const cwd = temporaryFolder()
    const first = await fastifyStart([], { cwd })
    expect(await ask('GET', `${first.base}/ready`)).toMatchObject({ status: 200, body: { status: 'ready' } })
    const unknown = { '@type': 'UnknownOrIncorrectEndpointError', instance: `${first.base}/nothing` }
    expect(await ask('GET', `${first.base}/nothing`)).toMatchObject({ status: 404, body: unknown })
    const uuid = await book(first.base)
    await first.stop()
    const second = await fastifyStart([], { cwd })
    expect((await ask('GET', `${second.base}/api/openbooking/orders/${uuid}`)).status).toBe(200)
  })

  it('takes server settings from the application, and options after two dashes over the environment', async () => {
    const cwd = temporaryFolder()
    const args = [
      '--options', '--', '--auth', 'key,basic', '--lease-minutes', '3', '--data-file', 'state.json', '--base-url',
      'https://book.example'
    ]
    const running = await fastifyStart(args, { cwd, env: { OPEN_BOOKING_AUTH: 'header', OPEN_BOOKING_BASE_URL: 'https://other.example' } })
    const { base } = running
    const malformed = await ask('GET', `${base}/x/%zz`)
    expect(malformed).toMatchObject({ status: 400, type: MEDIA_TYPE, body: { '@type': 'OpenBookingError' } })
    expect((await ask('GET', `${base}/feeds/session-series`)).body.next).toContain('https://book.example/feeds/')
    // `ask` sends a key.
    expect((await ask('GET', `${base}/api/openbooking/orders-rpde`)).status).toBe(200)
    await running.stop()
    // `fastify start` may end before the journal is folded into the file.
    expect(readdirSync(cwd)).toContainEqual(expect.stringMatching(/^state\.json/))
  })

  it('ends with an error after an unknown option', async () => {
    const args = [...flags(await freePort()), '--', '--lease-minuts', '3']
    const { code, stderr, stdout } = await run(FASTIFY, args, { cwd: ROOT, env: { OPEN_BOOKING_DATA_FILE: 'memory' } })
    expect(`${stdout}${stderr}`).toMatch(/leaseMinuts/)
    expect(code).not.toBe(0)
  })
})
