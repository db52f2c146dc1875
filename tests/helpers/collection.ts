import { existsSync, mkdirSync, openSync, readdirSync, readFileSync, statSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { Novelties } from './novelties.ts'
import { FULL } from './runs.ts'

const ROOT = join(import.meta.dirname, '../..')
const COLLECTIONS = join(ROOT, 'node_modules/.cache/open-booking-simulator/collected')
/** Projects that collect, by run. */
const COLLECTING = { test: ['unit'], more: ['thorough', 'mounted'] }
type Run = keyof typeof COLLECTING
const RUNS: readonly Run[] = ['test', 'more']
const folderOf = (run: Run): string => join(COLLECTIONS, run)

/** Folder of the answers and log lines that this run collects for `tests/collected`. */
export const COLLECTION = folderOf(FULL ? 'more' : 'test')

/** One answer of the simulator. */
export interface Answer {
  /** Number of the simulator in its process: each has feeds of its own. */
  readonly simulator: number
  readonly method: string
  /** Path and query below the origin of the base URL. */
  readonly url: string
  readonly base: string
  readonly status: number
  readonly contentType: string
  readonly cacheControl: string
  readonly body: string
}

const worker = `${process.pid}`
/** The timer of Node, also while a test replaces it. */
const nextTurn = setImmediate
/** Open files by name. */
const files = new Map<string, number>()

/** Lines of this turn of the event loop, by file: a write costs more than a line. */
const waiting = new Map<string, string>()

function append (name: string, text: string): void {
  if (waiting.size === 0) nextTurn(writeWaiting)
  waiting.set(name, (waiting.get(name) ?? '') + text)
}

function writeWaiting (): void {
  for (const [name, text] of waiting) writeSync(files.get(name) ?? open(name), text)
  waiting.clear()
}

function open (name: string): number {
  mkdirSync(COLLECTION, { recursive: true })
  const file = openSync(join(COLLECTION, name), 'a')
  files.set(name, file)
  return file
}

const novelties = new Novelties()

/**
 * Write an answer to the collection: one of each shape, and in a full run every page of a feed. Shapes tell more values
 * apart there.
 */
export function collectAnswer (answer: Answer): void {
  const isPage = answer.contentType.includes('rpde')
  if ((FULL && isPage) || novelties.has(answer)) append(`answers-${worker}.ndjson`, `${JSON.stringify(answer)}\n`)
}

/** Stream that writes the log of the simulator to the collection. */
export const logCollector = {
  write (line: string): void { append(`log-${worker}.ndjson`, line) }
}

/** An answer and the test process that received it. Answers of one process keep their order. */
export interface CollectedAnswer { readonly worker: string, readonly answer: Answer }

/** Read all answers of both runs. */
export function * collectedAnswers (): Generator<CollectedAnswer> {
  for (const { worker, line } of linesOf('answers')) yield { worker, answer: JSON.parse(line) as Answer }
}

/** Count all answers of both runs. */
export function countAnswers (): number {
  const lines = linesOf('answers')
  let count = 0
  while (lines.next().done !== true) count++
  return count
}

/** Read all log lines of both runs. */
export function * collectedLog (): Generator<string> {
  for (const { line } of linesOf('log')) yield line
}

const recordOf = (folder: string, project: string): string => join(folder, `run-${project}.json`)

/** Record the end of a project's run, with the test files that it left out. */
export function recordRun (project: string, omitted: readonly string[]): void {
  mkdirSync(COLLECTION, { recursive: true })
  writeFileSync(recordOf(COLLECTION, project), JSON.stringify(omitted))
}

/** @throws {Error} if a collection is missing, lacks test files, or is older than the sources */
export function requireCompleteRuns (): void {
  const changed = newest(ROOT)
  for (const run of RUNS) {
    for (const project of COLLECTING[run]) {
      const problem = problemOf(recordOf(folderOf(run), project), changed)
      if (problem === undefined) continue
      throw new Error(`The last run of the project "${project}" ${problem}. Run "npm test", then "npm run test:more".`)
    }
  }
}

function problemOf (record: string, changed: number): string | undefined {
  if (!existsSync(record)) return 'left no record'
  if (statSync(record).mtimeMs < changed) return 'is older than the sources'
  const omitted = JSON.parse(readFileSync(record, 'utf8')) as string[]
  if (omitted.length === 0) return undefined
  return `left out ${[...omitted.slice(0, 5), ...(omitted.length > 5 ? [`${omitted.length - 5} more`] : [])].join(', ')}`
}

/** @returns the time of the last change of a source or test below a folder (ms since 1970) */
function newest (folder: string): number {
  const entries = readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !name.startsWith('.') && !['node_modules', 'dist', 'coverage'].includes(name))
  const times = entries.map((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return newest(path)
    return /\.(ts|tsx|json|mjs|cjs|js|css|sql)$/.test(entry.name) ? statSync(path).mtimeMs : 0
  })
  return Math.max(0, ...times)
}

const NEWLINE = 10

function * linesOf (what: 'answers' | 'log'): Generator<{ worker: string, line: string }> {
  for (const file of RUNS.flatMap((run) => filesOf(folderOf(run), what))) {
    const bytes = readFileSync(file)
    for (let start = 0; start < bytes.length;) {
      const newline = bytes.indexOf(NEWLINE, start)
      const end = newline === -1 ? bytes.length : newline
      yield { worker: file, line: bytes.toString('utf8', start, end) }
      start = end + 1
    }
  }
}

function filesOf (folder: string, what: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder).filter((name) => name.startsWith(`${what}-`)).sort().map((name) => join(folder, name))
}
