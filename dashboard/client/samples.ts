import type { Counters, RequestSummary } from './types.ts'

/** Length of a sample (ms): counters are read as often. */
export const STEP = 2000
/** Samples that the page keeps (count): those of two hours. */
const KEPT = 3600

/** Requests and spaces of two seconds of real time. */
export interface Sample {
  readonly requests: number
  /** Answers with a status of 400 or more (count). */
  readonly errors: number
  /** Orders by B (count). */
  readonly bookings: number
  /** Requests for a cancellation that were granted (count). */
  readonly cancellations: number
  /** Sum and maximum of the times to an answer (ms). */
  readonly duration: number
  readonly slowest: number
  /** Spaces at the end; missing while nobody counted. */
  readonly booked?: number
  readonly leased?: number
}

const NOTHING: Sample = { requests: 0, errors: 0, bookings: 0, cancellations: 0, duration: 0, slowest: 0 }

/** Samples by the number of their step since 1970. */
export type Samples = Map<number, Sample>

/** The samples of this page, since it was opened. */
export const samples: Samples = new Map()

function change (kept: Samples, at: number, to: (sample: Sample) => Sample): void {
  const step = Math.floor(at / STEP)
  kept.set(step, to(kept.get(step) ?? NOTHING))
  if (kept.size > KEPT) kept.delete(Math.min(...kept.keys()))
}

type Counted = Pick<RequestSummary, 'stage' | 'status' | 'duration'>

/**
 * Count a request.
 * @param at - real time of its answer (ms since 1970)
 */
export function addRequest (kept: Samples, { stage, status, duration }: Counted, at: number): void {
  const isDone = status < 300
  change(kept, at, (sample) => ({
    ...sample,
    requests: sample.requests + 1,
    errors: sample.errors + Number(status >= 400),
    bookings: sample.bookings + Number(stage === 'B' && isDone),
    cancellations: sample.cancellations + Number(stage === 'U' && isDone),
    duration: sample.duration + duration,
    slowest: Math.max(sample.slowest, duration)
  }))
}

/**
 * Keep the spaces of an instant.
 * @param at - real time (ms since 1970)
 */
export function addCounters (kept: Samples, { spaces: { booked, leased } }: Counters, at: number): void {
  change(kept, at, (sample) => ({ ...sample, booked, leased }))
}

/** Values of a chart, of equal length: a time (s since 1970) has a value in each row, or null. */
export interface Series {
  readonly times: readonly number[]
  readonly requests: readonly number[]
  readonly errors: readonly number[]
  readonly bookings: readonly number[]
  readonly cancellations: readonly number[]
  readonly mean: ReadonlyArray<number | null>
  readonly slowest: ReadonlyArray<number | null>
  readonly booked: ReadonlyArray<number | null>
  readonly leased: ReadonlyArray<number | null>
}

/**
 * Join samples to the points of a chart.
 * @param until - end of the last point (ms since 1970)
 * @param steps - samples of a point (count)
 * @param points - points (count)
 */
export function seriesOf (kept: Samples, until: number, steps: number, points: number): Series {
  // Points keep their samples while time goes on, so that no value moves to a neighbour.
  const end = Math.floor(until / STEP / steps) + 1
  const starts = Array.from({ length: points }, (_, index) => (end - points + index) * steps)
  const grouped = starts.map((start) =>
    Array.from({ length: steps }, (_, index) => kept.get(start + index)).filter((sample) => sample !== undefined))
  const sum = (value: (sample: Sample) => number): number[] =>
    grouped.map((group) => group.reduce((total, sample) => total + value(sample), 0))
  const requests = sum((sample) => sample.requests)
  const durations = sum((sample) => sample.duration)
  const last = (value: (sample: Sample) => number | undefined): Array<number | null> =>
    grouped.map((group) => group.map(value).findLast((one) => one !== undefined) ?? null)
  return {
    times: starts.map((start) => start * STEP / 1000),
    requests,
    errors: sum((sample) => sample.errors),
    bookings: sum((sample) => sample.bookings),
    cancellations: sum((sample) => sample.cancellations),
    mean: durations.map((total, index) => requests[index] === 0 ? null : total / (requests[index] ?? 1)),
    slowest: grouped.map((group, index) =>
      requests[index] === 0 ? null : Math.max(...group.map(({ slowest }) => slowest))),
    booked: last((sample) => sample.booked),
    leased: last((sample) => sample.leased)
  }
}
