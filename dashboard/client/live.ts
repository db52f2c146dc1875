import { computed, signal } from '@preact/signals'
import { read, send } from './api.ts'
import { readEvents } from './event-stream.ts'
import { addCounters, addRequest, samples } from './samples.ts'
import type { ClockStatus, Counters, RequestSummary } from './types.ts'

/** Requests that the page keeps, like the request log of the simulator (count). */
const KEPT = 500
/** Time between two looks at clock and counters, which change without requests, too (ms). */
const LOOK = 2000
/** Time after which the views read again in any case (ms): another hand may have sent control calls. */
const SURE = 10_000
/** Shortest time between two revisions, so that a busy simulator does not make the views read all the time (ms). */
const REST = 300
/** A look at a large state is repeated only after a rest of this many times the time that it took. */
const REST_AFTER_LOOK = 5
/** Time for which requests are collected, to be shown together (ms). */
const COLLECT = 50

/** The latest requests, newest first. */
export const requests = signal<readonly RequestSummary[]>([])
/** Requests since the page was opened (count). */
export const requestCount = signal(0)
/** Whether the stream of requests is open. */
export const connected = signal(false)
export const counters = signal<Counters | null>(null)
/** Rises when something may have changed: the views read again then. */
export const revision = signal(0)

/** The clock of the simulator, and the time of this browser when it was read (ms since 1970). */
const clockRead = signal<{ readonly status: ClockStatus, readonly at: number } | null>(null)
/** The time of this browser (ms since 1970), to the second. */
export const realTime = signal(Date.now())

export const clock = computed(() => clockRead.value?.status ?? null)
/** The simulated time (ms since 1970), to the second. */
export const now = computed(() => {
  const known = clockRead.value
  if (known === null) return realTime.value
  const then = Date.parse(known.status.now)
  return known.status.frozen ? then : then + Math.max(0, realTime.value - known.at)
})

/** @returns whether a clock shows the real time, but for the way of the answer */
export const showsRealTime = ({ frozen, offsetMs }: ClockStatus): boolean => !frozen && Math.abs(offsetMs) < 2000

/** Show a clock that a call has answered. */
export function takeClock (status: ClockStatus): void {
  const at = Date.now()
  clockRead.value = { status, at }
  realTime.value = at
}

let revising: ReturnType<typeof setTimeout> | undefined
/** Time that the last look at clock and counters took (ms). */
let lookTook = 0
/** Let the views read again, at once or after a short rest. */
export function revise (): void {
  revising ??= setTimeout(() => {
    revising = undefined
    revision.value++
    look()
  }, Math.max(REST, REST_AFTER_LOOK * lookTook))
}

let waiting: RequestSummary[] = []
/** Show requests together. A page in the background gets no frames, but its timers go on, so no request piles up. */
function take (entries: readonly RequestSummary[]): void {
  if (waiting.length === 0) setTimeout(show, COLLECT)
  waiting.push(...entries)
}

function show (): void {
  const known = requests.value[0]?.id ?? 0
  const added = waiting.filter(({ id }) => id > known)
  waiting = []
  if (added.length === 0) return
  requestCount.value += added.length
  requests.value = [...added.slice(-KEPT).reverse(), ...requests.value].slice(0, KEPT)
  revise()
}

/** Look at clock and counters. */
async function look (): Promise<void> {
  const started = performance.now()
  try {
    const [status, counted] = await Promise.all([read<ClockStatus>('clock'), read<Counters>('counters')])
    lookTook = performance.now() - started
    takeClock(status)
    addCounters(samples, counted, Date.now())
    const changed = counters.value !== null && JSON.stringify(counted) !== JSON.stringify(counters.value)
    if (changed || counters.value === null) counters.value = counted
    if (changed) revise()
  } catch {
    // The stream tells of a simulator that is gone.
  }
}

/**
 * Count the requests that were answered before this page looked. Their real time is known only while the clock of the
 * simulator shows it.
 */
function countEarlier (items: readonly RequestSummary[], status: ClockStatus): void {
  if (!showsRealTime(status)) return
  const known = requests.peek()[0]?.id ?? 0
  for (const entry of items) if (entry.id > known) addRequest(samples, entry, Date.parse(entry.at))
}

/** Follow the requests, and begin again whenever the stream ends. */
async function follow (): Promise<never> {
  for (let wait = 500; ; wait = Math.min(wait * 2, 5000)) {
    try {
      const response = await send('GET', 'requests/stream', { query: { bodies: false } })
      const [{ items }, status] = await Promise.all([
        read<{ items: RequestSummary[] }>('requests', { limit: KEPT, bodies: false }), read<ClockStatus>('clock')
      ])
      // A simulator that has started anew counts from 1 again.
      if ((items.at(-1)?.id ?? 0) < (requests.value[0]?.id ?? 0)) requests.value = []
      countEarlier(items, status)
      take(items)
      connected.value = true
      wait = 250
      revise()
      if (response.body === null) continue
      await readEvents(response.body, (events) => {
        const entries = events.flatMap(({ event, data }) =>
          event === 'request' ? [JSON.parse(data) as RequestSummary] : [])
        for (const entry of entries) addRequest(samples, entry, Date.now())
        take(entries)
      })
    } catch {
      // The next try tells.
    }
    connected.value = false
    await new Promise((resolve) => { setTimeout(resolve, wait) })
  }
}

/** Begin to follow the simulator. */
export function startLive (): void {
  follow()
  look()
  setInterval(() => { realTime.value = Date.now() }, 1000)
  setInterval(() => { if (!document.hidden) look() }, LOOK)
  setInterval(() => { if (!document.hidden) revise() }, SURE)
}
