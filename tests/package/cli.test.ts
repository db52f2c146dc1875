import { once } from 'node:events'
import { chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { watch } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { ONE_LINE, simulator as simulatorInProcess } from '../cli/in-process.ts'
import { beginRequest } from '../helpers/incomplete-request.ts'
import { ask, book, type Json } from './booking.ts'
import { CLI, run, type Running, start, temporaryFolder } from './processes.ts'

const ANY_PORT = ['--port', '0']

const cli = (args: readonly string[], cwd = temporaryFolder()) => run(process.execPath, [CLI, ...args], { cwd })

interface Started extends Running { readonly base: string, readonly banner: string }

/** Start the simulator in a process of its own, and wait for the end of the banner. */
async function simulator (args: readonly string[], cwd: string): Promise<Started> {
  const running = start(process.execPath, [CLI, ...args, '--log-level', 'silent'], { cwd })
  const [banner, base = ''] = await running.until(/Open Booking Simulator\n {2}base URL +(\S+)[^]*?\n\n[^]*?\n\n/)
  return { ...running, banner, base }
}

/** Start a simulator in this process with another's data file. @returns the response to a GET of the order */
async function orderAfterRestart (cwd: string, uuid: string, options: readonly string[] = []) {
  const { base } = await simulatorInProcess([...ANY_PORT, ...options, '--data-file', join(cwd, 'open-booking.json')])
  return { base, response: await ask('GET', `${base}/api/openbooking/orders/${uuid}`) }
}

/** Wait for a file whose name matches. */
async function watchFor (folder: string, name: RegExp): Promise<void> {
  for await (const { filename } of watch(folder)) if (name.test(filename ?? '')) return
}

function ordersIn (cwd: string): string[] {
  const text = readFileSync(join(cwd, 'open-booking.json'), 'utf8')
  const { records } = JSON.parse(text) as { records: Array<[checksum: string, kind: string, id: string, ...Json[]]> }
  return records.flatMap(([, kind, id]) => kind === 'order' ? [id] : [])
}

/** After 900 ms, the process ends itself with 1; so 0 also means that it stopped in time. */
describe('a process', () => {
  it('on SIGTERM keeps every order in the data file, and ends with 0', async () => {
    const cwd = temporaryFolder()
    const running = await simulator(ANY_PORT, cwd)
    expect(running.banner).toContain(join(cwd, 'open-booking.json'))
    const { port } = new URL(running.base)
    expect(await cli(['healthcheck', '--port', port])).toMatchObject({ code: 0, stdout: 'ready\n' })
    const uuid = await book(running.base)
    expect(await running.stop('SIGTERM')).toMatchObject({ code: 0, signal: null, stderr: '' })
    expect(ordersIn(cwd).some((id) => id.includes(uuid))).toBe(true)
    const { base, response } = await orderAfterRestart(cwd, uuid)
    expect(response).toMatchObject({ status: 200, body: { '@id': `${base}/api/openbooking/orders/${uuid}` } })
  })

  it('on SIGTERM drops an incomplete request, and ends with 0', async () => {
    const args = [...ANY_PORT, '--data-file', 'memory', '--types', 'ScheduledSession']
    const running = await simulator(args, temporaryFolder())
    await beginRequest(new URL(running.base).port)
    expect(await running.stop('SIGTERM')).toMatchObject({ code: 0, stderr: '' })
  })

  it('on SIGINT keeps every order in the data file, and ends with 0', async () => {
    const cwd = temporaryFolder()
    const running = await simulator(ANY_PORT, cwd)
    const uuid = await book(running.base)
    expect(await running.stop('SIGINT')).toMatchObject({ code: 0, signal: null, stderr: '' })
    expect(ordersIn(cwd).some((id) => id.includes(uuid))).toBe(true)
  })

  it('on SIGKILL loses no confirmed order', async () => {
    const cwd = temporaryFolder()
    const running = await simulator(ANY_PORT, cwd)
    const uuid = await book(running.base)
    await running.stop('SIGKILL')
    expect((await orderAfterRestart(cwd, uuid)).response.status).toBe(200)
  })

  it.each([
    ['small', [], 0],
    // From 20 MB, a stop breaks the compaction off.
    ['large', ['--sample-size', '1000'], 20 * 1024 * 1024]
  ])('on SIGTERM during the compaction of a %s data file ends with 0, and keeps every order', async (_size, options, least) => {
    const cwd = temporaryFolder()
    const killed = await simulator([...ANY_PORT, ...options], cwd)
    const uuid = await book(killed.base)
    await killed.stop('SIGKILL')
    const rotated = watchFor(cwd, /journal\.1$/)
    const running = await simulator([...ANY_PORT, ...options], cwd)
    await rotated
    expect(await running.stop('SIGTERM')).toMatchObject({ code: 0, signal: null, stderr: '' })
    const sizes = readdirSync(cwd).map((name) => statSync(join(cwd, name)).size)
    expect(Math.max(...sizes)).toBeGreaterThan(least)
    expect(readdirSync(cwd).filter((name) => name.endsWith('.tmp'))).toEqual([])
    expect((await orderAfterRestart(cwd, uuid, options)).response.status).toBe(200)
  })

  it('on SIGTERM during its start ends with 0', async () => {
    const args = [CLI, ...ANY_PORT, '--types', 'ScheduledSession']
    const running = start(process.execPath, args, { cwd: temporaryFolder() })
    await running.until(/Server listening/)
    const { code, signal, stderr } = await running.stop()
    expect({ code, signal }).toEqual({ code: 0, signal: null })
    expect(stderr).not.toContain('open-booking-simulator:')
  })

  it('with valid and invalid flags loads no library of validators, which takes a fifteenth of a start', async () => {
    const cwd = temporaryFolder()
    const [preload, list] = [join(cwd, 'preload.cjs'), join(cwd, 'loaded')]
    writeFileSync(preload, `process.on('exit', () => { require('fs').writeFileSync('${list}', Object.keys(require.cache).join(' ')) })`)
    const args = (...flags: string[]): string[] => ['--require', preload, CLI, ...ANY_PORT, '--data-file', 'memory', ...flags]
    const running = start(process.execPath, args('--lease-minutes', '60', '--clock', '2027-03-09T10:20:00Z'), { cwd })
    await running.until(/Server listening/)
    await running.stop()
    const loaded = readFileSync(list, 'utf8')
    expect(loaded).toContain('fastify')
    expect(loaded).not.toContain('ajv/dist/core')
    expect(await run(process.execPath, args('--lease-minutes', 'many'), { cwd })).toMatchObject({ code: 1 })
    expect(readFileSync(list, 'utf8')).not.toContain('ajv/dist/core')
  })

  it('ends with 1 and one line when its port is in use', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    onTestFinished(() => { server.close() })
    await once(server, 'listening')
    const port = String((server.address() as AddressInfo).port)
    const { code, stderr } = await cli(['--port', port, '--log-level', 'silent'])
    expect(stderr).toMatch(new RegExp(`^open-booking-simulator: [^\n]*${port}[^\n]*--port[^\n]*\n$`))
    expect(code).toBe(1)
  })

  it('names the option and the folder where it cannot write', async () => {
    const cwd = temporaryFolder()
    chmodSync(cwd, 0o555)
    // The administrator can write everywhere.
    const user = process.getuid?.() === 0 ? { uid: 65534 } : {}
    for (const file of ['open-booking.json', 'a/b/open-booking.json']) {
      const { code, stdout, stderr } = await run(process.execPath, [CLI, ...ANY_PORT, '--data-file', join(cwd, file)], { cwd, ...user })
      expect(stderr).toMatch(ONE_LINE)
      expect(stderr).toContain(`dataFile (--data-file, OPEN_BOOKING_DATA_FILE): the folder ${cwd} must be readable and writable by user `)
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    }
  })

  it('ends with 1 and one line after a wrong argument', async () => {
    const { code, stdout, stderr } = await cli(['--fresh=yes'])
    expect(stderr).toMatch(ONE_LINE)
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  })
})
