import type { OpportunityType } from '../../schemas/opportunity-types.ts'
import { DAYS_AHEAD } from '../protocol/time.ts'
import type { Rules } from '../records/booking-rules.ts'
import type { Seller } from '../records/seller.ts'
import { isFacility } from './catalogue.ts'
import { type Recipe, RECIPES, whyImpossible } from './recipes.ts'

/** Sample items per group (count): one a day, today excluded. */
export const GROUP_SIZE = DAYS_AHEAD - 1
/** Every sixth group belongs to the second seller. */
const SELLERS_TURN = 6

/** Sample items of one recipe that share a SessionSeries or FacilityUse. */
export interface SampleGroup {
  readonly recipe: Recipe
  readonly type: OpportunityType
  readonly forApproval: boolean
  /** Items of the group (count). */
  readonly size: number
  readonly seller: Seller
  readonly id: string
}

/** A recipe for one type, with the sellers that can offer it. */
interface SampleKind {
  readonly recipe: Recipe
  readonly type: OpportunityType
  /** Position in the recipes. */
  readonly number: number
  readonly first: Seller
  readonly second: Seller
}

/** Divide the sample items of every type and booking flow into groups, by the shares of the recipes. */
export function * sampleGroups (rules: Rules): Generator<SampleGroup> {
  for (const type of rules.types) {
    const kinds = possibleKinds(type, rules)
    // Past items come on top of the items ahead.
    const shares = kinds.reduce((sum, { recipe }) => sum + (recipe.isOver === true ? 0 : recipe.share), 0)
    for (const forApproval of [false, true]) {
      for (const kind of kinds) {
        yield * groupsOfKind(kind, forApproval, Math.ceil(rules.sampleSize * kind.recipe.share / shares), rules)
      }
    }
  }
}

function possibleKinds (type: OpportunityType, rules: Rules): SampleKind[] {
  return Object.values(RECIPES).flatMap((recipe, number) => {
    if (whyImpossible(recipe, type, rules) !== undefined) return []
    const isPossible = ({ taxMode }: Seller): boolean => recipe.taxMode === undefined || taxMode === recipe.taxMode
    const [first, second = first] = rules.sellers.filter(isPossible)
    return first === undefined || second === undefined ? [] : [{ recipe, type, number, first, second }]
  })
}

function * groupsOfKind (
  { recipe, type, number, first, second }: SampleKind, forApproval: boolean, count: number, rules: Rules
): Generator<SampleGroup> {
  // A changed name or place of a facility changes all its slots, so each slot has a facility of its own.
  const groupSize = rules.logisticsUpdates && isFacility(type) ? 1 : GROUP_SIZE
  const prefix = `${type === 'IndividualFacilityUseSlot' ? 'u' : 's'}${number}${forApproval ? 'a' : ''}`
  for (let index = 0; index * groupSize < count; index++) {
    yield {
      recipe,
      type,
      forApproval,
      size: Math.min(groupSize, count - index * groupSize),
      seller: index % SELLERS_TURN === SELLERS_TURN - 1 ? second : first,
      id: `${prefix}-${index + 1}`
    }
  }
}
