import type { Rules } from './booking-rules.ts'
import type { SampleContent } from './sample.ts'

/** What a decision may depend on beside its arguments. */
export interface Environment {
  readonly now: Date
  /** Base URL of this instance, without a trailing slash. */
  readonly base: string
  /** @returns an id not given before: letters and digits. */
  readonly newId: () => string
  /** @returns a UUID not given before. */
  readonly newUuid: () => string
  /** @returns a digest of a text, the same for the same text only. */
  readonly digest: (text: string) => string
  readonly rules: Rules
  /** Invented programmes, facilities and venues that sample data and test opportunities describe. */
  readonly content: SampleContent
}

/** Who asks: a booking partner, acting for one seller or for any. */
export interface Caller {
  readonly partner: string
  /** Path of the only seller that the credentials are for, null if they are for every seller. */
  readonly seller: string | null
}
