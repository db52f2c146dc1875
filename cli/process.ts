import { once } from 'node:events'
import closeWithGrace from 'close-with-grace'
import type { Output, StopWhen } from './io.ts'
import { run } from './run.ts'

/** Longest time for a clean stop (ms); by then, the journal has every commit. */
const STOP_WITHIN = 900

/** Most text that waits for a slow reader (bytes); further text is dropped. */
const WAITING_AT_MOST = 1_048_576
/** Longest wait for a reader at the end (ms). */
const FLUSH_WITHIN = 200

/** Run the command line with the arguments, environment, outputs and signals of this process, and set its exit code. */
export async function main (): Promise<void> {
  const [stdout, stderr] = [guardedOutput(process.stdout), guardedOutput(process.stderr)]
  process.exitCode = await run(process.argv.slice(2), { env: process.env, stdout, stderr }, stopOnSignals)
}

/**
 * Stop on SIGTERM, SIGINT and uncaught errors, then end the process: with 0, or with 1 after an error or a late stop.
 * @param stop - stops the simulator
 * @returns a function that restores the usual effect of signals
 */
const stopOnSignals: StopWhen = (stop) => {
  const { uninstall } = closeWithGrace({ delay: STOP_WITHIN }, async ({ err }) => { await stop(err) })
  return uninstall
}

/** A stream of a process; a pipe or a terminal has a handle. */
type ProcessStream = NodeJS.WriteStream & { readonly _handle?: { setBlocking? (isBlocking: boolean): void } }

/** Codes of the errors of a pipe or socket whose reader has gone. */
const WITHOUT_READER: readonly unknown[] = ['EPIPE', 'ECONNRESET']

/**
 * Guard a process against the readers of an output: one that closes it must not end the process with an error, and one
 * that stops reading must not halt it, or no signal would ever stop it.
 * @param stream - `process.stdout` or `process.stderr`
 */
function guardedOutput (stream: ProcessStream): Output {
  const leaving = new AbortController()
  const { signal: gone } = leaving
  let failure: Error | undefined
  const close = (error: NodeJS.ErrnoException): void => {
    if (!WITHOUT_READER.includes(error.code)) failure ??= error
    leaving.abort()
  }
  stream.on('error', close)
  stream._handle?.setBlocking?.(false)
  return {
    isTTY: stream.isTTY,
    gone,
    get failure () { return failure },
    write (text) {
      if (gone.aborted || stream.writableLength > WAITING_AT_MOST) return
      stream.write(text)
      // A file is written at once, and its disk may be full; the event of the error comes later.
      if (stream.errored !== null) close(stream.errored)
    },
    async taken () {
      if (gone.aborted || !stream.writableNeedDrain) return
      // It rejects once the reader has gone.
      await once(stream, 'drain', { signal: gone }).catch(() => {})
    },
    async flush () {
      if (gone.aborted || stream.writableLength === 0) return
      await new Promise<void>((resolve) => {
        setTimeout(resolve, FLUSH_WITHIN)
        stream.once('drain', resolve).once('error', () => { resolve() })
        stream.write('', () => { resolve() })
      })
    }
  }
}
