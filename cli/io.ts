/** A destination of text, such as `process.stdout`. */
export interface Output {
  /** Whether a person reads it at a terminal. */
  readonly isTTY?: boolean
  /** Aborted once nobody takes text any more. */
  readonly gone?: AbortSignal
  /** The error that has lost text; missing without one, and where only the reader has gone. */
  readonly failure?: Error | undefined
  /** Write text. It is lost if too much waits for the reader: a long text needs `taken` after each part. */
  write (text: string): unknown
  /** Wait until the reader can take more, however long. */
  taken? (): Promise<void>
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
  /** The options from environment and flags, as text or as true or false; no profile and no defaults. */
  readonly given: Readonly<Record<string, unknown>>
  /** The own flags of the command, as text or as true or false; undefined if they are not given. */
  readonly flags: Readonly<Record<string, unknown>>
}

/**
 * Execute one command.
 * @returns the exit code
 */
export type Command = (invocation: Invocation, io: Io, stopWhen: StopWhen) => Promise<number>
