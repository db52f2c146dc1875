/**
 * Write the table of docs/conformance.md from tests/conformance/results.json. Run the script in the project folder:
 *
 *   node scripts/conformance-table.js                                 update the table
 *   node scripts/conformance-table.js PROFILE MODE FOLDER [COMMIT]    add a run of the OpenActive Test Suite first
 *
 * MODE is controlled or random, and COMMIT is the commit of the suite. FOLDER contains the results of the run:
 * - json/*.json: one report per test, written by the suite
 * - jest.json: written by `--json --outputFile`
 * - run.json: `seconds` of the run, its `exitCode`, and the `patterns` that selected tests
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const SETTINGS = 'tests/conformance'
const RESULTS = `${SETTINGS}/results.json`
const DOCS = 'docs/conformance.md'
const [BEGIN, END] = ['<!-- results -->', '<!-- /results -->']
const MODES = ['controlled', 'random']
/** Commit of the suite that the settings suit. */
const SUITE = '995cb49'

const COLUMNS = {
  Flows: ({ flows }) => flows.join(', '),
  Tests: ({ tests }) => count(tests),
  Passed: ({ passed }) => count(passed),
  Failed: ({ failed }) => count(failed),
  Skipped: ({ skipped }) => count(skipped),
  'Validation failures': ({ failures }) => count(failures),
  Warnings: ({ warnings }) => count(warnings),
  Suggestions: ({ suggestions }) => count(suggestions),
  Date: ({ date }) => date
}

const count = (number) => number.toLocaleString('en-GB')
const byPlace = (a, b) => a.profile.localeCompare(b.profile) || MODES.indexOf(a.mode) - MODES.indexOf(b.mode)
const filesIn = (folder) => readdirSync(folder).filter((name) => name.endsWith('.json')).sort()

try {
  const [profile, mode, folder, commit = SUITE] = process.argv.slice(2)
  const known = filesIn(SETTINGS).map((name) => name.slice(0, -'.json'.length)).filter((name) => name !== 'results')
  if (profile !== undefined) takeIn({ profile, mode, folder, commit }, known)
  writeTable(known)
} catch (error) {
  process.stderr.write(`conformance-table: ${error.message}\n`)
  process.exitCode = 1
}

function readJson (file) {
  const text = readFileSync(file, 'utf8')
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new Error(`${file}: ${error.message}`)
  }
}

/** Replace the results of a profile in one mode by the figures of a run. */
function takeIn ({ profile, mode, folder, commit }, known) {
  if (!known.includes(profile)) throw new Error(`there is no profile ${profile}; there are ${known.join(', ')}`)
  if (!MODES.includes(mode) || folder === undefined) throw new Error(`needed are PROFILE MODE FOLDER, and MODE is one of ${MODES.join(', ')}`)
  const run = { profile, mode, suite: commit, ...figuresOf(folder) }
  const others = readJson(RESULTS).filter((other) => other.profile !== profile || other.mode !== mode)
  const lines = [...others, run].sort(byPlace).map((entry) => `  ${JSON.stringify(entry)}`)
  writeFileSync(RESULTS, `[\n${lines.join(',\n')}\n]\n`)
}

/**
 * Count the results of a run as the suite does: a spec is an assertion, and a test leaves one report per booking flow
 * and opportunity type.
 * @param folder - folder of the run
 */
function figuresOf (folder) {
  const { seconds, exitCode = 0, patterns = [] } = readJson(join(folder, 'run.json'))
  if (patterns.length > 0) throw new Error(`${folder} is of ${patterns.join(' ')} alone; the table is of whole runs`)
  const jest = readJson(join(folder, 'jest.json'))
  // A test file that cannot run has no specs, so count the file as a failure.
  const failed = jest.numFailedTests + jest.numRuntimeErrorTestSuites
  if (exitCode !== 0 && failed === 0) throw new Error(`the run in ${folder} ended with ${exitCode} though nothing failed: its log says why`)
  const reports = filesIn(join(folder, 'json')).filter((name) => name !== 'summary.json')
  return {
    date: new Date(jest.startTime).toISOString().slice(0, 10),
    flows: flowsIn(reports),
    tests: reports.length,
    passed: jest.numPassedTests,
    failed,
    skipped: jest.numPendingTests,
    ...severitiesIn(reports.map((name) => join(folder, 'json', name))),
    seconds
  }
}

/** Read the booking flows of a run from the names of its reports. */
function flowsIn (reports) {
  return ['simple', 'approval'].filter((flow) => reports.some((name) => name.toLowerCase().includes(`_openbooking${flow}flow_`)))
}

/** Count the findings of the validator in the reports, by severity. */
function severitiesIn (files) {
  const counts = { failure: 0, warning: 0, suggestion: 0 }
  for (const file of files) {
    for (const { type, validations } of readJson(file).logs) {
      if (type !== 'validations') continue
      for (const { severity } of validations) if (severity in counts) counts[severity]++
    }
  }
  return { failures: counts.failure, warnings: counts.warning, suggestions: counts.suggestion }
}

/** Write a table with a row per profile and mode. A row without a run has dashes. */
function writeTable (profiles) {
  const results = readJson(RESULTS)
  const rows = profiles.flatMap((profile) => MODES.map((mode) => {
    const run = results.find((other) => other.profile === profile && other.mode === mode)
    return [profile, mode, ...Object.values(COLUMNS).map((cell) => run === undefined ? '–' : cell(run))]
  }))
  const head = ['Profile', 'Mode', ...Object.keys(COLUMNS)]
  const table = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
  const docs = readFileSync(DOCS, 'utf8')
  const [begin, end] = [docs.indexOf(BEGIN), docs.indexOf(END)]
  if (begin === -1 || end < begin) throw new Error(`${DOCS} has no place for the table, between ${BEGIN} and ${END}`)
  writeFileSync(DOCS, `${docs.slice(0, begin)}${BEGIN}\n${table}\n${docs.slice(end)}`)
}
