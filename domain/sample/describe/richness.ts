import type { JsonObject } from '../../protocol/json.ts'
import type { Richness } from '../../records/booking-rules.ts'
import type { SampleContent, Venue } from '../../records/sample.ts'
import type { Seller } from '../../records/seller.ts'

/** Context of a description. */
export interface Setting {
  readonly seller: Seller
  readonly venue: Venue
  /** Source of golden advice. */
  readonly content: SampleContent
  readonly richness: Richness
  readonly online: boolean
  /** Whether it takes place at the venue as well as online. */
  readonly mixed?: boolean
  readonly isFree: boolean
}

/**
 * Choose the properties of a description by its richness.
 * @param setting - its richness
 * @param least - properties of every description: all that the model requires
 * @param usual - further properties of realistic and golden descriptions
 * @param golden - returns further properties of golden descriptions
 */
export function byRichness (
  { richness }: Pick<Setting, 'richness'>, least: JsonObject, usual: JsonObject, golden: () => JsonObject
): JsonObject {
  if (richness === 'minimal') return least
  return { ...least, ...usual, ...(richness === 'golden' && golden()) }
}
