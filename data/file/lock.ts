import { createHash } from 'node:crypto'
import { mkdir, readdir, realpath, rm } from 'node:fs/promises'
import { connect, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { nanoid } from 'nanoid'

/** Excludes every other instance from a data file until it is released or this process ends. */
export interface Lock { release (): Promise<void> }

/** Another instance has the data file open. */
export class DataFileInUseError extends Error {
  constructor (file: string) {
    super(`${file} is in use by another instance of the simulator. Stop that instance, or name another data file.`)
  }
}

/** Runs after the first look for other instances and before the own socket, so that a test can hold instances there. */
type Pause = () => Promise<void>

const TRIES = 50
/** Longest socket path (bytes). Systems silently cut paths after about 104 (macOS) or 107 (Linux). */
const LONGEST_SOCKET_PATH = 100
/** Length of the random part of a socket name (characters). */
const NAME_LENGTH = 6

/**
 * Take the lock on a data file. Each instance listens on its own socket and is refused if it finds another live one.
 * A socket dies with its process, so a killed instance leaves only a stale name.
 * Two instances that start together may both see each other and both retreat. They retry after a random time; each
 * listens before it looks, so at most one can find itself alone.
 * @param file - path of the data file; missing folders are created
 * @param pause - hook for tests
 * @returns the lock
 * @throws {DataFileInUseError} if a live instance holds the lock
 * @throws {Error} if the folder cannot be read or written
 */
export async function lockDataFile (file: string, pause: Pause = async () => {}): Promise<Lock> {
  const { folder, prefix } = await socketNames(file)
  for (let tries = 1; tries <= TRIES; tries++) {
    if (await anyAlive(folder, await instances(folder, prefix))) throw new DataFileInUseError(file)
    await pause()
    const own = `${prefix}${nanoid(NAME_LENGTH)}`
    const server = await listen(join(folder, own))
    const seen = await instances(folder, prefix)
    const others = seen.filter((name) => name !== own)
    // An owner that is cleaning up may have removed the name of this socket; then no other instance would see it.
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
  const elsewhere = `obs-${digest(join(home, basename(file)))}-`
  if (process.platform === 'win32') return { folder: '\\\\.\\pipe\\', prefix: elsewhere }
  const isShort = Buffer.byteLength(join(beside.folder, beside.prefix)) + NAME_LENGTH <= LONGEST_SOCKET_PATH
  return isShort && await canListen(home) ? beside : { folder: tmpdir(), prefix: elsewhere }
}

function digest (text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16)
}

/** Check whether a folder can hold sockets; some mounted folders cannot. */
async function canListen (folder: string): Promise<boolean> {
  try {
    await stop(await listen(join(folder, `.obs-${nanoid(NAME_LENGTH)}`)))
    return true
  } catch {
    return false
  }
}

async function instances (folder: string, prefix: string): Promise<string[]> {
  return (await readdir(folder)).filter((name) => name.startsWith(prefix))
}

async function anyAlive (folder: string, names: readonly string[]): Promise<boolean> {
  const alive = await Promise.all(names.map((name) => isAlive(join(folder, name))))
  return alive.includes(true)
}

/** Delete stale names. Only the owner does so: an instance that loses its name still sees the owner and yields. */
async function removeStale (folder: string, names: readonly string[]): Promise<void> {
  if (process.platform === 'win32') return
  for (const name of names) {
    if (!await isAlive(join(folder, name))) await rm(join(folder, name), { force: true })
  }
}

/** Error codes of a socket that no process listens on. */
const DEAD: ReadonlyArray<string | undefined> = ['ECONNREFUSED', 'ENOENT', 'ENOTSOCK']

function isAlive (path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path)
    socket.once('connect', () => { socket.destroy(); resolve(true) })
    socket.once('error', ({ code }: NodeJS.ErrnoException) => { resolve(!DEAD.includes(code)) })
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
