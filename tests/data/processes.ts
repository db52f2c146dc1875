import { type ChildProcess, type ChildProcessByStdio, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { onTestFinished } from 'vitest'
import { commandOptions } from '../../schemas/options.ts'

const DIST = join(import.meta.dirname, '../../dist')

function builtFile (name: string): string {
  const file = join(DIST, name)
  if (!existsSync(file)) throw new Error(`${file} is missing: run \`npm run build\` first`)
  return file
}

/** Ends a process as a power cut would, and waits until it is gone. */
export async function kill (child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}

/** A process that can take the lock of a data file, see `hold-lock.mjs`. */
export interface Starter {
  readonly child: ChildProcess
  /** Sends a message. @returns the answer to it */
  ask (message: string): Promise<string>
}

export function newStarter (): Starter {
  builtFile('data/lock.js')
  const child = fork(join(import.meta.dirname, 'hold-lock.mjs'), { execArgv: [] })
  const gone = once(child, 'exit').then(() => { throw new Error('the process has ended') })
  gone.catch(() => {})
  onTestFinished(async () => { await kill(child) })
  return {
    child,
    async ask (message) {
      const answer = Promise.race([once(child, 'message'), gone])
      child.send(message)
      return String((await answer)[0])
    }
  }
}

/** A simulator in a process of its own. */
export interface Started {
  readonly child: ChildProcess
  readonly baseUrl: string
}

interface Run {
  readonly child: ChildProcessByStdio<null, Readable, Readable>
  /** What it has written to the standard output so far. */
  written (): string
  readonly ended: Promise<{ code: number | null, errors: string }>
}

/** Runs the command line, with no options from the environment: that of a test has some by chance, and a person's may have others. */
function run (args: readonly string[]): Run {
  const names = new Set<string>(Object.values(commandOptions.properties).map(({ env }) => env))
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !names.has(name)))
  const child = spawn(process.execPath, [builtFile('cli.js'), ...args], { stdio: ['ignore', 'pipe', 'pipe'], env })
  onTestFinished(async () => { await kill(child) })
  let [written, errors] = ['', '']
  child.stdout.setEncoding('utf8').on('data', (text: string) => { written += text })
  child.stderr.setEncoding('utf8').on('data', (text: string) => { errors += text })
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, errors }))
  return { child, written: () => written, ended }
}

const startArguments = (dataFile: string): string[] => ['start', '--port', '0', '--data-file', dataFile, '--log-level', 'silent']

/** Starts a simulator and waits until it has told its base URL. */
export async function startSimulator (dataFile: string): Promise<Started> {
  const { child, written, ended } = run(startArguments(dataFile))
  const failed = ended.then(({ code, errors }) => { throw new Error(`the simulator has ended with ${code}: ${errors}`) })
  failed.catch(() => {})
  for (;;) {
    const [, baseUrl] = /base URL\s+(\S+)\n/.exec(written()) ?? []
    if (baseUrl !== undefined) return { child, baseUrl }
    await Promise.race([once(child.stdout, 'data'), failed])
  }
}

/** Starts a simulator that is expected not to stay. */
export async function startInVain (dataFile: string): Promise<{ code: number | null, errors: string }> {
  return await run(startArguments(dataFile)).ended
}
