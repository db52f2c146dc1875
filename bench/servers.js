import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '..')

/** A process that says on a line of its own where it listens. */
async function start (args, env, pattern) {
  const began = performance.now()
  const child = spawn(process.execPath, args, { cwd: ROOT, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'inherit'] })
  for await (const line of createInterface({ input: child.stdout })) {
    const [, url] = pattern.exec(line) ?? []
    if (url === undefined) continue
    child.stdout.resume()
    return { url, startMs: performance.now() - began, stop: () => stop(child) }
  }
  throw new Error(`${args.join(' ')} did not start`)
}

async function stop (child) {
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  await ended
}

/** The simulator as it comes, with durable state in `dataFile`. */
export function startSimulator (dataFile) {
  const args = ['dist/cli.js', 'start', '--port', '0', '--data-file', dataFile, '--log-level', 'silent', '--lease-minutes', '60']
  return start(['--max-old-space-size=8192', ...args], {}, /base URL\s+(\S+)/)
}

/** A bare Fastify server that parses each request and answers with the bytes it was given for that path. */
export function startEcho (answers) {
  return start(['bench/echo.js'], { ECHO_ANSWERS: JSON.stringify(answers) }, /^listening at (\S+)/)
}
