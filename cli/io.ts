import type { ResolvedCommandOptions } from '../schemas/options.ts'

/** A destination of text, such as `process.stdout`. */
export interface Output {
  /** Whether a person reads it at a terminal. */
  readonly isTTY?: boolean
  write (text: string): unknown
  /** Wait until a reader has taken everything; not for long, for it may take nothing. */
  flush? (): Promise<void>
}

/** The parts of a process that a command uses. */
export interface Io {
  readonly env: NodeJS.ProcessEnv
  readonly stdout: Output
  readonly stderr: Output
}

/**
 * Arrange for a call of `stop` when the simulator must stop, with the error that causes it, if any.
 * @returns a function that cancels the arrangement
 */
export type StopWhen = (stop: (error?: Error) => Promise<void>) => () => void

/** A command of the command line. */
export interface Invocation {
  /** The words after the command, such as `rotate my-broker` after `partners`. */
  readonly words: readonly string[]
  readonly options: ResolvedCommandOptions
}

/**
 * Execute one command.
 * @returns the exit code
 */
export type Command = (invocation: Invocation, io: Io, stopWhen: StopWhen) => Promise<number>

/** Most text that waits for a slow reader (bytes); further text is dropped. */
const WAITING_AT_MOST = 1_048_576
/** Longest wait for a reader at the end (ms). */
const FLUSH_WITHIN = 200

/** A stream of a process; a pipe or a terminal has a handle. */
type ProcessStream = NodeJS.WriteStream & { readonly _handle?: { setBlocking? (isBlocking: boolean): void } }

/**
 * Guard a process against the readers of an output: one that closes it must not end the process with an error, and one
 * that stops reading must not halt it, or no signal would ever stop it.
 * @param stream - `process.stdout` or `process.stderr`
 */
export function guardedOutput (stream: ProcessStream): Output {
  let isOpen = true
  const close = (): void => { isOpen = false }
  stream.on('error', close)
  stream._handle?.setBlocking?.(false)
  return {
    isTTY: stream.isTTY,
    write (text) {
      if (!isOpen || stream.writableLength > WAITING_AT_MOST) return
      try {
        stream.write(text)
      } catch {
        // A file is written at once, and its disk may be full.
        close()
      }
    },
    async flush () {
      if (!isOpen || stream.writableLength === 0) return
      await new Promise<void>((resolve) => {
        setTimeout(resolve, FLUSH_WITHIN)
        stream.once('drain', resolve).once('error', () => { resolve() })
        stream.write('', () => { resolve() })
      })
    }
  }
}
