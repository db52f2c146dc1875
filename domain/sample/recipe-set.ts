import type { OpportunityType } from '../../schemas/opportunity-types.ts'
import type { Environment } from '../records/environment.ts'
import type { Venue } from '../records/sample.ts'
import type { Seller } from '../records/seller.ts'
import { sizeOf } from './catalogue.ts'
import { makeSet, type OpportunitySet } from './make-set.ts'
import { type Recipe, termsOf } from './recipes.ts'

/** Opportunities wanted of a recipe. */
export interface SampleRequest {
  readonly type: OpportunityType
  readonly seller: Seller
  readonly venue: Venue
  /** Position in the catalogue; it starts again after the last entry. */
  readonly choice: number
  /** Whether the seller approves each order. */
  readonly forApproval: boolean
  readonly id: string
  readonly occurrences: ReadonlyArray<{ readonly id: string, readonly start: Date }>
  /** Price unless the recipe sets one (minor units). */
  readonly priceMinor?: number
  /** Name of the test dataset. */
  readonly dataset?: string
}

/** Spaces unless the recipe sets them (count). */
const SPACES = 10

/**
 * Make Opportunities of a recipe.
 * @param recipe - deviations from an ordinary Opportunity
 * @param request - type, seller, venue and times
 * @param environment - rules and content
 */
export function recipeSet (
  recipe: Recipe, request: SampleRequest, { rules, content }: Pick<Environment, 'rules' | 'content'>
): OpportunitySet {
  const { type, occurrences, forApproval, priceMinor, choice, ...setting } = request
  const price = priceMinor === undefined ? {} : { priceMinor }
  const terms = termsOf({ ...recipe, terms: { ...price, ...recipe.terms } }, forApproval, rules)
  const online = recipe.online === true
  const { minutes } = sizeOf(type, { choice, online, content })
  const isUnit = type === 'IndividualFacilityUseSlot'
  const maximum = isUnit ? 1 : recipe.maximum ?? SPACES
  const spaces = { maximum, booked: recipe.allBooked === true ? maximum : 0, leased: 0 }
  const blueprint = {
    ...setting,
    content,
    terms,
    richness: rules.richness,
    online,
    ...(recipe.mixed === true && { mixed: true }),
    isFree: terms.priceMinor === 0,
    ...(isUnit && { units: 1 })
  }
  return makeSet(type, choice, blueprint, occurrences.map((occurrence) => ({ ...occurrence, minutes, spaces })))
}
