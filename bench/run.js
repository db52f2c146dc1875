/**
 * Measure speed as ratios within one run, because absolute figures depend on the machine.
 *
 *   node bench/run.js [PART…] [--full] [--write]
 *
 * Without names of parts, all of them run. --full takes more rounds and more stored data; --write writes docs/performance.md.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { benchDashboard } from './parts-dashboard.js'
import { benchDatabase } from './parts-database.js'
import { benchFlows, benchLongRun, benchPages } from './parts-requests.js'
import { benchStart, benchTenants, benchTesting } from './parts-start.js'
import { benchFold, benchRequestLog, benchRestart, benchStoredOrders } from './parts-state.js'
import { benchWaiting } from './parts-waiting.js'
import { createReport } from './report.js'

const PARTS = {
  flows: benchFlows,
  pages: benchPages,
  start: benchStart,
  orders: benchStoredOrders,
  restart: benchRestart,
  fold: benchFold,
  database: benchDatabase,
  tenants: benchTenants,
  testing: benchTesting,
  log: benchRequestLog,
  dashboard: benchDashboard,
  waiting: benchWaiting,
  long: benchLongRun
}

const given = process.argv.slice(2)
const names = given.filter((word) => !word.startsWith('--'))
const unknown = [...names.filter((name) => !(name in PARTS)), ...given.filter((word) => word.startsWith('--') && !['--full', '--write'].includes(word))]
if (unknown.length > 0) {
  console.error(`Unknown: ${unknown.join(' ')}. Parts: ${Object.keys(PARTS).join(' ')}. Flags: --full --write`)
  process.exit(2)
}
const isFull = given.includes('--full')
const folder = await mkdtemp(join(tmpdir(), 'open-booking-bench-'))
const report = createReport({ isFull })
try {
  for (const [name, bench] of Object.entries(PARTS)) {
    if (names.length > 0 && !names.includes(name)) continue
    try {
      await bench({ folder, report, isFull })
    } catch (error) {
      // The other parts still count.
      console.error(`${name} failed: ${error.stack}`)
      process.exitCode = 1
    }
  }
  await report.write()
  if (given.includes('--write')) await report.writePage()
} finally {
  await rm(folder, { recursive: true, force: true })
}
