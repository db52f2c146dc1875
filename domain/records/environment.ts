import type { Rules } from './booking-rules.ts'
import type { SampleContent } from './sample.ts'

/** Time, ids and rules of one decision. */
export interface Environment {
  /** Current time. */
  readonly now: Date
  /** Base URL of this instance, without a trailing slash. */
  readonly base: string
  /** @returns a new id of letters and digits */
  readonly newId: () => string
  /** @returns a new UUID */
  readonly newUuid: () => string
  /** @returns the digest of a text; equal digests mean equal texts */
  readonly digest: (text: string) => string
  readonly rules: Rules
  /** Invented programmes, facilities and venues that sample data and test opportunities describe. */
  readonly content: SampleContent
}

/** A booking partner that acts for one Seller or for every Seller. */
export interface Caller {
  /** Id of the booking partner. */
  readonly partner: string
  /** Path of the Seller of the credentials, null if they are for every Seller. */
  readonly seller: string | null
}

/** Caller without credentials: it may act for every seller; the record that it names determines the booking partner. */
export const ANYBODY: Caller = { partner: '', seller: null }
