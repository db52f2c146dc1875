import type { Exchange } from './exchange.ts'

/** An occasion on which a requirement applies. */
export interface Occasion {
  /** Number of the request in the log. */
  readonly request: number
  /** The breach in one sentence, without personal data; missing if the broker meets the requirement. */
  readonly problem?: string | undefined
}

/** Facts beside the requests. */
export interface ReportFacts {
  /** By the clock of the simulator (ms since 1970). */
  readonly now: number
  /** Whether this clock is the real one: only then do intervals say something about the broker. */
  readonly isRealTime: boolean
}

/** A requirement of the specification on brokers that their requests show. */
export interface Requirement {
  readonly id: string
  /** The duty in one sentence, without a final full stop. */
  readonly title: string
  readonly level: 'MUST' | 'SHOULD'
  /** Anchor of the section of the specification. */
  readonly section: string
  /** Find the occasions on which it applies. */
  readonly check: (exchanges: readonly Exchange[], facts: ReportFacts) => readonly Occasion[]
}

/**
 * Note an occasion.
 * @param exchange - the request
 * @param problem - the breach, undefined or false for none
 */
export function occasion ({ id }: Exchange, problem: string | false | undefined): Occasion {
  return { request: id, ...(typeof problem === 'string' && { problem }) }
}
