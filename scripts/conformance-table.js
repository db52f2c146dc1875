/**
 * Writes the table of docs/conformance.md from tests/conformance/results.json. Run it in the folder of the project:
 *
 *   node scripts/conformance-table.js                                 writes the table anew
 *   node scripts/conformance-table.js PROFILE MODE FOLDER [COMMIT]    takes in a run of the OpenActive Test Suite first
 *
 * MODE is controlled or random, COMMIT that of the suite. FOLDER holds what the run left: json/*.json, one report per test, as the suite
 * writes them; jest.json, by `--json --outputFile`; and run.json with the `seconds` it took, its `exitCode`, and the `patterns` it was cut down to.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const SETTINGS = 'tests/conformance'
const RESULTS = `${SETTINGS}/results.json`
const DOCS = 'docs/conformance.md'
const [BEGIN, END] = ['<!-- results -->', '<!-- /results -->']
const MODES = ['controlled', 'random']
/** The commit of the suite that the settings are made for. */
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
  Time: ({ seconds }) => `${Math.floor(seconds / 60)} min ${seconds % 60} s`
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

/** Puts the figures of a run in the place of those that its profile had in this mode. */
function takeIn ({ profile, mode, folder, commit }, known) {
  if (!known.includes(profile)) throw new Error(`there is no profile ${profile}; there are ${known.join(', ')}`)
  if (!MODES.includes(mode) || folder === undefined) throw new Error(`needed are PROFILE MODE FOLDER, and MODE is one of ${MODES.join(', ')}`)
  const run = { profile, mode, suite: commit, ...figuresOf(folder) }
  const others = readJson(RESULTS).filter((other) => other.profile !== profile || other.mode !== mode)
  const lines = [...others, run].sort(byPlace).map((entry) => `  ${JSON.stringify(entry)}`)
  writeFileSync(RESULTS, `[\n${lines.join(',\n')}\n]\n`)
}

/** Counts as the suite does: a spec is an assertion, a test is run once per booking flow and opportunity type and leaves a report each time. */
function figuresOf (folder) {
  const { seconds, exitCode = 0, patterns = [] } = readJson(join(folder, 'run.json'))
  if (patterns.length > 0) throw new Error(`${folder} is of ${patterns.join(' ')} alone; the table is of whole runs`)
  const jest = readJson(join(folder, 'jest.json'))
  // A file that could not run has no specs that could fail.
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

/** The booking flows that were run, which are in the names of the reports. */
function flowsIn (reports) {
  return ['simple', 'approval'].filter((flow) => reports.some((name) => name.toLowerCase().includes(`_openbooking${flow}flow_`)))
}

/** What the validator said of the documents that the tests saw. */
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

/** Every profile has a row for each mode, with dashes until it was run. */
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
