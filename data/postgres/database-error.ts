import pg from 'pg'

/** Two transactions at once: serialization failure, deadlock, the same new row, type, schema or table. */
const CONFLICTS = ['40001', '40P01', '23505', '42710', '42P06', '42P07']
/** Classes of errors of a database that goes away, starts or is full, and of its connections; 25006 is read-only. */
const UNAVAILABLE = /^(?:08|53|57|58|25006)/
/** Errors of sockets and names, by their codes; the client has only messages. */
const UNREACHABLE = /^(?:ECONN\w+|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ENOENT)$/
const ENDED = /^(?:Connection terminated|timeout exceeded|Query read timeout|Client has encountered|Client was closed)/i

const codeOf = (error: unknown): string => error instanceof pg.DatabaseError ? error.code ?? '' : ''

/** @returns whether the transaction may succeed when it is run again. */
export const isConflict = (error: unknown): boolean => CONFLICTS.includes(codeOf(error))

/** @returns whether the database cannot be reached or cannot write at present. */
export function isUnavailable (error: unknown): boolean {
  if (error instanceof pg.DatabaseError) return UNAVAILABLE.test(codeOf(error))
  if (!(error instanceof Error)) return false
  return UNREACHABLE.test(String((error as NodeJS.ErrnoException).code)) || ENDED.test(error.message)
}
