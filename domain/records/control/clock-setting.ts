/** How the simulated clock differs from the real one. A state without this record has the real clock. */
export interface ClockSetting {
  /** Time that the running clock is ahead of the real one (ms, negative behind). */
  readonly offset: number
  /** The instant at which the clock stands still (ISO 8601 UTC with milliseconds); missing while it runs. */
  readonly frozenAt?: string
}
