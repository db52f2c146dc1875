import { join } from 'node:path'
import { makeItems, measureFlows, oneFlow } from './flows.js'
import { inTurn, load, median, ratioOf } from './measure.js'
import { memoryOf, startEcho, startSimulator } from './servers/processes.js'

const PAGE = '/feeds/scheduled-sessions'
/** Flows that a server answers before it is measured (count): its code is compiled by then. */
const WARM_UP = 3000

/** C1+C2+B with durable state, against the echo of the same bytes. */
export async function benchFlows ({ folder, report, isFull }) {
  const simulator = await startSimulator(join(folder, 'flows.json'))
  const [first, ...items] = await makeItems(simulator.url, isFull ? 6000 : 2500)
  const echo = await startEcho(folder, await oneFlow(simulator.url, first))
  const [rounds, seconds] = isFull ? [5, 5] : [3, 2]
  const ours = (options) => () => measureFlows(simulator, { items, ...options })
  const bare = (options) => () => measureFlows(echo, { items: [...items], idsOf: simulator.url, ...options })
  for (const server of [ours, bare]) await server({ connections: 16, amount: 3 * (isFull ? WARM_UP : WARM_UP / 2) })()
  for (const [connections, atLeast] of [[16, 1 / 3], [1, 1 / 4]]) {
    const [flows, echoes] = await inTurn(rounds, ours({ connections, seconds }), bare({ connections, seconds }))
    const measure = `C1+C2+B, fsynced, ${connections} connection(s)`
    const middle = (property) => median(flows.map((one) => one[property]))
    report.add({ measure, figure: `${Math.round(middle('perSecond'))} flows/s`, value: ratioOf(flows, echoes, 'perSecond'), atLeast, than: 'of the echo' })
    report.add({ measure: `${measure}: CPU`, figure: `${Math.round(middle('cpu'))} µs/flow`, value: ratioOf(flows, echoes, 'cpu'), than: '× the echo' })
    report.add({ measure: `${measure}: p99 of B`, figure: `${middle('p99').toFixed(1)} ms`, value: ratioOf(flows, echoes, 'p99'), ...(connections > 1 && { atMost: 10 }), than: '× the echo' })
  }
  for (const server of [echo, simulator]) await server.stop()
}

/** A feed page and its 304, against the same bytes from memory. */
export async function benchPages ({ folder, report, isFull }) {
  const simulator = await startSimulator('memory')
  await makeItems(simulator.url, 500)
  const page = await (await fetch(`${simulator.url}${PAGE}`)).text()
  const echo = await startEcho(folder, { feeds: page })
  const [rounds, seconds] = isFull ? [5, 5] : [3, 2]
  const request = (server, headers = {}) => () =>
    load(server, { path: PAGE, requests: [{ path: PAGE, headers }], connections: 4, seconds, isExpected: (status) => status === (headers['if-none-match'] ? 304 : 200) })
  // The page changes when an opportunity of it does, for example by its end.
  const known = (server) => async () => {
    // A compressed page has a tag of its own.
    const { headers } = await fetch(`${server.url}${PAGE}`, { headers: { 'accept-encoding': 'identity' } })
    return await request(server, { 'if-none-match': headers.get('etag') })()
  }
  const measures = [
    [`feed page of 500 items, ${Math.round(page.length / 1024)} KiB`, request, 'pages/s'],
    ['304 of that page', known, 'answers/s']
  ]
  for (const [measure, ask, unit] of measures) {
    for (const server of [simulator, echo]) await ask(server)()
    const [ours, bare] = await inTurn(rounds, ask(simulator), ask(echo))
    report.add({ measure, figure: `${Math.round(median(ours.map(({ perSecond }) => perSecond)))} ${unit}`, value: ratioOf(ours, bare, 'perSecond'), atLeast: 0.8, than: 'of the same from memory' })
    report.add({ measure: `${measure}: CPU`, figure: `${Math.round(median(ours.map(({ cpu }) => cpu)))} µs`, value: ratioOf(ours, bare, 'cpu'), than: '× the same from memory' })
  }
  for (const server of [echo, simulator]) await server.stop()
}

/** Duration of the long run (s), and of each of its parts. */
const LONG = 600
const PART = 10

/** Half the top rate for a long time: memory and times must not grow. Only in a full run. */
export async function benchLongRun ({ folder, report, isFull }) {
  if (!isFull) return
  const simulator = await startSimulator(join(folder, 'long.json'))
  const take = async (count) => await makeItems(simulator.url, count)
  const { perSecond } = await measureFlows(simulator, { items: await take(2000), connections: 16, seconds: 10 })
  const rate = Math.ceil(perSecond / 2)
  const parts = []
  for (let part = 0; part < LONG / PART; part++) {
    const items = await take(Math.ceil(rate * PART / 10) + 200)
    const { p99 } = await measureFlows(simulator, { items, connections: 16, seconds: PART, overallRate: 3 * rate })
    parts.push({ p99, memory: memoryOf(simulator.pid) })
  }
  const third = Math.floor(parts.length / 3)
  const growth = (property) => median(parts.slice(-third).map((part) => part[property])) / median(parts.slice(third, 2 * third).map((part) => part[property]))
  const { memory, p99 } = parts.at(-1)
  const measure = `${LONG / 60} minutes of ${rate} flows/s`
  report.add({ measure: `${measure}: memory`, figure: `${Math.round(memory)} MiB`, value: growth('memory'), atMost: 1.5, than: '× the middle third; each order stays' })
  report.add({ measure: `${measure}: p99 of B`, figure: `${p99.toFixed(1)} ms`, value: growth('p99'), atMost: 1.25, than: '× the middle third' })
  await simulator.stop()
}
