/** Measure speed as ratios within one run, because absolute figures depend on the machine. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { randomUUID } from 'node:crypto'
import { BOOK, makeItems, measureFlows, measurePages, oneFlow, send } from './flows.js'
import { measureTenants, measureTesting, startEcho, startSimulator } from './servers.js'
import { multiply } from './stored.js'
import { cancelOrder, changeName, deleteDataset, longestWait } from './waiting.js'

/** Opportunities (count), enough for all flows of a fast machine. */
const ITEMS = 6000
const ROUNDS = 3
const FEW = 100
const MANY = 100_000
const BOOKINGS = 400

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]
const folder = await mkdtemp(join(tmpdir(), 'open-booking-bench-'))

try {
  const parts = {
    flows: benchFlowsAndPages,
    start: benchStart,
    tenants: benchTenants,
    testing: benchTesting,
    orders: benchStoredOrders,
    log: benchRequestLog,
    waiting: benchWaiting
  }
  const wanted = process.argv.slice(2)
  for (const [name, bench] of Object.entries(parts)) if (wanted.length === 0 || wanted.includes(name)) await bench()
} finally {
  await rm(folder, { recursive: true, force: true })
}

async function benchFlowsAndPages () {
  const simulator = await startSimulator(join(folder, 'flows.json'))
  const [first, ...items] = await makeItems(simulator.url, ITEMS)
  const page = await (await fetch(`${simulator.url}/feeds/scheduled-sessions`)).text()
  const echo = await startEcho(await answersFile({ ...await oneFlow(simulator.url, first), feeds: page }))
  for (const connections of [1, 8]) {
    const [ours, bare] = await pairs(
      () => measureFlows(simulator.url, { connections, items }),
      () => measureFlows(echo.url, { connections, items: [...items], idsOf: simulator.url }))
    report(`C1+C2+B, ${connections} connection(s), durable`, `${Math.round(median(ours))} flows/s`, ours, bare, 'of a bare echo')
  }
  const [ours, bare] = await pairs(() => measurePages(simulator.url, '/feeds/scheduled-sessions'), () => measurePages(echo.url, '/feeds/'))
  report(`feed page of 500 items, ${Math.round(page.length / 1024)} KiB`, `${Math.round(median(ours))} pages/s`, ours, bare, 'of a bare echo')
  await echo.stop()
  await simulator.stop()
}

/** Alternate two measurements, so that both run under the same load of the machine. */
async function pairs (measureA, measureB) {
  const [a, b] = [[], []]
  for (let round = 0; round < ROUNDS; round++) {
    a.push(await measureA())
    b.push(await measureB())
  }
  return [a, b]
}

async function benchStart () {
  const startAndStop = (start) => async () => {
    const { startMs, stop } = await start()
    await stop()
    return startMs
  }
  const none = await answersFile({})
  const [ours, bare] = await pairs(startAndStop(() => startSimulator('memory')), startAndStop(() => startEcho(none)))
  report('start-up to the first answer', `${Math.round(median(ours))} ms`, ours, bare, '× a bare echo')
}

async function benchTenants () {
  const { firstMs, medianMs, mebibytes } = await measureTenants()
  print('tenant with every type', `${medianMs.toFixed(1)} ms`, `${mebibytes.toFixed(2)} MiB (at most 20 ms and 2 MiB; the first took ${Math.round(firstMs)} ms)`)
}

async function benchTesting () {
  const { firstMs, startMs, snapshotMs, resetMs } = await measureTesting()
  print('startSimulator() with one type', `${Math.round(startMs)} ms`, `the first took ${Math.round(firstMs)} ms (at most 150 ms)`)
  print('reset after 100 bookings, in memory', `${resetMs.toFixed(1)} ms`, `snapshot ${snapshotMs.toFixed(2)} ms (at most 10 ms and 5 ms)`)
}

async function benchStoredOrders () {
  const files = [(await withOrders(FEW)).file, (await withOrders(MANY)).file]
  const [few, many] = await bookAlternately([await startSimulator(files[0]), await startSimulator(files[1])])
  print(`median B with ${MANY} stored orders`, `${many.toFixed(2)} ms`, `${(many / few).toFixed(2)} × that with ${FEW} (at most 1.5)`)
}

async function benchRequestLog () {
  const [without, log] = await bookAlternately(
    [await startSimulator('memory', '--request-log-size', '0'), await startSimulator('memory', '--request-log-size', '500')])
  print('median B with a request log', `${log.toFixed(2)} ms`, `${(log / without).toFixed(3)} × that without (at most 1.03)`)
}

/** Book at two servers in turn, so that both run under the same load of the machine, and stop them. @returns the median time of each (ms) */
async function bookAlternately (servers) {
  const items = await Promise.all(servers.map(({ url }) => makeItems(url, BOOKINGS / 10)))
  const book = (index) => async (i) => {
    const began = performance.now()
    await send(servers[index].url, BOOK, randomUUID(), items[index][Math.floor(i / 10)])
    return performance.now() - began
  }
  const times = [[], []]
  for (let i = 0; i < BOOKINGS; i++) for (const index of [0, 1]) times[index].push(await book(index)(i))
  for (const server of servers) await server.stop()
  return times.map(median)
}

async function answersFile (answers) {
  const file = join(folder, 'answers.json')
  await writeFile(file, JSON.stringify(answers))
  return file
}

/**
 * Create a data file with many orders and opportunities.
 * @param count - orders (count)
 * @returns path of the file, the first item and the UUID of its order
 */
async function withOrders (count) {
  const file = join(folder, `orders-${count}.json`)
  const simulator = await startSimulator(file)
  const [item] = await makeItems(simulator.url, 1)
  const { orders } = await oneFlow(simulator.url, item)
  await simulator.stop()
  await multiply(file, count - 1)
  return { file, opportunity: new URL(item.opportunity).pathname, uuid: JSON.parse(orders).identifier }
}

/** Other requests may wait for one step of a large request, not for all of it. */
async function benchWaiting () {
  const { file, opportunity, uuid } = await withOrders(MANY)
  const { url, stop } = await startSimulator(file)
  // The first requests meet code that is not compiled yet.
  await longestWait(url)
  const idle = await longestWait(url)
  const larges = {
    'a changed name': changeName(url, { opportunity: `${url}${opportunity}` }),
    'an action on an order': cancelOrder(url, uuid),
    [`deletion of ${MANY} opportunities`]: deleteDataset(url)
  }
  for (const [what, large] of Object.entries(larges)) {
    print(`longest wait during ${what}`, `${(await longestWait(url, large)).toFixed(0)} ms`, `${idle.toFixed(0)} ms without (at most 50)`)
  }
  await stop()
}

function report (what, figure, ours, bare, than) {
  print(what, figure, `${median(ours.map((value, i) => value / bare[i])).toFixed(2)} ${than}`)
}

function print (what, figure, ratio) {
  console.log(`${what.padEnd(52)} ${figure.padStart(14)}   ${ratio}`)
}
