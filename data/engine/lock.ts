import { createHash } from 'node:crypto'
import { mkdir, readdir, realpath, rm } from 'node:fs/promises'
import { connect, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { nanoid } from 'nanoid'

/** Keeps every other instance off a data file until it is released, or until this process ends in whatever way. */
export interface Lock { release (): Promise<void> }

export class DataFileInUseError extends Error {
  constructor (file: string) { super(`${file} is in use by another instance of the simulator`) }
}

/** Called between looking for others and stepping in, so that a test can hold several starters there. */
type Pause = () => Promise<void>

const TRIES = 50
/** Socket paths are cut without a word at about 104 bytes (macOS) or 107 (Linux). */
const LONGEST_SOCKET_PATH = 100

/**
 * Takes the lock on a data file. Each instance listens on a socket of its own; whoever finds another one alive is refused. A
 * socket dies with its process, whatever its pid, so what a killed one leaves behind is just an old name.
 * Two that start at once may each see the other and both step back: they try again after a random moment, and since each
 * listens before it looks, at most one can find itself alone.
 * @throws DataFileInUseError when a living instance holds it
 */
export async function lockDataFile (file: string, pause: Pause = async () => {}): Promise<Lock> {
  const { folder, prefix } = await socketNames(file)
  for (let tries = 1; tries <= TRIES; tries++) {
    if (await anyAlive(folder, await instances(folder, prefix))) throw new DataFileInUseError(file)
    await pause()
    const own = `${prefix}${nanoid(6)}`
    const server = await listen(join(folder, own))
    const seen = await instances(folder, prefix)
    const others = seen.filter((name) => name !== own)
    // An owner that cleared up while this one was just beginning to listen may have taken its name away: nobody would see it.
    if (seen.includes(own) && !await anyAlive(folder, others)) {
      await removeStale(folder, others)
      return { release: () => stop(server) }
    }
    await stop(server)
    await wait(Math.random() * 20 * tries)
  }
  throw new DataFileInUseError(file)
}

async function socketNames (file: string): Promise<{ folder: string, prefix: string }> {
  await mkdir(dirname(file), { recursive: true })
  const home = await realpath(dirname(file))
  const beside = { folder: home, prefix: `.${basename(file)}.lock-` }
  if (process.platform === 'win32') return { folder: '\\\\.\\pipe\\', prefix: `obs-${digest(join(home, basename(file)))}-` }
  if (Buffer.byteLength(join(beside.folder, beside.prefix)) + 6 <= LONGEST_SOCKET_PATH && await canListen(beside.folder)) return beside
  return { folder: tmpdir(), prefix: `obs-${digest(join(home, basename(file)))}-` }
}

function digest (text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16)
}

/** Some mounted folders hold files but no sockets. */
async function canListen (folder: string): Promise<boolean> {
  try {
    await stop(await listen(join(folder, `.obs-${nanoid(6)}`)))
    return true
  } catch {
    return false
  }
}

const instances = async (folder: string, prefix: string): Promise<string[]> => (await readdir(folder)).filter((name) => name.startsWith(prefix))

async function anyAlive (folder: string, names: readonly string[]): Promise<boolean> {
  const alive = await Promise.all(names.map((name) => isAlive(join(folder, name))))
  return alive.includes(true)
}

/** Only the owner clears up: it is seen by all, so even a newcomer whose name it takes away gives way to it. */
async function removeStale (folder: string, names: readonly string[]): Promise<void> {
  if (process.platform === 'win32') return
  for (const name of names) {
    if (!await isAlive(join(folder, name))) await rm(join(folder, name), { force: true })
  }
}

function isAlive (path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path)
    socket.once('connect', () => { socket.destroy(); resolve(true) })
    socket.once('error', ({ code }: NodeJS.ErrnoException) => { resolve(code !== 'ECONNREFUSED' && code !== 'ENOENT' && code !== 'ENOTSOCK') })
  })
}

function listen (path: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => { socket.destroy() })
    server.once('error', reject)
    server.listen(path, () => { server.unref(); resolve(server) })
  })
}

function stop (server: Server): Promise<void> {
  return new Promise((resolve) => { server.close(() => { resolve() }) })
}
