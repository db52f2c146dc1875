import type { OpportunityType } from '../../schemas/opportunity-types.ts'
import type { Rules } from '../records/booking-rules.ts'
import type { Venue } from '../records/sample.ts'
import type { Seller } from '../records/seller.ts'
import { makeSet, type OpportunitySet, sizeOf } from './make-set.ts'
import { type Recipe, termsOf } from './recipes.ts'

/** What is wanted beside the recipe. */
export interface SampleRequest {
  readonly type: OpportunityType
  readonly seller: Seller
  readonly venue: Venue
  /** Which entry of the catalogue it is about. */
  readonly choice: number
  readonly forApproval: boolean
  readonly id: string
  readonly occurrences: ReadonlyArray<{ readonly id: string, readonly start: Date }>
  /** What a priced offer costs (minor units), unless the recipe says. */
  readonly priceMinor?: number
  readonly dataset?: string
}

const SPACES = 10

/** @returns Opportunities by a recipe. */
export function recipeSet (recipe: Recipe, { type, occurrences, forApproval, priceMinor, choice, ...setting }: SampleRequest, rules: Rules): OpportunitySet {
  const terms = termsOf({ ...recipe, terms: { ...(priceMinor !== undefined && { priceMinor }), ...recipe.terms } }, forApproval, rules)
  const { minutes } = sizeOf(type, choice, recipe.online)
  const isUnit = type === 'IndividualFacilityUseSlot'
  const maximum = isUnit ? 1 : recipe.maximum ?? SPACES
  const spaces = { maximum, booked: recipe.allBooked === true ? maximum : 0, leased: 0 }
  const blueprint = {
    ...setting,
    terms,
    richness: rules.richness,
    online: recipe.online === true,
    isFree: terms.priceMinor === 0,
    ...(isUnit && { units: 1 })
  }
  return makeSet(type, choice, blueprint, occurrences.map((occurrence) => ({ ...occurrence, minutes, spaces })))
}
