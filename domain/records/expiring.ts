/** A record with a due time. Once that has passed, `simulator/due.ts` processes the record. */
export interface Expiring {
  /** ISO 8601 UTC. */
  readonly expires?: string
}
