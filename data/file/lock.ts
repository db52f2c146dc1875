import { createHash } from 'node:crypto'
import { accessSync, constants } from 'node:fs'
import { readdir, rm, stat } from 'node:fs/promises'
import { connect, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { nanoid } from 'nanoid'

/** Excludes every other instance from a data file until it is released or this process ends. */
export interface Lock {
  /**
   * Exclude other instances from a file under all of its names (hard links) too. It replaces the file of the call
   * before, whose other names stay excluded.
   * @param path - path of the file
   * @returns false if another instance has it under another name
   */
  hold (path: string): Promise<boolean>
  /** Let go of the file of the last `hold`, which this instance has deleted; one with another name stays excluded. */
  letGo (): Promise<void>
  release (): Promise<void>
}

/** Another instance has the data file open. */
export class DataFileInUseError extends Error {
  constructor (file: string) {
    super(`${file} is in use by another instance of the simulator. Stop that instance, or name another data file.`)
  }
}

/** Runs after the first look for other instances and before the own socket, so that a test can hold instances there. */
type Pause = () => Promise<void>

const TRIES = 50
/** Tries to take a name outside the file system: 0.7 s, because a busy instance lets go of a deleted file late. */
const NAME_TRIES = 8
/** Longest socket path (bytes). Systems silently cut paths after about 104 (macOS) or 107 (Linux). */
const LONGEST_SOCKET_PATH = 100
/** Length of the random part of a socket name (characters). */
const NAME_LENGTH = 6

/**
 * Take the lock on a data file. Each instance listens on its own socket and is refused if it finds another live one.
 * A socket dies with its process, so a killed instance leaves only a stale name.
 * Two instances that start together may both see each other and both retreat. They retry after a random time; each
 * listens before it looks, so at most one can find itself alone. On Linux, the instance also takes a name that no file
 * system holds, which nobody can delete and which does not depend on the folder for temporary files.
 * @param file - resolved path of the data file
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
      return await completeLock(file, server)
    }
    await stop(server)
    await wait(Math.random() * 20 * tries)
  }
  throw new DataFileInUseError(file)
}

/** Take the names outside the file system, or release everything. */
async function completeLock (file: string, server: Server): Promise<Lock> {
  const held: Server[] = [server]
  let current: { key: string, inode: Server | undefined, isOnlyName: boolean } | undefined
  const release = async (): Promise<void> => { await Promise.all(held.splice(0).map(stop)) }

  const { dev, ino } = await stat(dirname(file), { bigint: true })
  const name = await listenAbstract(`${dev} ${ino} ${basename(file)}`)
  if (name === null) {
    await release()
    throw new DataFileInUseError(file)
  }
  if (name !== undefined) held.push(name)

  /** The system may give the number of a deleted file to another one. */
  async function letGo (): Promise<void> {
    if (current?.inode === undefined || !current.isOnlyName) return
    const { inode } = current
    current = undefined
    held.splice(held.indexOf(inode), 1)
    await stop(inode)
  }

  return {
    release,
    letGo,
    async hold (path) {
      const { dev, ino, nlink } = await stat(path, { bigint: true })
      const key = `${dev} ${ino}`
      if (current?.key === key) {
        current.isOnlyName = nlink === 1n
        return true
      }
      const inode = await listenAbstract(key)
      if (inode === null) return false
      if (inode !== undefined) held.push(inode)
      await letGo()
      current = { key, inode, isOnlyName: nlink === 1n }
      return true
    }
  }
}

/**
 * Listen on a name in the abstract namespace of Linux, which ends with the process.
 * @returns the server, null if another instance has the name, undefined on other systems
 */
async function listenAbstract (key: string): Promise<Server | null | undefined> {
  if (process.platform !== 'linux') return undefined
  // A name of a moment ago may be that of a file which another instance has just deleted.
  for (let tries = 1; tries <= NAME_TRIES; tries++) {
    const server = await listen(`\0open-booking-simulator-${digest(key)}`).catch(() => null)
    if (server !== null) return server
    await wait(20 * tries)
  }
  return null
}

async function socketNames (file: string): Promise<{ folder: string, prefix: string }> {
  const home = dirname(file)
  const beside = { folder: home, prefix: `.${basename(file)}.lock-` }
  const elsewhere = `obs-${digest(join(home, basename(file)))}-`
  if (process.platform === 'win32') return { folder: '\\\\.\\pipe\\', prefix: elsewhere }
  const isShort = Buffer.byteLength(join(beside.folder, beside.prefix)) + NAME_LENGTH <= LONGEST_SOCKET_PATH
  return isShort && await canListen(home) ? beside : { folder: sharedFolder(), prefix: elsewhere }
}

/** @returns a folder that does not depend on the environment if there is one: all instances must look into the same. */
function sharedFolder (): string {
  try {
    accessSync('/tmp', constants.W_OK)
    return '/tmp'
  } catch {
    return tmpdir()
  }
}

const digest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16)

/** Check whether a folder can hold sockets; some mounted folders cannot. */
async function canListen (folder: string): Promise<boolean> {
  try {
    await stop(await listen(join(folder, `.obs-${nanoid(NAME_LENGTH)}`)))
    return true
  } catch {
    return false
  }
}

const instances = async (folder: string, prefix: string): Promise<string[]> =>
  (await readdir(folder)).filter((name) => name.startsWith(prefix))

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
