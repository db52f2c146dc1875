import { criteriaOf, FLOWS, flowsOf, meets } from './criteria.ts'
import { type Kind, SELLER_1, SELLER_2 } from './requests.ts'
import type { Seen } from './seen.ts'
import { sellerOf } from './traits.ts'

/**
 * Opportunities of one type that the OpenActive test suite uses in one flow in random mode (count, from its code), by
 * criterion. The suite uses one opportunity of each criterion that is missing here.
 */
const DEMAND: Readonly<Record<string, number>> = {
  TestOpportunityBookableFree: 30,
  TestOpportunityBookableCancellable: 19,
  TestOpportunityOfflineBookable: 15,
  TestOpportunityBookableUsingPayment: 15,
  TestOpportunityBookableNonFreePrepaymentUnavailable: 13,
  TestOpportunityBookableNonFreeTaxGross: 12,
  TestOpportunityBookableNonFree: 9,
  TestOpportunityBookableNonFreePrepaymentRequired: 9,
  TestOpportunityBookableAdditionalDetails: 9,
  TestOpportunityBookableNonFreePrepaymentOptional: 8,
  TestOpportunityBookableNonFreeTaxNet: 8,
  TestOpportunityBookableAttendeeDetails: 6,
  TestOpportunityOnlineBookable: 6,
  TestOpportunityBookableFiveSpaces: 4,
  TestOpportunityBookableOneSpace: 4,
  TestOpportunityBookableSellerTermsOfService: 4,
  TestOpportunityBookableNoSpaces: 3,
  TestOpportunityBookableWithNegotiation: 3,
  TestOpportunityBookableCancellableWithinWindow: 3,
  TestOpportunityBookableCancellableOutsideWindow: 3,
  TestOpportunityBookableInPast: 3,
  TestOpportunityBookableWithinValidFromBeforeStartDate: 3,
  TestOpportunityBookableOutsideValidFromBeforeStartDate: 3
}
/**
 * Factor on the demand. The suite picks at random and uses an opportunity once, so a test of a common criterion may
 * take an opportunity that a test of a rare criterion needs.
 */
const FACTOR = 3
/** Opportunities that all criteria use together (count). */
const BOOKABLE = 450
const BOOKABLE_OF_SECOND = 5
const AHEAD = 1000

/**
 * List the criteria that too few opportunities of a kind meet.
 * @param now - the current instant
 * @returns one description per shortage
 */
export function shortagesOf (kind: Kind, seen: readonly Seen[], now: Date): string[] {
  return FLOWS.flatMap((flow) => {
    const inFlow = seen.filter((one) => flowsOf(one).includes(flow))
    const bySeller = (id: string): Seen[] => inFlow.filter((one) => sellerOf(one)?.['@id'] === id)
    const [first, second] = [bySeller(SELLER_1), bySeller(SELLER_2)]
    const count = (criterion: string, among: readonly Seen[]): number => among.filter((one) => meets(criterion, one, now)).length
    const ahead = inFlow.filter(({ startDate = '' }) => Date.parse(startDate) > now.getTime()).length
    const needs: ReadonlyArray<readonly [what: string, there: number, wanted: number]> = [
      ...criteriaOf(kind).map((criterion) => [
        criterion,
        count(criterion, criterion.endsWith('TaxNet') ? second : first),
        criterion === 'TestOpportunityBookable' ? BOOKABLE : FACTOR * (DEMAND[criterion] ?? 1)
      ] as const),
      ['TestOpportunityBookable of the second seller', count('TestOpportunityBookable', second), FACTOR * BOOKABLE_OF_SECOND],
      ...(kind === 'OnDemandEvent' ? [] : [['items ahead', ahead, AHEAD] as const])
    ]
    return needs.flatMap(([what, there, wanted]) => there < wanted ? [`${kind}, ${flow}, ${what}: ${there} of ${wanted}`] : [])
  })
}
