import { makeItems, measureFlows } from './flows.js'
import { inTurn, median } from './measure.js'
import { startDatabase } from './servers/database.js'
import { startInstance } from './servers/processes.js'

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
