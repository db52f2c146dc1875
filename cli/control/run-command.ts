import { spawn } from 'node:child_process'
import type { Io } from '../io.ts'

/** Time that a command has to end after SIGTERM (ms). */
const END_WITHIN = 5000

/**
 * Run a command of the user to its end.
 * @param command - program and arguments
 * @param io - its environment, and the destinations of its output
 * @param stop - ends the command by SIGTERM, and by SIGKILL where that has no effect
 * @returns its exit code, or the name of the signal that has ended it
 * @throws {Error} if it cannot be started
 */
export async function runCommand (
  [program, ...args]: readonly [string, ...string[]], { env, stdout, stderr }: Io, stop?: AbortSignal
): Promise<number | string> {
  const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'] })
  child.stdout.setEncoding('utf8').on('data', (text: string) => { stdout.write(text) })
  child.stderr.setEncoding('utf8').on('data', (text: string) => { stderr.write(text) })
  stop?.addEventListener('abort', () => {
    child.kill()
    setTimeout(() => { child.kill('SIGKILL') }, END_WITHIN).unref()
  })
  return await new Promise((resolve, reject) => {
    child.once('error', ({ code }: NodeJS.ErrnoException) => {
      reject(new Error(`${program} cannot be started (${code}): name a program by its path, or one in PATH`))
    }).once('close', (code, signal) => { resolve(code ?? signal ?? 1) })
  })
}
