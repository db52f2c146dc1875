/** Speed as ratios within one run: absolute figures say more about the machine. */
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { randomUUID } from 'node:crypto'
import { createInterface } from 'node:readline'
import { BOOK, makeItems, measureFlows, measurePages, oneFlow, send } from './flows.js'
import { startEcho, startSimulator } from './servers.js'

const FLOWS = 2000
const ROUNDS = 3
const STARTS = 7
const FEW = 100
const MANY = 100_000
const BOOKINGS = 400

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]
const folder = await mkdtemp(join(tmpdir(), 'open-booking-bench-'))

try {
  await benchFlowsAndPages()
  await benchStart()
  await benchStoredOrders()
} finally {
  await rm(folder, { recursive: true, force: true })
}

async function benchFlowsAndPages () {
  const simulator = await startSimulator(join(folder, 'flows.json'))
  const [first, ...items] = await makeItems(simulator.url, FLOWS * (ROUNDS + 1) * 2 + 10)
  const page = await (await fetch(`${simulator.url}/feeds/scheduled-sessions`)).text()
  const echo = await startEcho({ ...await oneFlow(simulator.url, first), feeds: page })
  for (const connections of [1, 8]) {
    const ratios = []
    let flows
    for (let round = 0; round < ROUNDS; round++) {
      const bare = await measureFlows(echo.url, { flows: FLOWS, connections, items, idsOf: simulator.url })
      flows = await measureFlows(simulator.url, { flows: FLOWS, connections, items: items.splice(0, FLOWS / 10) })
      ratios.push(flows / bare)
    }
    report(`C1+C2+B flows, ${connections} connection(s), durable`, `${Math.round(flows)} a second`, `${median(ratios).toFixed(2)} of a bare echo`)
  }
  const ratios = []
  for (let round = 0; round < ROUNDS; round++) ratios.push(await measurePages(simulator.url, '/feeds/scheduled-sessions') / await measurePages(echo.url, '/feeds/'))
  report(`feed page of 500 items (${Math.round(page.length / 1024)} KiB)`, '', `${median(ratios).toFixed(2)} of a bare echo`)
  await echo.stop()
  await simulator.stop()
}

async function benchStart () {
  const ratios = []
  let ms
  for (let i = 0; i < STARTS; i++) {
    const simulator = await startSimulator('memory')
    const echo = await startEcho({})
    ms = simulator.startMs
    ratios.push(simulator.startMs / echo.startMs)
    await simulator.stop()
    await echo.stop()
  }
  report('start-up to the first answer', `${Math.round(ms)} ms`, `${median(ratios).toFixed(2)} × a bare echo`)
}

async function benchStoredOrders () {
  const files = await Promise.all([FEW, MANY].map(withOrders))
  const servers = [await startSimulator(files[0]), await startSimulator(files[1])]
  const items = await Promise.all(servers.map(({ url }) => makeItems(url, BOOKINGS + 10)))
  const times = [[], []]
  for (let i = 0; i < BOOKINGS; i++) {
    for (const [index, { url }] of servers.entries()) {
      const began = performance.now()
      await send(url, BOOK, randomUUID(), items[index][Math.floor(i / 10)])
      times[index].push(performance.now() - began)
    }
  }
  const [few, many] = times.map(median)
  report(`median B with ${MANY} stored orders`, `${many.toFixed(2)} ms`, `${(many / few).toFixed(2)} × that with ${FEW} (at most 1.5)`)
  for (const server of servers) await server.stop()
}

/** A data file in which one real order stands many times, under UUIDs of its own. */
async function withOrders (count) {
  const [one, file] = [join(folder, `one-${count}.json`), join(folder, `orders-${count}.json`)]
  const simulator = await startSimulator(one)
  const [item] = await makeItems(simulator.url, 1)
  await oneFlow(simulator.url, item)
  await simulator.stop()
  const out = createWriteStream(file)
  for await (const line of createInterface({ input: createReadStream(one) })) {
    const [, uuid] = /^\["order","([\w-]+) /.exec(line) ?? []
    const copies = uuid === undefined ? 0 : count - 1
    for (let i = 0; i < copies; i++) {
      const copy = line.replaceAll(uuid, randomUUID()).replace(/,?$/, ',\n')
      if (!out.write(copy)) await once(out, 'drain')
    }
    out.write(`${line}\n`)
  }
  out.end()
  await once(out, 'finish')
  return file
}

function report (what, figure, ratio) {
  console.log(`${what.padEnd(46)} ${figure.padStart(16)}   ${ratio}`)
}
