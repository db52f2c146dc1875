import { existsSync, mkdirSync, openSync, readdirSync, readFileSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { Novelties } from './novelties.ts'
import { FULL } from './runs.ts'

/** Folder of the answers and log lines that one run collects for `tests/collected`. */
export const COLLECTION = join(import.meta.dirname, '../../node_modules/.cache/open-booking-simulator/collected')

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
/** Open files by name. */
const files = new Map<string, number>()

function append (name: string, text: string): void {
  writeSync(files.get(name) ?? open(name), text)
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

/** Read all answers of the run. */
export function * collectedAnswers (): Generator<CollectedAnswer> {
  for (const { worker, line } of linesOf('answers')) yield { worker, answer: JSON.parse(line) as Answer }
}

/** Count all answers of the run. */
export function countAnswers (): number {
  const lines = linesOf('answers')
  let count = 0
  while (lines.next().done !== true) count++
  return count
}

/** Read all log lines of the run. */
export function * collectedLog (): Generator<string> {
  for (const { line } of linesOf('log')) yield line
}

/** Projects that collect answers for "collected". */
const COLLECTING = [FULL ? 'thorough' : 'unit', 'mounted']
const recordOf = (project: string): string => join(COLLECTION, `run-${project}.json`)

/** Record the end of a project's run, with the test files that it left out. */
export function recordRun (project: string, omitted: readonly string[]): void {
  mkdirSync(COLLECTION, { recursive: true })
  writeFileSync(recordOf(project), JSON.stringify(omitted))
}

/** @throws {Error} if a run of some test files only has replaced the collection */
export function requireCompleteRun (): void {
  for (const project of COLLECTING) {
    const omitted = existsSync(recordOf(project)) ? JSON.parse(readFileSync(recordOf(project), 'utf8')) as string[] : ['every file']
    if (omitted.length === 0) continue
    const names = [...omitted.slice(0, 5), ...(omitted.length > 5 ? [`${omitted.length - 5} more`] : [])].join(', ')
    throw new Error(`The collection is partial: the last run of the project "${project}" left out ${names}. Run "npm ${FULL ? 'run test:more' : 'test'}".`)
  }
}

const NEWLINE = 10

function * linesOf (what: 'answers' | 'log'): Generator<{ worker: string, line: string }> {
  if (!existsSync(COLLECTION)) return
  for (const name of readdirSync(COLLECTION).filter((file) => file.startsWith(`${what}-`)).sort()) {
    const bytes = readFileSync(join(COLLECTION, name))
    for (let start = 0; start < bytes.length;) {
      const newline = bytes.indexOf(NEWLINE, start)
      const end = newline === -1 ? bytes.length : newline
      yield { worker: name, line: bytes.toString('utf8', start, end) }
      start = end + 1
    }
  }
}
