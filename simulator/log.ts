/** The part of a pino logger that a simulator writes to. */
export interface Log {
  warn (message: string): void
  error (details: object, message: string): void
}
