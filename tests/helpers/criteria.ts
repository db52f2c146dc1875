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

/**
 * The definition of each criterion of the test interface, written independently of the simulator.
 * @see {@link https://openactive.io/test-interface}
 */
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
const NO_DATES = 'A video has no dates.'
const UNLIMITED_SPACES = 'A video has unlimited spaces.'
const NO_ATTENDANCE_MODE = 'A video has no attendance mode.'
const NO_PREPAYMENT = 'A free offer needs no payment in advance.'

/** Criteria that no opportunity of some kinds can meet, and the reason. */
const IMPOSSIBLE_KINDS: ReadonlyArray<readonly [criterion: string, kinds: readonly Kind[], why: string]> = [
  ['TestOpportunityBookableFreePrepaymentRequired', EVERY_KIND, NO_PREPAYMENT],
  ['TestOpportunityBookableFreePrepaymentOptional', EVERY_KIND, NO_PREPAYMENT],
  ['TestOpportunityBookableFiveSpaces', ['IndividualFacilityUseSlot'], 'An individual facility use has one space at a time.'],
  ['TestOpportunityOnlineBookable', FACILITIES, 'A facility is never online.'],
  ['TestOpportunityOnlineBookable', VIDEO, NO_ATTENDANCE_MODE],
  ['TestOpportunityOfflineBookable', VIDEO, NO_ATTENDANCE_MODE],
  ['TestOpportunityBookableNoSpaces', VIDEO, UNLIMITED_SPACES],
  ['TestOpportunityBookableOneSpace', VIDEO, UNLIMITED_SPACES],
  ['TestOpportunityBookableFiveSpaces', VIDEO, UNLIMITED_SPACES],
  ['TestOpportunityBookableInPast', VIDEO, NO_DATES],
  ['TestOpportunityBookableWithinValidFromBeforeStartDate', VIDEO, NO_DATES],
  ['TestOpportunityBookableOutsideValidFromBeforeStartDate', VIDEO, NO_DATES],
  ['TestOpportunityBookableCancellableWithinWindow', VIDEO, NO_DATES],
  ['TestOpportunityBookableCancellableOutsideWindow', VIDEO, NO_DATES]
]

/** The same, with one row per kind. */
export const IMPOSSIBLE: ReadonlyArray<readonly [criterion: string, kind: Kind, why: string]> =
  IMPOSSIBLE_KINDS.flatMap(([criterion, kinds, why]) => kinds.map((kind) => [criterion, kind, why] as const))

/** List the criteria that an opportunity of a kind can meet. */
export const criteriaOf = (kind: Kind): string[] => Object.keys(CRITERIA)
  .filter((criterion) => !IMPOSSIBLE.some(([known, of]) => known === criterion && of === kind))

/**
 * List the offers of an opportunity: its own and those of its superEvent. A slot does not inherit offers of its
 * facility.
 */
export const offersOf = ({ offers = [], superEvent }: Seen): OfferSeen[] => [...offers, ...superEvent?.offers ?? []]

/** Test whether an opportunity has an offer that meets a criterion. */
export function meets (criterion: string, seen: Seen, now: Date): boolean {
  return offersOf(seen).some((offer) => CRITERIA[criterion]!({ seen, offer, now: now.getTime() }))
}

export const FLOWS = ['OpenBookingSimpleFlow', 'OpenBookingApprovalFlow'] as const

const needsApproval = ({ openBookingFlowRequirement }: OfferSeen): boolean =>
  openBookingFlowRequirement?.includes('https://openactive.io/OpenBookingApproval') === true

/** List the booking flows of an opportunity's offers. */
export const flowsOf = (seen: Seen): string[] =>
  [...new Set(offersOf(seen).map((offer) => FLOWS[Number(needsApproval(offer))]!))]
