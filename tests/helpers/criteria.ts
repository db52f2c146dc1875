import { EVERY_KIND, type Kind } from './requests.ts'
import type { OfferSeen, Seen } from './seen.ts'
import {
  all, costs, either, happens, hasDeadline, hasEnough, hasFree, hasWindow, inAdvance, isFree, isInTime, isInWindow,
  isLater, isOffline, isOnline, isOutsideWindow, isOver, isTooLate, not, prepayment, refunds, requires, sellerHasTerms,
  sellerIsOpen, taxMode, type Trait
} from './traits.ts'

const payable = not(all(costs, prepayment('Unavailable')))
const noDetails = not(either(requires('OpenBookingAttendeeDetails'), requires('OpenBookingIntakeForm')))
const available = all(isLater, happens, hasEnough, sellerIsOpen, inAdvance, isInWindow)
const future = all(isLater, happens, inAdvance, payable, noDetails)
const bookable = all(available, payable, noDetails)
const free = all(bookable, isFree, prepayment(undefined, 'Unavailable'))
const priced = all(bookable, costs)
const cancellable = all(refunds(true), isInTime)

/** What each criterion of the test interface demands, written down a second time and independently (its vocabulary, openactive.io/test-interface). */
export const CRITERIA: Readonly<Record<string, Trait>> = {
  TestOpportunityBookable: bookable,
  TestOpportunityBookableFree: free,
  TestOpportunityBookableNonFree: priced,
  TestOpportunityBookableUsingPayment: all(priced, not(prepayment('Unavailable'))),
  TestOpportunityBookableNoSpaces: all(future, isInWindow, hasFree(0)),
  TestOpportunityBookableOneSpace: all(future, isInWindow, sellerIsOpen, hasFree(1)),
  TestOpportunityBookableFiveSpaces: all(bookable, hasFree(5)),
  TestOpportunityBookableInPast: all(isOver, happens, hasEnough, sellerIsOpen, inAdvance, payable, noDetails),
  TestOpportunityBookableWithinValidFromBeforeStartDate: all(bookable, hasWindow),
  TestOpportunityBookableOutsideValidFromBeforeStartDate: all(future, hasEnough, isOutsideWindow),
  TestOpportunityBookableCancellable: all(bookable, cancellable),
  TestOpportunityBookableCancellableNoWindow: all(bookable, refunds(true), not(hasDeadline)),
  TestOpportunityBookableCancellableWithinWindow: all(bookable, cancellable, hasDeadline),
  TestOpportunityBookableCancellableOutsideWindow: all(bookable, refunds(true), isTooLate),
  TestOpportunityBookableNotCancellable: all(bookable, either(refunds(false), isTooLate)),
  TestOpportunityBookableFreeCancellable: all(free, cancellable),
  TestOpportunityBookableNonFreeCancellable: all(priced, cancellable),
  TestOpportunityBookableNonFreeTaxGross: all(priced, taxMode('TaxGross')),
  TestOpportunityBookableNonFreeTaxNet: all(priced, taxMode('TaxNet')),
  TestOpportunityBookableNonFreePrepaymentRequired: all(priced, prepayment(undefined, 'Required')),
  TestOpportunityBookableNonFreePrepaymentOptional: all(priced, prepayment('Optional')),
  TestOpportunityBookableNonFreePrepaymentUnavailable: all(available, noDetails, costs, prepayment('Unavailable')),
  TestOpportunityBookableFreePrepaymentRequired: all(bookable, isFree, prepayment('Required')),
  TestOpportunityBookableFreePrepaymentOptional: all(bookable, isFree, prepayment('Optional')),
  TestOpportunityBookableAttendeeDetails: all(available, payable, requires('OpenBookingAttendeeDetails'), not(requires('OpenBookingIntakeForm'))),
  TestOpportunityBookableAdditionalDetails: all(available, payable, requires('OpenBookingIntakeForm'), not(requires('OpenBookingAttendeeDetails'))),
  TestOpportunityBookableSellerTermsOfService: all(bookable, sellerHasTerms),
  TestOpportunityOnlineBookable: all(bookable, isOnline),
  TestOpportunityOfflineBookable: all(bookable, isOffline),
  TestOpportunityBookableWithNegotiation: all(bookable, requires('OpenBookingNegotiation'))
}

const VIDEO: readonly Kind[] = ['OnDemandEvent']
const FACILITIES: readonly Kind[] = ['FacilityUseSlot', 'IndividualFacilityUseSlot']
const NO_DATES = 'What can be watched at any time has no dates.'
const NO_END_OF_PLACES = 'There is no end of the spaces of a video.'
const NEITHER = 'A video takes place neither online nor anywhere else.'
const NOT_IN_ADVANCE = 'A free offer is never to be paid in advance.'

/** What can't exist, and why. */
const NOWHERE: ReadonlyArray<readonly [criterion: string, kinds: readonly Kind[], why: string]> = [
  ['TestOpportunityBookableFreePrepaymentRequired', EVERY_KIND, NOT_IN_ADVANCE],
  ['TestOpportunityBookableFreePrepaymentOptional', EVERY_KIND, NOT_IN_ADVANCE],
  ['TestOpportunityBookableFiveSpaces', ['IndividualFacilityUseSlot'], 'An individual facility use has one space at a time.'],
  ['TestOpportunityOnlineBookable', FACILITIES, 'A facility is never online.'],
  ['TestOpportunityOnlineBookable', VIDEO, NEITHER],
  ['TestOpportunityOfflineBookable', VIDEO, NEITHER],
  ['TestOpportunityBookableNoSpaces', VIDEO, NO_END_OF_PLACES],
  ['TestOpportunityBookableOneSpace', VIDEO, NO_END_OF_PLACES],
  ['TestOpportunityBookableFiveSpaces', VIDEO, NO_END_OF_PLACES],
  ['TestOpportunityBookableInPast', VIDEO, NO_DATES],
  ['TestOpportunityBookableWithinValidFromBeforeStartDate', VIDEO, NO_DATES],
  ['TestOpportunityBookableOutsideValidFromBeforeStartDate', VIDEO, NO_DATES],
  ['TestOpportunityBookableCancellableWithinWindow', VIDEO, NO_DATES],
  ['TestOpportunityBookableCancellableOutsideWindow', VIDEO, NO_DATES]
]

/** The same for each kind. */
export const IMPOSSIBLE: ReadonlyArray<readonly [criterion: string, kind: Kind, why: string]> =
  NOWHERE.flatMap(([criterion, kinds, why]) => kinds.map((kind) => [criterion, kind, why] as const))

/** @returns the criteria that something of a kind can meet. */
export const criteriaOf = (kind: Kind): string[] => Object.keys(CRITERIA).filter((criterion) => !IMPOSSIBLE.some(([known, of]) => known === criterion && of === kind))

/** @returns the offers by which an opportunity can be booked: its own, and those of what it is a part of. A facility's are not handed down. */
export const offersOf = ({ offers = [], superEvent }: Seen): OfferSeen[] => [...offers, ...superEvent?.offers ?? []]

/** @returns whether an opportunity has an offer that meets a criterion. */
export function meets (criterion: string, seen: Seen, now: Date): boolean {
  return offersOf(seen).some((offer) => CRITERIA[criterion]!({ seen, offer, now: now.getTime() }))
}

export const FLOWS = ['OpenBookingSimpleFlow', 'OpenBookingApprovalFlow'] as const

/** @returns the flows that the offers of an opportunity are for. */
export const flowsOf = (seen: Seen): string[] => [...new Set(offersOf(seen).map((offer) => FLOWS[Number(offer.openBookingFlowRequirement?.includes('https://openactive.io/OpenBookingApproval') === true)]!))]
