/**
 * Run random histories of brokers, sellers, a failing disk and restarts, and check the invariants after each step.
 *
 *   node scripts/simulate.js [--seeds 10000] [--first 1]
 */
import { spawnSync } from 'node:child_process'
import { parseArgs } from 'node:util'

const { values } = parseArgs({ options: { seeds: { type: 'string', default: '1000' }, first: { type: 'string', default: '1' } } })
for (const [name, value] of Object.entries(values)) {
  if (/^[1-9]\d*$/.test(value)) continue
  console.error(`--${name} must be a positive integer; received ${value}.`)
  process.exit(1)
}

const started = performance.now()
const env = { ...process.env, SIMULATE_SEEDS: values.seeds, SIMULATE_FIRST: values.first }
const command = ['node_modules/vitest/vitest.mjs', 'run', '--project', 'thorough', 'tests/simulation', '-t', 'every invariant']
const { status } = spawnSync(process.execPath, command, { env, stdio: 'inherit' })
const minutes = (performance.now() - started) / 60_000
console.log(`${values.seeds} histories, ${Math.round(Number(values.seeds) / minutes)} a minute`)
process.exitCode = status ?? 1
