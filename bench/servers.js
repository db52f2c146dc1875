import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '..')
const running = new Set()

/**
 * Start a process and wait for the line with its URL.
 * @param pattern - captures the URL
 * @returns the URL, the time until the line (ms), and a function that stops the process
 */
async function start (args, pattern) {
  const began = performance.now()
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] })
  running.add(child)
  for await (const line of createInterface({ input: child.stdout })) {
    const [, url] = pattern.exec(line) ?? []
    if (url === undefined) continue
    child.stdout.resume()
    return { url, startMs: performance.now() - began, stop: () => stop(child) }
  }
  throw new Error(`${args.join(' ')} did not start`)
}

// Stop the servers if a measurement fails.
process.once('exit', () => { for (const child of running) child.kill() })

async function stop (child) {
  running.delete(child)
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  await ended
}

/** Start the compiled simulator with durable state in `dataFile`, and with more flags. */
export function startSimulator (dataFile, ...flags) {
  const args = ['dist/cli.js', 'start', '--port', '0', '--data-file', dataFile, '--log-level', 'silent', '--lease-minutes', '60', ...flags]
  return start(['--max-old-space-size=8192', ...args], /base URL\s+(\S+)/)
}

/** @returns time and memory of tenants of the compiled simulator */
export async function measureTenants () {
  const child = spawn(process.execPath, ['--expose-gc', 'bench/tenants.js'], { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] })
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.startsWith('tenants ')) return JSON.parse(line.slice('tenants '.length))
  }
  throw new Error('bench/tenants.js measured nothing')
}

/** Measure the library for tests in a process of its own. @returns the times (ms) */
export async function measureTesting () {
  const child = spawn(process.execPath, ['bench/testing.js'], { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] })
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.startsWith('testing ')) return JSON.parse(line.slice('testing '.length))
  }
  throw new Error('bench/testing.js measured nothing')
}

/** Start a bare Fastify server that parses each request and answers with the body that a file has for its path. */
export function startEcho (answersFile) {
  return start(['bench/echo.js', answersFile], /^listening at (\S+)/)
}
