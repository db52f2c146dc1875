import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { Agent } from 'node:https'
import { connect } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { askSecurely, createCertificates } from '../cli/certificates.ts'
import { CLI, freePort, newFolder, removeFolder, ROOT, run, start } from './processes.ts'

const cwd = newFolder()
const TLS = ['--tls-cert', 'cert.pem', '--tls-key', 'key.pem']
const ask = async (url: string, agent = new Agent()) => {
  return await askSecurely(url, { ca: readFileSync(join(cwd, 'cert.pem'), 'utf8'), agent })
}

beforeAll(async () => { await createCertificates(cwd) })
afterAll(() => { removeFolder(cwd) })

it('a process with https is healthy, keeps connections open, and stops cleanly despite a silent one', async () => {
  const args = [CLI, '--port', '0', '--data-file', 'memory', '--types', 'ScheduledSession', '--log-level', 'silent', ...TLS]
  const running = start(process.execPath, args, { cwd })
  const [, base = ''] = await running.until(/ {2}base URL +(\S+)[^]*?\n\n[^]*?\n\n/)
  const { port } = new URL(base)
  const checked = await run(process.execPath, [CLI, 'healthcheck', '--port', port, ...TLS], { cwd })
  expect(checked).toMatchObject({ code: 0, stdout: 'ready\n', stderr: '' })
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  onTestFinished(() => { agent.destroy() })
  const opened = new Set<unknown>()
  agent.on('keylog', (_line, socket) => { opened.add(socket) })
  for (const path of ['/health', '/ready']) await ask(`${base}${path}`, agent)
  expect(opened.size).toBe(1)
  const silent = connect({ host: '127.0.0.1', port: Number(port) }).on('error', () => {})
  onTestFinished(() => { silent.destroy() })
  await once(silent, 'connect')
  expect(await running.stop()).toMatchObject({ code: 0, signal: null, stderr: '' })
})

it('`fastify start` serves https with the files in the environment', async () => {
  const port = await freePort()
  const args = ['start', join(ROOT, 'dist/app.js'), '-p', String(port), '-a', '127.0.0.1', '-l', 'info', '--options']
  const env = { OPEN_BOOKING_DATA_FILE: 'memory', OPEN_BOOKING_TLS_CERT: 'cert.pem', OPEN_BOOKING_TLS_KEY: 'key.pem' }
  const running = start(join(ROOT, 'node_modules/.bin/fastify'), args, { cwd, env })
  await running.until(/Server listening at https:/)
  const base = `https://localhost:${port}`
  expect((await ask(`${base}/feeds/session-series`)).body.next).toContain(`${base}/feeds/`)
})
