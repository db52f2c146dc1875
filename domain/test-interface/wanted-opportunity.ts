import { addHours } from 'date-fns/addHours'
import type { OpportunityType } from '../../schemas/opportunity-types.ts'
import { before, isoInstant } from '../protocol/time.ts'
import type { Change } from '../records/change.ts'
import type { Environment } from '../records/environment.ts'
import type { Opportunity, OpportunityGroup } from '../records/opportunity.ts'
import type { SampleContent } from '../records/sample.ts'
import type { Seller } from '../records/seller.ts'
import { courseDays } from '../sample/catalogue.ts'
import { recipeSet } from '../sample/recipe-set.ts'
import { type Recipe, termsOf, whyImpossible } from '../sample/recipes.ts'

/** Time from now to the start of a test Opportunity (hours); a CourseInstance starts at a midnight. */
const AHEAD = 24
const COURSE_AHEAD = 48
/** Time from the end of a past course to now, at least (days). */
const COURSE_REST = 7

/** An Opportunity that a test wants. */
export interface WantedOpportunity {
  readonly type: OpportunityType
  readonly seller: Seller
  /** The recipe of its criterion. */
  readonly recipe: Recipe
  /** Whether the seller approves each order. */
  readonly forApproval: boolean
  /** Price in place of that of the recipe (minor units). */
  readonly priceMinor?: number | undefined
  /** Start; by default a day ahead, or in the past if the criterion wants that. */
  readonly start?: Date | undefined
}

/** A part of a wanted Opportunity that does not fit the rest, and the reason. */
export interface Misfit {
  readonly part: 'type' | 'criterion' | 'price' | 'startsIn'
  readonly why: string
}

/** A new Opportunity and the changes that publish it. */
export interface MadeOpportunity {
  readonly opportunity: Opportunity
  readonly group: OpportunityGroup | undefined
  readonly changes: Change[]
}

/**
 * Find the reason why no Opportunity can be as wanted.
 * @param wanted - the wanted Opportunity
 * @param environment - current instant, rules and content
 * @returns undefined if one can
 */
export function misfitOf (
  wanted: WantedOpportunity, { now, rules, content }: Pick<Environment, 'now' | 'rules' | 'content'>
): Misfit | undefined {
  const { type, seller, recipe } = wanted
  if (!rules.types.includes(type)) {
    return { part: 'type', why: `The type ${type} is not on offer here: the options allow ${rules.types.join(', ')}.` }
  }
  const why = whyImpossible(recipe, type, rules)
  if (why !== undefined) return { part: 'criterion', why }
  const { taxMode } = recipe
  if (taxMode !== undefined && taxMode !== seller.taxMode) {
    return {
      part: 'criterion',
      why: `This criterion needs a seller with the tax mode ${taxMode}; ${seller.name} has ${seller.taxMode}.`
    }
  }
  if (isWrongPrice(wanted, rules)) {
    return { part: 'price', why: 'The criterion, or an option of this simulator, excludes this price.' }
  }
  if (isWrongStart(wanted, now, content)) {
    return { part: 'startsIn', why: 'An opportunity of this type that starts then does not meet the criterion.' }
  }
  return undefined
}

function isWrongPrice ({ recipe, priceMinor }: WantedOpportunity, rules: Environment['rules']): boolean {
  if (priceMinor === undefined) return false
  const { priceMinor: usual } = recipe.terms ?? {}
  const isOtherKind = usual !== undefined && (usual === 0) !== (priceMinor === 0)
  const terms = termsOf({ ...recipe, terms: { ...recipe.terms, priceMinor } }, false, rules)
  return isOtherKind || terms.priceMinor !== priceMinor
}

/** A start must leave the windows of the recipe as open, or as closed, as its usual start does. */
function isWrongStart (wanted: WantedOpportunity, now: Date, content: SampleContent): boolean {
  const { type, recipe: { isOver = false, terms = {} }, start } = wanted
  if (start === undefined) return false
  if (type === 'OnDemandEvent' || isOver !== (start < now)) return true
  const usual = addHours(now, hoursAhead(wanted, content))
  const windows = [terms.validFromBeforeStart, terms.latestCancellationBeforeStart]
  return windows.some((window) => window !== undefined && isOpen(window, start, now) !== isOpen(window, usual, now))
}

const isOpen = (window: string, start: Date, now: Date): boolean => before(isoInstant(start), window) <= now

/**
 * Make an Opportunity with a group of its own, so that no other test uses it.
 * @param dataset - name of its test dataset
 * @param wanted - the wanted Opportunity, which fits
 * @param environment - current instant, ids, rules and content
 */
export function makeWanted (
  dataset: string, wanted: WantedOpportunity, environment: Pick<Environment, 'now' | 'newId' | 'rules' | 'content'>
): MadeOpportunity {
  const { now, newId, content } = environment
  const { type, seller, forApproval, recipe, priceMinor, start } = wanted
  const terms = { ...recipe.terms, ...(priceMinor !== undefined && { priceMinor }) }
  const { group, opportunities: [opportunity] } = recipeSet({ ...recipe, terms }, {
    type,
    seller,
    forApproval,
    id: `test-${newId()}`,
    venue: content.venues[0],
    choice: 0,
    dataset,
    occurrences: [{ id: '1', start: start ?? addHours(now, hoursAhead(wanted, content)) }]
  }, environment)
  if (opportunity === undefined) throw new Error('A recipe made nothing')
  const records = [...(group === undefined ? [] : [group]), opportunity]
  const changes = records.map((record): Change =>
    ({ kind: 'opportunity', id: record.path, record, feed: record.feed }))
  return { opportunity, group, changes }
}

/** @returns the time from now to the usual start (hours), negative for a past Opportunity. */
function hoursAhead ({ type, recipe }: WantedOpportunity, content: SampleContent): number {
  const isCourse = type === 'CourseInstance'
  if (recipe.isOver === true) return isCourse ? -24 * (courseDays(content) + COURSE_REST) : -AHEAD
  return isCourse ? COURSE_AHEAD : AHEAD
}
