import { onTestFinished } from 'vitest'
import type { Output } from '../../cli/io.ts'
import { run } from '../../cli/run.ts'
import { shareKeyPair } from './one-key-pair.ts'

export interface Ended { readonly code: number, readonly stdout: string, readonly stderr: string }

/** A simulator that `start` runs inside this process. */
export interface Started {
  readonly base: string
  readonly banner: string
  /** The flags by which other commands find it. */
  readonly at: readonly string[]
  /** The log so far, with the banner. */
  log (): string
  /** Stop it as a signal does. @returns its exit code and all output */
  stop (error?: Error): Promise<Ended>
}

interface Surroundings { readonly env?: Readonly<Record<string, string>> }

export const ANY_PORT = ['--port', '0']
export const IN_MEMORY = [...ANY_PORT, '--data-file', 'memory']
/** Flags for the smallest simulator, where opportunity types do not matter. */
export const SMALL = [...IN_MEMORY, '--types', 'ScheduledSession']
/** One line for a person. */
export const ONE_LINE = /^open-booking-simulator: [^\n]+\n$/
const BANNER = /Open Booking Simulator\n {2}base URL +(\S+)[^]*?\n\n(?:[^]*?\n\n)?$/

export const portOf = (base: string): string => new URL(base).port

/** Run a command to its end, inside this process. Only `env` is in its environment. */
export async function cli (args: readonly string[], { env = {} }: Surroundings = {}): Promise<Ended> {
  const printed = { stdout: '', stderr: '' }
  const output = (name: 'stdout' | 'stderr'): Output => ({ write: (text) => { printed[name] += text } })
  const code = await run(args, { env, stdout: output('stdout'), stderr: output('stderr') })
  return { code, ...printed }
}

/**
 * Start the simulator inside this process, and wait for the banner. It stops when the test ends.
 * @throws {Error} with the output, if it ends before the banner
 */
export async function simulator (args: readonly string[], { env = {} }: Surroundings = {}): Promise<Started> {
  const printed = { stdout: '', stderr: '' }
  let stopServer = async (_error?: Error): Promise<void> => {}
  let ended: Promise<number> | undefined
  const stop = async (error?: Error): Promise<Ended> => {
    await stopServer(error)
    return { code: await ended ?? 1, ...printed }
  }
  const unshare = shareKeyPair()
  onTestFinished(async () => {
    await stop()
    unshare()
  })
  const [banner, base] = await new Promise<readonly [string, string]>((resolve, reject) => {
    const stdout: Output = {
      // As at a terminal, so that the banner comes here.
      isTTY: true,
      write (text) {
        printed.stdout += text
        const match = BANNER.exec(text)
        if (match !== null) resolve([match[0], match[1] ?? ''])
      }
    }
    const stderr: Output = { write: (text) => { printed.stderr += text } }
    ended = run(args, { env, stdout, stderr }, (stop) => {
      stopServer = stop
      return () => { stopServer = async () => {} }
    })
    const endEarly = (): void => { reject(new Error(`ended before the banner:\n${printed.stdout}\n${printed.stderr}`)) }
    ended.then(endEarly, endEarly)
  })
  return { base, banner, at: ['--port', portOf(base)], log: () => printed.stdout, stop }
}
