import { cp, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { randomUUID } from 'node:crypto'
import { BOOK, makeItems, oneFlow, send } from './flows.js'
import { median } from './measure.js'
import { runScript, startSimulator } from './servers/processes.js'
import { multiply } from './stored.js'

const FEW = { orders: 100, opportunities: 100 }
export const MANY = { orders: 100_000, opportunities: 10_000 }
const QUICK = { orders: 10_000, opportunities: 1_000 }
const BOOKINGS = 400
/** Time between two requests for `/health`, and to watch after the fold (ms). */
const BETWEEN = 20
const WATCH = 6000

const nameOf = ({ orders, opportunities }) => `${orders} orders and ${opportunities} opportunities`
const known = new Map()

/**
 * Create a data file with stored orders and opportunities, once for each size.
 * @returns path of the file, the first opportunity and the UUID of its order
 */
export async function storedFile (folder, size) {
  const key = nameOf(size)
  if (known.has(key)) return known.get(key)
  const file = join(folder, `${size.orders}.json`)
  const simulator = await startSimulator(file)
  const [item] = await makeItems(simulator.url, 1)
  const { orders } = await oneFlow(simulator.url, item)
  await simulator.stop()
  const uuid = JSON.parse(orders).identifier
  await multiply(file, uuid, { orders: size.orders - 1, opportunities: size.opportunities })
  const stored = { file, opportunity: new URL(item.opportunity).pathname, uuid }
  known.set(key, stored)
  return stored
}

const large = ({ isFull }) => isFull ? MANY : QUICK

/** B with many stored orders against B with few. */
export async function benchStoredOrders (run) {
  const size = large(run)
  const files = [(await storedFile(run.folder, FEW)).file, (await storedFile(run.folder, size)).file]
  const [few, many] = await bookAlternately([await startSimulator(files[0]), await startSimulator(files[1])])
  run.report.add({ measure: `B with ${nameOf(size)}`, figure: `${many.toFixed(2)} ms`, value: many / few, atMost: 1.1, than: `× that with ${FEW.orders} each` })
}

/** The request log against none. */
export async function benchRequestLog ({ report }) {
  const [without, log] = await bookAlternately(
    [await startSimulator('memory', '--request-log-size', '0'), await startSimulator('memory', '--request-log-size', '500')])
  report.add({ measure: 'B with a request log', figure: `${log.toFixed(2)} ms`, value: log / without, atMost: 1.03, than: '× that without' })
}

/** Book at two servers in turn, so that both run under the same load of the machine, and stop them. @returns the median time of each (ms) */
async function bookAlternately (servers) {
  const items = await Promise.all(servers.map(({ url }) => makeItems(url, 2 * BOOKINGS / 10)))
  const book = (index) => async (i) => {
    const began = performance.now()
    await send(servers[index].url, BOOK, randomUUID(), items[index][Math.floor(i / 10)])
    return performance.now() - began
  }
  const times = [[], []]
  for (let i = 0; i < 2 * BOOKINGS; i++) {
    for (const index of i % 2 === 0 ? [0, 1] : [1, 0]) times[index].push(await book(index)(i))
  }
  for (const { stop } of servers) await stop()
  // The first half warms up.
  return times.map((one) => median(one.slice(BOOKINGS)))
}

/** Restart, memory of an order, and the wait for `/health` while the journal is folded into the data file. */
export async function benchRestart (run) {
  const { folder, report } = run
  const size = large(run)
  const { file } = await storedFile(folder, size)
  const { startMs, stop } = await startSimulator(file)
  await stop()
  report.add({ measure: `restart with ${nameOf(size)}`, figure: `${Math.round((await stat(file)).size / 2 ** 20)} MiB`, value: startMs / 1000, unit: 's', atMost: 3 })
  const few = await storedFile(folder, FEW)
  const [less, more] = [await runScript('stored.js', few.file), await runScript('stored.js', file)]
  const perOrder = (more.heapUsed - less.heapUsed) / (size.orders - FEW.orders) / 1024
  report.add({ measure: 'memory of a stored order, with its share of the opportunities', figure: '', value: perOrder, unit: 'KiB', atMost: 3 })
}

/** `/health` while the journal is folded: a start after a kill folds it at once. */
export async function benchFold (run) {
  const size = large(run)
  const { file } = await storedFile(run.folder, size)
  const copy = join(run.folder, 'fold.json')
  await cp(file, copy)
  await cp(`${file}.journal`, `${copy}.journal`)
  const killed = await startSimulator(copy)
  const [item] = await makeItems(killed.url, 1)
  await oneFlow(killed.url, item)
  await killed.kill()
  const before = (await stat(copy)).mtimeMs
  const server = await startSimulator(copy)
  const longest = await longestHealth(server.url)
  if ((await stat(copy)).mtimeMs === before) throw new Error('The journal was not folded while /health was measured')
  const idle = await longestHealth(server.url)
  await server.stop()
  run.report.add({ measure: `longest /health while a journal is folded, ${size.orders} orders`, figure: `idle ${idle.toFixed(0)} ms`, value: longest, unit: 'ms', atMost: 50 })
}

async function longestHealth (url) {
  let longest = 0
  for (const end = performance.now() + WATCH; performance.now() < end;) {
    const began = performance.now()
    await (await fetch(`${url}/health`)).text()
    longest = Math.max(longest, performance.now() - began)
    await new Promise((resolve) => { setTimeout(resolve, BETWEEN) })
  }
  return longest
}
