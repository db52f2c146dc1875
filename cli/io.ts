import type { ResolvedCommandOptions } from '../schemas/options.ts'

/** A destination of text, such as `process.stdout`. */
export interface Output {
  /** The file descriptor, where there is one. */
  readonly fd?: number
  write (text: string): unknown
}

/** The parts of a process that a command uses; `process` itself fits. */
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
