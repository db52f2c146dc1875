import { cpSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { CLI, type Ended, ROOT, run, start } from './processes.ts'
import { projectFolder } from './walk-through.ts'

const EXAMPLES = join(ROOT, 'examples')
/** Files with the tests of a broker. */
const files = ['javascript/vitest.test.js', 'javascript/node.test.js', 'python/test_broker.py']

/** Copy an example into a project in which the package is installed. */
function copy (folder: string): string {
  const project = projectFolder()
  cpSync(join(EXAMPLES, folder), project, { recursive: true })
  return project
}

function expectPassed ({ code, stdout, stderr }: Ended): void {
  expect(code, `${stdout}\n${stderr}`).toBe(0)
}

it('the tests of the broker pass with vitest', async () => {
  const ended = await run(process.execPath, [join(ROOT, 'node_modules/vitest/vitest.mjs'), 'run', 'vitest.test.js', '--reporter', 'json'], { cwd: copy('javascript') })
  expectPassed(ended)
  expect(JSON.parse(ended.stdout)).toMatchObject({ numPassedTests: 7, numFailedTests: 0 })
})

it('the tests of the broker pass with node:test', async () => {
  const ended = await run(process.execPath, ['--test', 'node.test.js'], { cwd: copy('javascript') })
  expectPassed(ended)
  expect(ended.stdout).toMatch(/^# pass 7$/m)
})

it('the tests of the broker pass with Python, over HTTP', async () => {
  const options = ['--port', '0', '--data-file', 'memory', '--types', 'ScheduledSession', '--auth', 'key,header,openid', '--log-level', 'silent']
  const [base] = await start(process.execPath, [CLI, 'start', ...options], { cwd: EXAMPLES }).until(/http:\/\/localhost:\d+/)
  const ended = await run('python3', ['-B', '-m', 'unittest'], { cwd: copy('python'), env: { SIMULATOR_URL: base } })
  expectPassed(ended)
  expect(ended.stderr).toMatch(/^Ran 7 tests/m)
})

it.for(files)('the tests in %s cover the same, wait for nothing, and have ten lines of helpers at most', (file) => {
  const text = readFileSync(join(EXAMPLES, file), 'utf8')
  for (const word of ['lease', 'window|opens', 'token', 'fault', 'reset', 'seller']) expect(text).toMatch(new RegExp(word, 'i'))
  expect(text).not.toMatch(/sleep|setTimeout|timers|time\./)
  const helpers = text.split('\n\n').filter((block) => /^\n?(?:const|(?:async )?function|def) /.test(block))
  expect(helpers.join('\n').trim().split('\n').length).toBeLessThanOrEqual(10)
})
