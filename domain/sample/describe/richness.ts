import type { JsonObject } from '../../protocol/json.ts'
import type { Richness } from '../../records/booking-rules.ts'
import type { Venue } from '../../records/sample.ts'
import type { Seller } from '../../records/seller.ts'

/** Where, by whom and in how many words something is offered. */
export interface Setting { readonly seller: Seller, readonly venue: Venue, readonly richness: Richness, readonly online: boolean, readonly isFree: boolean }

/**
 * @param least - what the model requires, which is all of a minimal description
 * @param usual - what good publishers say, too
 * @param golden - what else can be said
 */
export function byRichness ({ richness }: Pick<Setting, 'richness'>, least: JsonObject, usual: JsonObject, golden: () => JsonObject): JsonObject {
  if (richness === 'minimal') return least
  return { ...least, ...usual, ...(richness === 'golden' && golden()) }
}
