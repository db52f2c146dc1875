import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { OPTION_NAMES, plainVariableOf, variableOf } from '../../simulator/options/spelling.ts'

/** The repository. */
export const ROOT = join(import.meta.dirname, '../..')
/** The built command line. */
export const CLI = join(ROOT, 'dist/cli.js')

export interface Ended {
  readonly code: number | null
  readonly signal: string | null
  readonly stdout: string
  readonly stderr: string
}

export interface Running {
  /** Wait for output. @returns the first match; throws if the process ends without one */
  until (pattern: RegExp): Promise<RegExpExecArray>
  /** Send a signal and wait for the end. */
  stop (signal?: NodeJS.Signals): Promise<Ended>
  readonly ended: Promise<Ended>
}

export interface Surroundings {
  readonly cwd: string
  readonly env?: Readonly<Record<string, string>>
  /** Id of the user that runs the process, if it is another. */
  readonly uid?: number
}

/** Variables that npm needs to reach its registry; its other variables describe this repository. */
const NPM_SETTINGS = /^npm_config_(registry|cache|userconfig|globalconfig|cafile|.*proxy|.*auth.*)$/i

/** @returns the environment without options of the simulator and variables of the test runner and npm */
export function cleanEnvironment (): Record<string, string | undefined> {
  const options = OPTION_NAMES.flatMap((name) => [variableOf(name), plainVariableOf(name)])
  const ofRunner = /^(npm_|FASTIFY_|VITEST|NODE_ENV|NODE_OPTIONS|INIT_CWD)/i
  const isClean = (name: string): boolean => {
    return !options.includes(name) && (!ofRunner.test(name) || NPM_SETTINGS.test(name))
  }
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => isClean(name)))
}

/** Longest life of a process (ms); npm clones, installs and builds in one. */
const LONGEST = 580_000

function launch (command: string, args: readonly string[], { cwd, env = {}, uid }: Surroundings): Running {
  const child = spawn(command, args, {
    cwd, env: { ...cleanEnvironment(), ...env }, stdio: ['ignore', 'pipe', 'pipe'], timeout: LONGEST, ...(uid !== undefined && { uid })
  })
  const printed = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => { printed[name] += text })
  }
  const ended = once(child, 'close').then(([code, signal]): Ended => {
    return { code: code as number | null, signal: signal as string | null, ...printed }
  })
  return {
    ended,
    until: (pattern) => new Promise((resolve, reject) => {
      const look = (): void => {
        const match = pattern.exec(printed.stdout)
        if (match !== null) resolve(match)
      }
      child.stdout.on('data', look)
      child.once('close', () => {
        reject(new Error(`ended without ${pattern}:\n${printed.stdout}\n${printed.stderr}`))
      })
      look()
    }),
    stop: async (signal = 'SIGTERM') => {
      child.kill(signal)
      return await ended
    }
  }
}

/** Start a process; it ends with the test at the latest. */
export function start (command: string, args: readonly string[], surroundings: Surroundings): Running {
  const running = launch(command, args, surroundings)
  onTestFinished(async () => { await running.stop('SIGKILL') })
  return running
}

/** Run a process to its end. */
export async function run (command: string, args: readonly string[], surroundings: Surroundings): Promise<Ended> {
  return await launch(command, args, surroundings).ended
}

/** Create a folder outside the repository; the end of the test removes it. @returns its path */
export function temporaryFolder (): string {
  const folder = newFolder()
  onTestFinished(() => { removeFolder(folder) })
  return folder
}

export const newFolder = (): string => mkdtempSync(join(tmpdir(), 'open-booking-'))
export const removeFolder = (folder: string): void => { rmSync(folder, { recursive: true, force: true }) }

/** @returns a free port, for programs that do not accept port 0 */
export async function freePort (): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
