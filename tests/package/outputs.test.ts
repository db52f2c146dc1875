import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync } from 'node:fs'
import type { Readable } from 'node:stream'
import { describe, expect, it, onTestFinished } from 'vitest'
import { CLI, cleanEnvironment, temporaryFolder } from './processes.ts'

/** Longest life of a process (ms): the test fails if it has to be killed. */
const LONGEST = 60_000
/** Requests whose log lines no pipe can hold (count); a pipe holds 64 KiB. */
const MANY = 400

interface Piped { readonly child: ChildProcess, readonly stdout: Readable, readonly stderr: Readable }

/** Start a simulator whose outputs are pipes. */
function piped (args: readonly string[] = []): Piped {
  const child = spawn(process.execPath, [CLI, '--port', '0', '--data-file', 'memory', '--types', 'ScheduledSession', ...args], {
    cwd: temporaryFolder(), env: cleanEnvironment(), stdio: ['ignore', 'pipe', 'pipe'], timeout: LONGEST, killSignal: 'SIGKILL'
  })
  onTestFinished(() => { child.kill('SIGKILL') })
  return { child, stdout: child.stdout as Readable, stderr: child.stderr as Readable }
}

/** Read a pipe until it shows a text. @returns the first group of the match */
async function readUntil (pipe: Readable, pattern: RegExp): Promise<string> {
  let text = ''
  return await new Promise((resolve, reject) => {
    pipe.setEncoding('utf8')
    const read = (part: string): void => {
      text += part
      const match = pattern.exec(text)
      if (match === null) return
      pipe.off('data', read)
      pipe.pause()
      resolve(match[1] ?? '')
    }
    pipe.on('data', read).once('close', () => { reject(new Error(`ended without ${pattern}: ${text}`)) })
  })
}

const BANNER = /base URL +(\S+)\n[^]*?\n\n[^]*?\n\n/
const LISTENING = /Server listening at (http:\/\/127\.0\.0\.1:\d+)/

const isReady = async (base: string): Promise<boolean> => (await (await fetch(`${base}/feeds/session-series`)).text()) !== ''

/** End it as `docker stop` does. @returns the exit code: the process ends itself with 1 if a clean stop takes 900 ms */
async function terminate ({ child }: Pick<Piped, 'child'>): Promise<unknown> {
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  const [code, signal] = await ended
  return code ?? signal
}

describe('a reader that closes', () => {
  it('stdout at once leaves a simulator that answers, and ends on SIGTERM', async () => {
    const running = piped()
    running.stdout.destroy()
    const base = await readUntil(running.stderr, BANNER)
    expect(await isReady(base)).toBe(true)
    expect(await terminate(running)).toBe(0)
  })

  it('stdout at its first line leaves a simulator that answers, and ends on SIGTERM', async () => {
    const running = piped()
    const base = await readUntil(running.stdout, LISTENING)
    running.stdout.destroy()
    await readUntil(running.stderr, BANNER)
    expect(await isReady(base)).toBe(true)
    expect(await terminate(running)).toBe(0)
  })

  it('stdout without a log, so that the banner has no reader, leaves a simulator that ends on SIGTERM', async () => {
    const running = piped(['--log-level', 'silent', '--host', '0.0.0.0'])
    running.stdout.destroy()
    // The warning follows the banner.
    await readUntil(running.stderr, /(WARNING)/)
    expect(await terminate(running)).toBe(0)
  })

  it('stderr leaves a simulator that answers, and ends on SIGTERM', async () => {
    const running = piped()
    running.stderr.destroy()
    const base = await readUntil(running.stdout, LISTENING)
    expect(await isReady(base)).toBe(true)
    expect(await terminate(running)).toBe(0)
  })

  it.each(['--help', 'suite-config', '--nonsense'])('stdout and stderr of %s leaves no process', async (word) => {
    const running = piped([word, '--port', '5001'])
    running.stdout.destroy()
    running.stderr.destroy()
    expect(await once(running.child, 'exit')).toEqual([word === '--nonsense' ? 1 : 0, null])
  })
})

describe('a full disk', () => {
  /** Start the command line with its stdout on a disk that is full. */
  function full (args: readonly string[]): { readonly child: ChildProcess, readonly stderr: Readable } {
    const disk = openSync('/dev/full', 'w')
    const child = spawn(process.execPath, [CLI, ...args], {
      cwd: temporaryFolder(), env: cleanEnvironment(), stdio: ['ignore', disk, 'pipe'], timeout: LONGEST, killSignal: 'SIGKILL'
    })
    closeSync(disk)
    onTestFinished(() => { child.kill('SIGKILL') })
    return { child, stderr: child.stderr as Readable }
  }

  it.each(['--help', '--version', 'suite-config'])('fails %s, whose output is lost', async (word) => {
    const { child, stderr } = full([word])
    const text = stderr.setEncoding('utf8').toArray()
    expect(await once(child, 'exit')).toEqual([1, null])
    expect((await text).join('')).toMatch(/^open-booking-simulator: ENOSPC[^\n]*\n$/)
  })

  it('leaves a simulator without its log, which ends on SIGTERM with 0', async () => {
    const running = full(['--port', '0', '--data-file', 'memory', '--types', 'ScheduledSession'])
    const base = await readUntil(running.stderr, BANNER)
    expect(await isReady(base)).toBe(true)
    expect(await terminate(running)).toBe(0)
  })
})

it('a reader that stops reading halts neither answers nor the end', async () => {
  const running = piped()
  const base = await readUntil(running.stderr, BANNER)
  for (let count = 0; count < MANY; count++) await (await fetch(`${base}/missing`)).text()
  expect(await isReady(base)).toBe(true)
  expect(await terminate(running)).toBe(0)
})

it('a log that a program reads has JSON lines only, to the last; people read the banner on stderr', async () => {
  const running = piped()
  await readUntil(running.stderr, BANNER)
  let log = ''
  running.stdout.setEncoding('utf8').on('data', (text: string) => { log += text })
  running.child.kill('SIGTERM')
  await once(running.child, 'close')
  const messages = log.trimEnd().split('\n').map((line) => (JSON.parse(line) as { msg: string }).msg)
  expect(messages).toContainEqual(expect.stringMatching(/^Server listening/))
})
