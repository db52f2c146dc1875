import type { OpportunityType } from '../../schemas/opportunity-types.ts'
import type { Rules } from '../records/booking-rules.ts'
import type { AgreedTerms, FlowRequirement, OfferTerms } from '../records/opportunity.ts'
import type { Seller } from '../records/seller.ts'
import { termsUnder } from './offer-terms.ts'

/** Deviations of a criterion's Opportunity from an ordinary one. */
export interface Recipe {
  /** Terms required by the criterion. Windows hold for a start tomorrow as for one in two weeks. */
  readonly terms?: Partial<OfferTerms>
  /** Spaces in total (count); an individual unit always has one. */
  readonly maximum?: number
  /** Whether all spaces are booked. */
  readonly allBooked?: boolean
  readonly online?: boolean
  /** Whether it takes place at a location as well as online. */
  readonly mixed?: boolean
  /** Whether it lies in the past. */
  readonly isOver?: boolean
  readonly taxMode?: Seller['taxMode']
  readonly requirement?: FlowRequirement
  /** Types that cannot meet the criterion, with the reason. */
  readonly impossible?: ReadonlyArray<readonly [types: readonly OpportunityType[] | 'all', why: string]>
  /** Number of every 100 or so sample items with this recipe (count). */
  readonly share: number
}

const FREE: Partial<OfferTerms> = { priceMinor: 0 }
const PRICED: Partial<OfferTerms> = { priceMinor: 1499 }
const NEVER: Recipe = { impossible: [['all', 'A free offer needs no payment in advance.']], share: 0 }
const ONE_SPACE = [['IndividualFacilityUseSlot'], 'An individual facility use has one space at a time.'] as const
const NOWHERE = [['OnDemandEvent'], 'A video has no attendance mode.'] as const
const NO_DATES = [['OnDemandEvent'], 'A video has no dates.'] as const
const UNLIMITED_SPACES = [['OnDemandEvent'], 'A video has unlimited spaces.'] as const

/**
 * Recipes by criterion of the test interface.
 * @see {@link https://openactive.io/test-interface/}
 */
export const RECIPES: Readonly<Record<string, Recipe>> = {
  TestOpportunityBookable: { share: 16 },
  TestOpportunityBookableFree: { terms: FREE, share: 20 },
  TestOpportunityBookableNonFree: { terms: PRICED, share: 4 },
  TestOpportunityBookableUsingPayment: { terms: PRICED, share: 4 },
  TestOpportunityBookableNoSpaces: { allBooked: true, impossible: [UNLIMITED_SPACES], share: 3 },
  TestOpportunityBookableOneSpace: { maximum: 1, impossible: [UNLIMITED_SPACES], share: 4 },
  TestOpportunityBookableFiveSpaces: {
    maximum: 5,
    impossible: [UNLIMITED_SPACES, ONE_SPACE],
    share: 4
  },
  TestOpportunityBookableInPast: { isOver: true, impossible: [NO_DATES], share: 3 },
  TestOpportunityBookableWithinValidFromBeforeStartDate: {
    terms: { validFromBeforeStart: 'P60D' },
    impossible: [NO_DATES],
    share: 3
  },
  TestOpportunityBookableOutsideValidFromBeforeStartDate: {
    terms: { validFromBeforeStart: 'PT2H' },
    impossible: [NO_DATES],
    share: 3
  },
  TestOpportunityBookableCancellable: { terms: { fullRefund: true }, share: 3 },
  TestOpportunityBookableCancellableNoWindow: { terms: { fullRefund: true }, share: 2 },
  TestOpportunityBookableCancellableWithinWindow: {
    terms: { fullRefund: true, latestCancellationBeforeStart: 'PT2H' },
    impossible: [NO_DATES],
    share: 3
  },
  TestOpportunityBookableCancellableOutsideWindow: {
    terms: { fullRefund: true, latestCancellationBeforeStart: 'P60D' },
    impossible: [NO_DATES],
    share: 3
  },
  TestOpportunityBookableNotCancellable: { terms: { fullRefund: false }, share: 3 },
  TestOpportunityBookableFreeCancellable: { terms: { ...FREE, fullRefund: true }, share: 2 },
  TestOpportunityBookableNonFreeCancellable: { terms: { ...PRICED, fullRefund: true }, share: 2 },
  TestOpportunityBookableNonFreeTaxGross: { terms: PRICED, taxMode: 'TaxGross', share: 3 },
  TestOpportunityBookableNonFreeTaxNet: { terms: PRICED, taxMode: 'TaxNet', share: 4 },
  TestOpportunityBookableNonFreePrepaymentRequired: { terms: PRICED, share: 3 },
  TestOpportunityBookableNonFreePrepaymentOptional: { terms: { ...PRICED, prepayment: 'Optional' }, share: 4 },
  TestOpportunityBookableNonFreePrepaymentUnavailable: { terms: { ...PRICED, prepayment: 'Unavailable' }, share: 5 },
  TestOpportunityBookableFreePrepaymentRequired: NEVER,
  TestOpportunityBookableFreePrepaymentOptional: NEVER,
  TestOpportunityBookableAttendeeDetails: { requirement: 'OpenBookingAttendeeDetails', share: 4 },
  TestOpportunityBookableAdditionalDetails: { requirement: 'OpenBookingIntakeForm', share: 4 },
  TestOpportunityBookableSellerTermsOfService: { share: 1 },
  TestOpportunityOnlineBookable: {
    online: true,
    impossible: [[['FacilityUseSlot', 'IndividualFacilityUseSlot'], 'A facility is never online.'], NOWHERE],
    share: 4
  },
  TestOpportunityOfflineBookable: { impossible: [NOWHERE], share: 3 },
  TestOpportunityBookableWithNegotiation: { requirement: 'OpenBookingNegotiation', share: 4 }
}

/** The end of two criteria in the published vocabulary; the suite writes them without its last word. */
const PUBLISHED = /StartDateWindow$/

/**
 * Find the recipe of a criterion.
 * @param criterion - its name, in the suite or in the published vocabulary of the test interface
 * @returns the recipe, undefined for an unknown name
 */
export function recipeOf (criterion: string): Recipe | undefined {
  const name = criterion.replace(PUBLISHED, 'StartDate')
  return Object.hasOwn(RECIPES, name) ? RECIPES[name] : undefined
}

/**
 * Determine the terms of a recipe.
 * @param recipe - deviations from ordinary terms
 * @param forApproval - whether the seller approves each order
 * @param rules - options for prices, prepayment and cancellation
 */
export function termsOf (
  { terms, requirement }: Pick<Recipe, 'terms' | 'requirement'>, forApproval: boolean, rules: Rules
): AgreedTerms {
  const flowRequirements: FlowRequirement[] = [
    ...(forApproval ? ['OpenBookingApproval' as const] : []),
    ...(requirement === undefined ? [] : [requirement])
  ]
  const requirements = flowRequirements.length > 0 ? { flowRequirements } : {}
  return termsUnder(rules, { priceMinor: 1499, fullRefund: true, ...terms, ...requirements })
}

/**
 * Explain why no Opportunity of a type can follow a recipe under these rules.
 * @param recipe - the recipe
 * @param type - type of the Opportunity
 * @param rules - options of this booking system
 * @returns the reason, or undefined if one can
 */
export function whyImpossible (recipe: Recipe, type: OpportunityType, rules: Rules): string | undefined {
  const [, why] = recipe.impossible?.find(([types]) => types === 'all' || types.includes(type)) ?? []
  if (why !== undefined) return why
  const allowed = new Map<string, unknown>(Object.entries(termsOf(recipe, false, rules)))
  const differs = Object.entries(recipe.terms ?? {}).some(([name, wanted]) => allowed.get(name) !== wanted)
  return differs ? 'The options of this simulator exclude this criterion.' : undefined
}
