import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

const ROOT = join(import.meta.dirname, '../..')
/** Time of a tick of the clock in /proc (µs). */
const TICK = 10_000
const running = new Set()

/** @returns the CPU time of a process so far (µs); NaN where the system has no /proc */
export function cpuOf (pid) {
  try {
    const [, user, system] = /^.*\) (?:\S+ ){11}(\S+) (\S+)/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? []
    return (Number(user) + Number(system)) * TICK
  } catch {
    return NaN
  }
}

/** @returns the resident memory of a process (MiB); NaN where the system has no /proc */
export function memoryOf (pid) {
  try {
    return Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024
  } catch {
    return NaN
  }
}

/**
 * Start a process and wait for the line with its URL.
 * @param pattern - captures the URL
 * @param answered - path whose first answer ends the start
 * @param address - the listening address, if the line has another URL
 * @returns the URL, the time until the first answer (ms), and functions that stop the process or measure it
 */
async function start (args, pattern, answered, address) {
  const began = performance.now()
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] })
  running.add(child)
  for await (const line of createInterface({ input: child.stdout })) {
    const [, printed] = pattern.exec(line) ?? []
    if (printed === undefined) continue
    const url = address ?? printed
    child.stdout.resume()
    await (await fetch(`${url}${answered}`)).text()
    return {
      url,
      pid: child.pid,
      startMs: performance.now() - began,
      cpuMicroseconds: () => cpuOf(child.pid),
      stop: () => end(child, 'SIGTERM'),
      kill: () => end(child, 'SIGKILL')
    }
  }
  throw new Error(`${args.join(' ')} did not start`)
}

// Stop the servers if a measurement fails.
process.once('exit', () => { for (const child of running) child.kill() })

async function end (child, signal) {
  running.delete(child)
  const ended = once(child, 'exit')
  child.kill(signal)
  await ended
}

/** Start the compiled simulator with durable state in `dataFile`, and with more flags. */
export function startSimulator (dataFile, ...flags) {
  return startWith('--data-file', dataFile, ...flags)
}

/** Start the compiled simulator with flags. */
async function startWith (...flags) {
  const args = ['dist/cli.js', 'start', '--port', '0', '--log-level', 'silent', '--lease-minutes', '60', ...flags]
  return await start(['--max-old-space-size=8192', ...args], /base URL\s+(\S+)/, '/health')
}

/** Start the compiled simulator on a database, as one of several instances with one base URL. */
export async function startInstance (databaseUrl, baseUrl) {
  const port = String(await freePort())
  const args = ['dist/cli.js', 'start', '--port', port, '--log-level', 'silent', '--lease-minutes', '60', '--database-url', databaseUrl, '--base-url', baseUrl]
  return await start(args, /base URL\s+(\S+)/, '/health', `http://localhost:${port}`)
}

/** Start a bare Fastify server that parses each request and answers with the body that a file has for its path. */
export async function startEcho (folder, answers) {
  const file = join(folder, `answers-${performance.now()}.json`)
  await writeFile(file, JSON.stringify(answers))
  return await start(['bench/echo.js', file], /^listening at (\S+)/, '/health')
}

/** Start an empty application by `fastify start`, which takes port 0 for 3000. */
export async function startBare () {
  const port = String(await freePort())
  const args = ['node_modules/fastify-cli/cli.js', 'start', '--address', '127.0.0.1', '--port', port, '--log-level', 'info', 'bench/bare.js']
  return await start(args, /listening at (http:\/\/127\.0\.0\.1:\d+)/, '/health')
}

/** @returns a port that nobody listens at */
export async function freePort () {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address()
  server.close()
  await once(server, 'close')
  return port
}

/**
 * Run a script of this folder in a process of its own.
 * @param args - file name, and its arguments
 * @returns the JSON that it prints as its last line
 */
export async function runScript (...args) {
  const [file, ...others] = args
  const child = spawn(process.execPath, ['--expose-gc', '--max-old-space-size=8192', join(ROOT, 'bench', file), ...others], { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] })
  let last = 'null'
  for await (const line of createInterface({ input: child.stdout })) last = line
  return JSON.parse(last)
}
