import { spawn } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'

const escapeForRegExp = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/**
 * Run test files of a tree.
 * @param tree - root, projects, excluded files and output folder
 * @param files - test files; an empty list means all
 * @param options - ids of the active mutants, whether to stop at the first failure, the time limit (ms), the folder
 * that records the reached mutants, the name of the only test to run, and whether the projects may lack the files
 * @returns the failed tests, and the duration of each file (ms)
 * @throws {Error} if the run reports no test
 */
export async function runTests (tree, files, options = {}) {
  const { mutants = [], bail = false, limit = Infinity, reach = '', test, mayLack = false } = options
  const report = join(tree.out, 'report.json')
  rmSync(report, { force: true })
  const args = [
    join(tree.root, 'node_modules/vitest/vitest.mjs'), 'run', '--root', tree.root,
    '--config', join(tree.tool, 'vitest.config.js'), '--reporter=json', `--outputFile=${report}`,
    ...(bail ? ['--bail=1'] : []), ...(mayLack ? ['--passWithNoTests'] : []),
    ...(test === undefined ? [] : ['-t', escapeForRegExp(test)]),
    ...tree.without.map((file) => `--exclude=${file}`), ...files
  ]
  const env = {
    ...process.env,
    MUTANT: mutants.join(','),
    MUTATION_ROOT: tree.root,
    MUTATION_TOOL: tree.tool,
    MUTATION_PROJECTS: tree.projects.join(','),
    MUTATION_REACH: reach
  }
  const { code, output, late } = await run(args, tree.root, env, limit)
  if (late) return { failed: [`no end within ${Math.round(limit / 1000)} s`], durations: {}, total: 0 }
  if (!existsSync(report)) throw new Error(`The tests could not be run:\n${output.slice(-5000)}`)
  return readReport(report, tree.root, code, output)
}

function run (args, cwd, env, limit) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    let late = false
    const end = () => {
      late = true
      process.kill(-child.pid, 'SIGKILL')
    }
    const timer = limit === Infinity ? undefined : setTimeout(end, limit)
    const keep = (data) => { output = (output + data).slice(-200_000) }
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    child.once('error', reject)
    child.once('close', (code) => {
      clearTimeout(timer)
      resolve({ code, output, late })
    })
  })
}

function readReport (report, root, code, output) {
  const { testResults, numTotalTests: total } = JSON.parse(readFileSync(report, 'utf8'))
  const nameOf = ({ name }) => relative(root, name).replaceAll('\\', '/')
  const failed = testResults.flatMap((file) => failuresOf(file).map((what) => `${nameOf(file)} › ${what}`))
  const durations = Object.fromEntries(testResults.map((file) => [nameOf(file), file.endTime - file.startTime]))
  if (code === 0 || failed.length > 0) return { failed, total, durations }
  const [error] = /(?<=Unhandled (?:Error|Rejection).*)\w*Error: .*/s.exec(output) ?? []
  if (error === undefined || total === 0) throw new Error(`No test failed, but the run did:\n${output.slice(-5000)}`)
  return { failed: [`(unhandled) ${error.split('\n')[0]}`], total, durations }
}

function failuresOf ({ status, message, assertionResults }) {
  const failed = assertionResults.filter((test) => test.status === 'failed')
  if (failed.length > 0) return failed.map(({ fullName }) => fullName)
  return status === 'failed' && message !== '' ? [`(outside of a test) ${message.slice(0, 200)}`] : []
}
