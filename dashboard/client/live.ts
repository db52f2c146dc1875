import { computed, signal } from '@preact/signals'
import { read, send } from './api.ts'
import { readEvents } from './event-stream.ts'
import type { ClockStatus, Counters, RequestEntry } from './types.ts'

/** Requests that the page keeps, like the request log of the simulator (count). */
const KEPT = 500
/** Time between two looks at clock and counters, which change without requests, too (ms). */
const LOOK = 2000
/** Shortest time between two revisions, so that a busy simulator does not make the views read all the time (ms). */
const REST = 300

/** The latest requests, newest first. */
export const requests = signal<readonly RequestEntry[]>([])
/** Requests since the page was opened (count). */
export const requestCount = signal(0)
/** Whether the stream of requests is open. */
export const connected = signal(false)
export const counters = signal<Counters | null>(null)
/** Rises when something may have changed: the views read again then. */
export const revision = signal(0)

/** The clock of the simulator, and the time of this browser when it was read (ms since 1970). */
const clockRead = signal<{ readonly status: ClockStatus, readonly at: number } | null>(null)
const tick = signal(Date.now())

export const clock = computed(() => clockRead.value?.status ?? null)
/** The simulated time (ms since 1970), to the second. */
export const now = computed(() => {
  const known = clockRead.value
  if (known === null) return tick.value
  const then = Date.parse(known.status.now)
  return known.status.frozen ? then : then + Math.max(0, tick.value - known.at)
})

/** Show a clock that a call has answered. */
export function takeClock (status: ClockStatus): void {
  const at = Date.now()
  clockRead.value = { status, at }
  tick.value = at
}

let revising: ReturnType<typeof setTimeout> | undefined
/** Let the views read again, at once or after a short rest. */
export function revise (): void {
  revising ??= setTimeout(() => {
    revising = undefined
    revision.value++
    look()
  }, REST)
}

let waiting: RequestEntry[] = []
/** Show the requests that have come since the last frame, together. */
function take (entries: readonly RequestEntry[]): void {
  if (waiting.length === 0) requestAnimationFrame(show)
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
  try {
    const [status, counted] = await Promise.all([read<ClockStatus>('clock'), read<Counters>('counters')])
    takeClock(status)
    const changed = counters.value !== null && JSON.stringify(counted) !== JSON.stringify(counters.value)
    if (changed || counters.value === null) counters.value = counted
    if (changed) revise()
  } catch {
    // The stream tells of a simulator that is gone.
  }
}

/** Follow the requests, and begin again whenever the stream ends. */
async function follow (): Promise<never> {
  for (let wait = 500; ; wait = Math.min(wait * 2, 5000)) {
    try {
      const response = await send('GET', 'requests/stream')
      const { items } = await read<{ items: RequestEntry[] }>('requests', { limit: KEPT })
      // A simulator that has started anew counts from 1 again.
      if ((items.at(-1)?.id ?? 0) < (requests.value[0]?.id ?? 0)) requests.value = []
      take(items)
      connected.value = true
      wait = 250
      revise()
      if (response.body === null) continue
      await readEvents(response.body, (events) => {
        take(events.flatMap(({ event, data }) => event === 'request' ? [JSON.parse(data) as RequestEntry] : []))
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
  setInterval(() => { tick.value = Date.now() }, 1000)
  setInterval(() => { if (!document.hidden) look() }, LOOK)
}
