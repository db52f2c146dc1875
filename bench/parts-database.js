import { makeItems, measureFlows } from './flows.js'
import { inTurn, median, ratioOf } from './measure.js'
import { startDatabase } from './servers/database.js'
import { startInstance } from './servers/processes.js'

const CONNECTIONS = 16

/**
 * Two instances on one PostgreSQL against one, once with the same connections in all, and once with as many for each.
 * The CPU times for a flow are the constants of the model in docs/scaling.md.
 */
export async function benchDatabase ({ report, isFull }) {
  const database = await startDatabase()
  const base = 'http://bookings.example'
  const instances = []
  for (let i = 0; i < 2; i++) instances.push(await startInstance(database.url, base))
  try {
    const items = await makeItems(instances[0].url, isFull ? 9000 : 2200, base)
    const [rounds, seconds] = isFull ? [5, 6] : [3, 3]
    // One measurement warms up.
    const share = Math.floor(items.length / (1 + 3 * rounds))
    const flows = (servers, connections) => async () =>
      await measureTogether(servers, { items: items.splice(0, share), seconds, connections, idsOf: base, database })
    await flows(instances, CONNECTIONS)()
    const [one, shared, full] = await inTurn(
      rounds, flows(instances.slice(0, 1), CONNECTIONS), flows(instances, CONNECTIONS / 2), flows(instances, CONNECTIONS)
    )
    addRates(report, { one, shared, full })
    const constants = [['one instance', one], ['two instances', shared], ['two instances, 32 connections', full]]
    for (const [name, results] of constants) addTimes(report, name, results)
  } finally {
    for (const { stop } of instances) await stop()
    await database.stop()
  }
}

const middle = (results, property) => median(results.map((result) => result[property]))
const rateOf = (results) => `${Math.round(middle(results, 'perSecond'))} flows/s`

function addRates (report, { one, shared, full }) {
  report.add({ measure: `C1+C2+B on PostgreSQL, ${CONNECTIONS} connections, one instance`, figure: rateOf(one) })
  report.add({
    measure: 'the same, two instances',
    figure: rateOf(shared),
    value: ratioOf(shared, one, 'perSecond'),
    atLeast: 0.95,
    than: '× one instance (on four cores or more: 1.6)'
  })
  report.add({ measure: `two instances with ${CONNECTIONS} connections each`, figure: rateOf(full), value: ratioOf(full, one, 'perSecond'), than: '× one instance' })
}

function addTimes (report, name, results) {
  for (const [process, property] of [['Node', 'node'], ['PostgreSQL', 'postgres'], ['the load generator', 'generator']]) {
    report.add({ measure: `CPU of ${process} for a flow, ${name}`, figure: `${Math.round(middle(results, property))} µs` })
  }
}

async function measureTogether (servers, { items, seconds, connections, idsOf, database }) {
  const before = await database.cpuMicroseconds()
  const own = process.cpuUsage()
  const share = Math.floor(items.length / servers.length)
  const results = await Promise.all(servers.map(async (server) =>
    await measureFlows(server, { items: items.splice(0, share), idsOf, seconds, connections })))
  const { user, system } = process.cpuUsage(own)
  const perSecond = results.reduce((sum, result) => sum + result.perSecond, 0)
  const node = results.reduce((sum, result) => sum + result.cpu * result.perSecond, 0) / perSecond
  const flows = perSecond * seconds
  return { perSecond, node, postgres: (await database.cpuMicroseconds() - before) / flows, generator: (user + system) / flows }
}
