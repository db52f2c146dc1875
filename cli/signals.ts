import closeWithGrace from 'close-with-grace'
import type { StopWhen } from './io.ts'

/** Longest time for a clean stop (ms); by then, the journal has every commit. */
const STOP_WITHIN = 900

/**
 * Stop on SIGTERM, SIGINT and uncaught errors, then end the process: with 0, or with 1 after an error or a late stop.
 * @param stop - stops the simulator
 * @returns a function that restores the usual effect of signals
 */
export const stopOnSignals: StopWhen = (stop) => {
  const { uninstall } = closeWithGrace({ delay: STOP_WITHIN }, async ({ err }) => { await stop(err) })
  return uninstall
}
