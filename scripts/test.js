/**
 * Run the tests. The linter and the type checker run at the same time and print their findings at their end. The run
 * fails if any part fails.
 *
 *   node scripts/test.js          the linter, the type checker, and the tests, within four minutes
 *   node scripts/test.js more     after it: the generated cases, HTTP tests mounted in a host, tests of instants in
 *                                 other time zones, all repetitions, the package, the commands of every page, and the
 *                                 validation of the answers that both runs collect
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'

const isMore = process.argv[2] === 'more'
/** The type checker is written in Go, which collects garbage so often that this takes a third of its time. */
const env = { ...process.env, GOGC: '400', ...(isMore && { FULL: '1' }) }

/**
 * Run a command to its end.
 * @param {string} command - with its arguments
 * @param {'inherit' | 'pipe'} output - `inherit` prints output at once, `pipe` at the end of the command
 * @returns {Promise<boolean>} whether it succeeded
 */
async function run (command, output) {
  const [name, ...args] = command.split(' ')
  const started = performance.now()
  const child = spawn(name, args, { env, stdio: ['ignore', output, output], shell: process.platform === 'win32' })
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text) => { printed += text })
  const [code] = await once(child, 'close')
  console.log(`${printed}${code === 0 ? 'ok' : 'FAILED'}: ${command} (${Math.round((performance.now() - started) / 1000)} s)`)
  return code === 0
}

/** @param {string[]} projects - of vitest.config.ts */
const vitest = (...projects) => run(`vitest run ${projects.map((name) => `--project ${name}`).join(' ')}`, 'inherit')

/** Some tests run the compiled simulator. After `npm ci`, there is nothing to compile. */
const build = () => run('node scripts/build.js', 'pipe')

/** The linter and the type checker, which the dashboard needs once more: it runs in browsers. */
async function check () {
  const results = await Promise.all([
    run('eslint .', 'pipe'), run('tsc --noEmit --checkers 1', 'pipe'),
    run('tsc --noEmit --checkers 1 --project dashboard', 'pipe')
  ])
  return results.every(Boolean)
}

/**
 * Run the tests of processes. They wait often, so they run beside others.
 * @param {number} workers - of vitest: a process has a second to stop, so it needs its share of a processor
 */
const testProcesses = (workers) => run(`vitest run --project package --maxWorkers ${workers}`, 'pipe')

async function most () {
  const [areSourcesRight, areTestsRight] = await Promise.all([
    check().then(async (isRight) => await testProcesses(1) && isRight),
    vitest('unit')
  ])
  return areSourcesRight && areTestsRight
}

async function more () {
  const [isPackageRight, areTestsRight] = await Promise.all([
    testProcesses(2), vitest('thorough', 'mounted', 'auckland', 'new-york').then(async (isRight) => isRight && await vitest('collected'))
  ])
  return isPackageRight && areTestsRight
}

process.exitCode = await build() && await (isMore ? more() : most()) ? 0 : 1
