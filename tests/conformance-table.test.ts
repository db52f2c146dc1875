import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'

const ROOT = join(import.meta.dirname, '..')
const SCRIPT = join(ROOT, 'scripts/conformance-table.js')
const DOCS = 'docs/conformance.md'
const RESULTS = 'tests/conformance/results.json'

function newFolder (): string {
  const folder = mkdtempSync(join(tmpdir(), 'obs-'))
  onTestFinished(() => { rmSync(folder, { recursive: true, force: true }) })
  return folder
}

/** Copy the files that the script reads and writes, with other results. */
function project (results = '[]\n'): string {
  const folder = newFolder()
  for (const name of [DOCS, 'tests/conformance']) cpSync(join(ROOT, name), join(folder, name), { recursive: true })
  writeFileSync(join(folder, RESULTS), results)
  return folder
}

const conformanceTable = (cwd: string, ...args: string[]) => spawnSync(process.execPath, [SCRIPT, ...args], { cwd, encoding: 'utf8' })

const read = (folder: string, name: string): string => readFileSync(join(folder, name), 'utf8')

const rowOf = (folder: string, profile: string, mode: string): string | undefined =>
  read(folder, DOCS).split('\n').find((line) => line.startsWith(`| ${profile} | ${mode} |`))

const JEST = { startTime: Date.UTC(2026, 10, 21, 12), numPassedTests: 7155, numFailedTests: 0, numPendingTests: 3, numRuntimeErrorTestSuites: 0 }

/** Create the reports of a run of two tests. */
function runFolder ({ run = {}, jest = {} }: { run?: object, jest?: object } = {}): string {
  const folder = newFolder()
  const report = (severities: string[]): string => JSON.stringify({
    logs: [{ type: 'request' }, { type: 'validations', validations: severities.map((severity) => ({ severity })) }, { type: 'spec', spec: { status: 'passed' } }]
  })
  mkdirSync(join(folder, 'json'))
  writeFileSync(join(folder, 'json/leasing_OpenBookingSimpleFlow_Multiple.json'), report(['warning', 'suggestion', 'notice']))
  writeFileSync(join(folder, 'json/leasing_OpenBookingApprovalFlow_Multiple.json'), report(['warning', 'failure']))
  writeFileSync(join(folder, 'json/summary.json'), '{}')
  writeFileSync(join(folder, 'run.json'), JSON.stringify({ seconds: 167, exitCode: 0, patterns: [], ...run }))
  writeFileSync(join(folder, 'jest.json'), JSON.stringify({ ...JEST, ...jest }))
  return folder
}

it('the table in the docs shows the results; `node scripts/conformance-table.js` updates it', () => {
  const folder = project(read(ROOT, RESULTS))
  expect(conformanceTable(folder)).toMatchObject({ status: 0, stderr: '' })
  expect(read(ROOT, DOCS)).toBe(read(folder, DOCS))
})

describe('the figures of a run', () => {
  it('appear in results and table', () => {
    const folder = project()
    expect(rowOf(folder, 'no-auth', 'random')).toBeDefined()
    expect(conformanceTable(folder, 'no-auth', 'controlled', runFolder(), 'abc1234')).toMatchObject({ status: 0, stderr: '' })
    expect(JSON.parse(read(folder, RESULTS))).toEqual([{
      profile: 'no-auth', mode: 'controlled', suite: 'abc1234', date: '2026-11-21', flows: ['simple', 'approval'], tests: 2, passed: 7155, failed: 0, skipped: 3, failures: 1, warnings: 2, suggestions: 1, seconds: 167
    }])
    expect(rowOf(folder, 'no-auth', 'controlled')).toBe('| no-auth | controlled | simple, approval | 2 | 7,155 | 0 | 3 | 1 | 2 | 1 | 2026-11-21 |')
    expect(rowOf(folder, 'no-auth', 'random')).toBe('| no-auth | random | – | – | – | – | – | – | – | – | – |')
  })

  it('replace only earlier figures of the same profile and mode', () => {
    const folder = project()
    for (const mode of ['random', 'controlled']) conformanceTable(folder, 'single-seller', mode, runFolder())
    conformanceTable(folder, 'no-auth', 'random', runFolder())
    conformanceTable(folder, 'single-seller', 'random', runFolder({ run: { seconds: 60 } }))
    const results = JSON.parse(read(folder, RESULTS)) as ReadonlyArray<{ profile: string, mode: string, seconds: number }>
    expect(results.map(({ profile, mode, seconds }) => [profile, mode, seconds])).toEqual([['no-auth', 'random', 167], ['single-seller', 'controlled', 167], ['single-seller', 'random', 60]])
  })

  it('count a test file that could not run as failed', () => {
    const folder = project()
    conformanceTable(folder, 'no-auth', 'controlled', runFolder({ run: { exitCode: 1 }, jest: { numFailedTests: 4, numRuntimeErrorTestSuites: 1 } }))
    expect(rowOf(folder, 'no-auth', 'controlled')).toContain('| 7,155 | 5 | 3 |')
  })

  it.for([
    ['for an unknown profile', () => ['no-tax', 'controlled', runFolder()], /no profile no-tax/],
    ['for an unknown mode', () => ['no-auth', 'shuffled', runFolder()], /controlled, random/],
    ['without a folder', () => ['no-auth', 'controlled'], /FOLDER/],
    ['for a part of the suite', () => ['no-auth', 'controlled', runFolder({ run: { patterns: ['features/core'] } })], /features\/core/],
    ['for an aborted run', () => ['no-auth', 'controlled', runFolder({ run: { exitCode: 70 } })], /ended with 70/],
    ['without reports', () => ['no-auth', 'controlled', newFolder()], /run\.json/]
  ] as ReadonlyArray<readonly [string, () => string[], RegExp]>)('are refused %s', ([, args, problem]) => {
    const folder = project()
    const docs = read(folder, DOCS)
    const { status, stderr } = conformanceTable(folder, ...args())
    expect(status).toBe(1)
    expect(stderr).toMatch(/^conformance-table: [^\n]+\n$/)
    expect(stderr).toMatch(problem)
    expect([read(folder, DOCS), read(folder, RESULTS)]).toEqual([docs, '[]\n'])
  })
})
