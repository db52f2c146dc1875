import { appendFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'

/** Where the tests of one run leave what the simulator answered and logged, for `tests/collected` to look at. */
export const COLLECTION = join(import.meta.dirname, '../../node_modules/.cache/open-booking-simulator/collected')

/** One answer of the simulator. */
export interface Answer {
  readonly method: string
  readonly url: string
  readonly base: string
  readonly status: number
  readonly contentType: string
  readonly cacheControl: string
  readonly body: string
}

const worker = `${process.pid}`

function append (name: string, text: string): void {
  mkdirSync(COLLECTION, { recursive: true })
  appendFileSync(join(COLLECTION, name), text)
}

/** Keeps an answer; the same one need be looked at once only. */
export function collectAnswer (answer: Answer): void {
  append(`answers-${worker}.ndjson`, `${JSON.stringify(answer)}\n`)
}

/** A stream for the log of the simulator. */
export const logCollector = {
  write (line: string): void { append(`log-${worker}.ndjson`, line) }
}
