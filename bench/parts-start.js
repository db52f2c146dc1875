import { join } from 'node:path'
import { inTurn, median, ratioOf } from './measure.js'
import { runScript, startBare, startSimulator } from './servers/processes.js'

const startAndStop = (start) => async () => {
  const { startMs, cpuMicroseconds, stop } = await start()
  const cpu = cpuMicroseconds()
  await stop()
  return { startMs, cpu }
}

/** Start to the first answer, against an empty application under `fastify start`. */
export async function benchStart ({ folder, report, isFull }) {
  const file = join(folder, 'start.json')
  await (await startSimulator(file)).stop()
  const starts = [
    ['start with new sample data', () => startSimulator('memory')],
    ['start with a data file', () => startSimulator(file)]
  ]
  for (const [measure, start] of starts) {
    const [ours, bare] = await inTurn(isFull ? 9 : 3, startAndStop(start), startAndStop(startBare))
    report.add({ measure, figure: `${Math.round(median(ours.map(({ startMs }) => startMs)))} ms`, value: ratioOf(ours, bare, 'startMs'), atMost: 2, than: '× an empty `fastify start`' })
    report.add({ measure: `${measure}: CPU`, figure: `${Math.round(median(ours.map(({ cpu }) => cpu)) / 1000)} ms`, value: ratioOf(ours, bare, 'cpu'), than: '× an empty `fastify start`' })
  }
}

/** Tenants: time and memory of each. */
export async function benchTenants ({ report }) {
  const { firstMs, medianMs, mebibytes } = await runScript('library.js', 'tenants')
  report.add({ measure: 'tenant with every type', figure: `first ${Math.round(firstMs)} ms`, value: medianMs, unit: 'ms', atMost: 20 })
  report.add({ measure: 'memory of a tenant', figure: '', value: mebibytes, unit: 'MiB', atMost: 2 })
}

/** The library for tests. */
export async function benchTesting ({ report }) {
  const { firstMs, startMs, snapshotMs, resetMs } = await runScript('library.js', 'testing')
  report.add({ measure: 'startSimulator() with one type', figure: `first ${Math.round(firstMs)} ms`, value: startMs, unit: 'ms', atMost: 150 })
  report.add({ measure: 'reset after 100 bookings, in memory', figure: '', value: resetMs, unit: 'ms', atMost: 10 })
  report.add({ measure: 'snapshot', figure: '', value: snapshotMs, unit: 'ms', atMost: 5 })
}
