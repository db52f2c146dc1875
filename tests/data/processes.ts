import { type ChildProcess, type ChildProcessByStdio, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { onTestFinished } from 'vitest'
import { OPTION_NAMES, plainVariableOf, variableOf } from '../../simulator/options/spelling.ts'

const DIST = join(import.meta.dirname, '../../dist')

function builtFile (name: string): string {
  const file = join(DIST, name)
  if (!existsSync(file)) throw new Error(`${file} is missing. Run \`npm run build\` first.`)
  return file
}

/** Kill a process without warning, and wait until it has ended. */
export async function kill (child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  await ended
}

/** A process that can take the lock of a data file; see `hold-lock.mjs`. */
export interface LockProcess {
  readonly child: ChildProcess
  /** Send a message. @returns the answer to it */
  request (message: string): Promise<string>
}

/** Start a process that holds no lock yet; it is killed when the test ends. */
export function startLockProcess (): LockProcess {
  builtFile('data/file/lock.js')
  const child = fork(join(import.meta.dirname, 'hold-lock.mjs'), { execArgv: [] })
  const ended = once(child, 'exit').then(() => { throw new Error('The lock process has ended') })
  ended.catch(() => {})
  onTestFinished(async () => { await kill(child) })
  return {
    child,
    async request (message) {
      const answer = Promise.race([once(child, 'message'), ended])
      child.send(message)
      return String((await answer)[0])
    }
  }
}

/** A simulator in another process. */
export interface Started {
  readonly child: ChildProcess
  readonly baseUrl: string
}

interface Run {
  readonly child: ChildProcessByStdio<null, Readable, Readable>
  /** @returns its standard output so far. */
  written (): string
  readonly ended: Promise<{ code: number | null, errors: string }>
}

/** Run the command line without options from the environment, which differs between machines. */
function run (args: readonly string[]): Run {
  const names = new Set(OPTION_NAMES.flatMap((name) => [variableOf(name), plainVariableOf(name)]))
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !names.has(name)))
  const child = spawn(process.execPath, [builtFile('cli.js'), ...args], { stdio: ['ignore', 'pipe', 'pipe'], env })
  onTestFinished(async () => { await kill(child) })
  let [written, errors] = ['', '']
  child.stdout.setEncoding('utf8').on('data', (text: string) => { written += text })
  child.stderr.setEncoding('utf8').on('data', (text: string) => { errors += text })
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, errors }))
  return { child, written: () => written, ended }
}

const startArguments = (dataFile: string): string[] =>
  ['start', '--port', '0', '--data-file', dataFile, '--log-level', 'silent']

/** Start a simulator and wait until it has printed its base URL. */
export async function startSimulator (dataFile: string): Promise<Started> {
  const { child, written, ended } = run(startArguments(dataFile))
  const failed = ended.then(({ code, errors }) => {
    throw new Error(`The simulator has ended with ${code}: ${errors}`)
  })
  failed.catch(() => {})
  for (;;) {
    const [, baseUrl] = /base URL\s+(\S+)\n/.exec(written()) ?? []
    if (baseUrl !== undefined) return { child, baseUrl }
    await Promise.race([once(child.stdout, 'data'), failed])
  }
}

/** Start a simulator that is expected to end by itself. @returns its exit code and standard error */
export async function runUntilExit (dataFile: string): Promise<{ code: number | null, errors: string }> {
  return await run(startArguments(dataFile)).ended
}
