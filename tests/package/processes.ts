import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { commandOptions } from '../../schemas/options.ts'

/** The repository. */
export const ROOT = join(import.meta.dirname, '../..')
/** The command line as it is built. */
export const CLI = join(ROOT, 'dist/cli.js')

export interface Ended { readonly code: number | null, readonly signal: string | null, readonly stdout: string, readonly stderr: string }

export interface Running {
  /** @returns the first match in what it prints; throws when it ends without one. */
  until (pattern: RegExp): Promise<RegExpExecArray>
  /** Sends a signal and waits for the end. */
  stop (signal?: NodeJS.Signals): Promise<Ended>
  readonly ended: Promise<Ended>
}

export interface Surroundings { readonly cwd: string, readonly env?: Readonly<Record<string, string>> }

/** What npm needs to reach its registry; the rest of what it sets is about this repository. */
const NPM_SETTINGS = /^npm_config_(registry|cache|userconfig|globalconfig|cafile|.*proxy|.*auth.*)$/i

/** The environment without what the test runner, npm and whoever runs the tests have set for themselves. */
function cleanEnvironment (): Record<string, string | undefined> {
  const options: readonly string[] = Object.values(commandOptions.properties).map(({ env }) => env)
  return Object.fromEntries(Object.entries(process.env).filter(([name]) =>
    !options.includes(name) && (!/^(npm_|FASTIFY_|VITEST|NODE_ENV|NODE_OPTIONS|INIT_CWD)/i.test(name) || NPM_SETTINGS.test(name))))
}

/** No process of a test needs longer (ms). */
const LONGEST = 280_000

function launch (command: string, args: readonly string[], { cwd, env = {} }: Surroundings): Running {
  const child = spawn(command, args, { cwd, env: { ...cleanEnvironment(), ...env }, stdio: ['ignore', 'pipe', 'pipe'], timeout: LONGEST })
  const printed = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const) child[name].setEncoding('utf8').on('data', (text: string) => { printed[name] += text })
  const ended = once(child, 'close').then(([code, signal]): Ended => ({ code: code as number | null, signal: signal as string | null, ...printed }))
  return {
    ended,
    until: (pattern) => new Promise((resolve, reject) => {
      const look = (): void => {
        const match = pattern.exec(printed.stdout)
        if (match !== null) resolve(match)
      }
      child.stdout.on('data', look)
      child.once('close', () => { reject(new Error(`ended without ${pattern}:\n${printed.stdout}\n${printed.stderr}`)) })
      look()
    }),
    stop: async (signal = 'SIGTERM') => {
      child.kill(signal)
      return await ended
    }
  }
}

/** Starts a process. When the test ends, it ends. */
export function start (command: string, args: readonly string[], surroundings: Surroundings): Running {
  const running = launch(command, args, surroundings)
  onTestFinished(async () => { await running.stop('SIGKILL') })
  return running
}

/** Runs a process to its end. */
export async function run (command: string, args: readonly string[], surroundings: Surroundings): Promise<Ended> {
  return await launch(command, args, surroundings).ended
}

/** @returns a folder outside the repository that is gone when the test ends. */
export function temporaryFolder (): string {
  const folder = newFolder()
  onTestFinished(() => { removeFolder(folder) })
  return folder
}

export const newFolder = (): string => mkdtempSync(join(tmpdir(), 'open-booking-'))
export const removeFolder = (folder: string): void => { rmSync(folder, { recursive: true, force: true }) }

/** @returns a port that nobody listens on, for programs that take no 0. */
export async function freePort (): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
