import { NOW } from '../../helpers/build-app.ts'

/** An item of a feed with its parent, as the suite's broker sees it. */
export interface Seen {
  readonly startDate: string
  readonly endDate: string
  readonly remainingAttendeeCapacity?: number
  readonly remainingUses?: number
  readonly eventAttendanceMode?: string
  readonly offers: readonly [OfferSeen]
  readonly parent: ParentSeen
}

interface OfferSeen {
  readonly price: number
  readonly openBookingPrepayment?: string
  readonly allowCustomerCancellationFullRefund?: boolean
  readonly validFromBeforeStartDate?: string
  readonly latestCancellationBeforeStartDate?: string
  readonly openBookingFlowRequirement?: readonly string[]
}

interface ParentSeen { readonly eventAttendanceMode?: string, readonly location?: object, readonly seller: { readonly taxMode: string, readonly isOpenBookingAllowed: boolean, readonly termsOfService: readonly object[] } }

const hours = (duration: string): number => Number(/^PT(\d+)H$/.exec(duration)?.[1] ?? NaN)
const untilStart = ({ startDate }: Seen): number => (Date.parse(startDate) - NOW.getTime()) / 3_600_000
const free = ({ remainingAttendeeCapacity, remainingUses }: Seen): number => remainingAttendeeCapacity ?? remainingUses ?? NaN
const offer = ({ offers: [only] }: Seen): OfferSeen => only
const requires = (seen: Seen, what: string): boolean => offer(seen).openBookingFlowRequirement?.includes(`https://openactive.io/${what}`) === true
const prepayment = (seen: Seen): string | undefined => offer(seen).openBookingPrepayment?.split('/').at(-1)
const deadline = (seen: Seen): number => untilStart(seen) - hours(offer(seen).latestCancellationBeforeStartDate ?? 'PT0H')
const opens = (seen: Seen): number => untilStart(seen) - hours(offer(seen).validFromBeforeStartDate ?? '')
const cancellable = (seen: Seen): boolean => offer(seen).allowCustomerCancellationFullRefund === true && deadline(seen) > 2
const paid = (seen: Seen): boolean => offer(seen).price > 0
const noDetails = (seen: Seen): boolean => !requires(seen, 'OpenBookingAttendeeDetails') && !requires(seen, 'OpenBookingIntakeForm')
const future = (seen: Seen): boolean => untilStart(seen) >= 2
const bookable = (seen: Seen): boolean => future(seen) && free(seen) >= 1 && seen.parent.seller.isOpenBookingAllowed
const payable = (seen: Seen): boolean => !paid(seen) || prepayment(seen) !== 'Unavailable'
const ordinary = (seen: Seen): boolean => bookable(seen) && noDetails(seen) && payable(seen)
const online = ({ parent }: Seen): boolean => parent.eventAttendanceMode === 'https://schema.org/OnlineEventAttendanceMode'

/** What each criterion of the test interface demands, written down a second time and independently (its vocabulary, openactive.io/test-interface). */
export const CRITERIA: Readonly<Record<string, (seen: Seen) => boolean>> = {
  TestOpportunityBookable: ordinary,
  TestOpportunityBookableFree: (seen) => ordinary(seen) && !paid(seen) && prepayment(seen) === undefined,
  TestOpportunityBookableNonFree: (seen) => ordinary(seen) && paid(seen),
  TestOpportunityBookableUsingPayment: (seen) => ordinary(seen) && paid(seen) && prepayment(seen) !== 'Unavailable',
  TestOpportunityBookableNoSpaces: (seen) => future(seen) && free(seen) === 0,
  TestOpportunityBookableOneSpace: (seen) => future(seen) && free(seen) === 1,
  TestOpportunityBookableFiveSpaces: (seen) => ordinary(seen) && free(seen) === 5,
  TestOpportunityBookableInPast: (seen) => Date.parse(seen.endDate) < NOW.getTime() && free(seen) >= 1 && noDetails(seen),
  TestOpportunityBookableWithinValidFromBeforeStartDate: (seen) => ordinary(seen) && opens(seen) < 0,
  TestOpportunityBookableOutsideValidFromBeforeStartDate: (seen) => future(seen) && opens(seen) > 2,
  TestOpportunityBookableCancellable: (seen) => ordinary(seen) && cancellable(seen),
  TestOpportunityBookableCancellableNoWindow: (seen) => ordinary(seen) && cancellable(seen) && offer(seen).latestCancellationBeforeStartDate === undefined,
  TestOpportunityBookableCancellableWithinWindow: (seen) => ordinary(seen) && cancellable(seen) && offer(seen).latestCancellationBeforeStartDate !== undefined,
  TestOpportunityBookableCancellableOutsideWindow: (seen) => ordinary(seen) && offer(seen).allowCustomerCancellationFullRefund === true && deadline(seen) < 0,
  TestOpportunityBookableNotCancellable: (seen) => ordinary(seen) && offer(seen).allowCustomerCancellationFullRefund === false,
  TestOpportunityBookableFreeCancellable: (seen) => ordinary(seen) && !paid(seen) && cancellable(seen),
  TestOpportunityBookableNonFreeCancellable: (seen) => ordinary(seen) && paid(seen) && cancellable(seen),
  TestOpportunityBookableNonFreeTaxGross: (seen) => ordinary(seen) && paid(seen) && seen.parent.seller.taxMode === 'https://openactive.io/TaxGross',
  TestOpportunityBookableNonFreeTaxNet: (seen) => ordinary(seen) && paid(seen) && seen.parent.seller.taxMode === 'https://openactive.io/TaxNet',
  TestOpportunityBookableNonFreePrepaymentRequired: (seen) => ordinary(seen) && paid(seen) && prepayment(seen) === 'Required',
  TestOpportunityBookableNonFreePrepaymentOptional: (seen) => ordinary(seen) && paid(seen) && prepayment(seen) === 'Optional',
  TestOpportunityBookableNonFreePrepaymentUnavailable: (seen) => bookable(seen) && paid(seen) && prepayment(seen) === 'Unavailable',
  TestOpportunityBookableAttendeeDetails: (seen) => bookable(seen) && requires(seen, 'OpenBookingAttendeeDetails') && !requires(seen, 'OpenBookingIntakeForm'),
  TestOpportunityBookableAdditionalDetails: (seen) => bookable(seen) && requires(seen, 'OpenBookingIntakeForm') && !requires(seen, 'OpenBookingAttendeeDetails'),
  TestOpportunityBookableSellerTermsOfService: (seen) => ordinary(seen) && seen.parent.seller.termsOfService.length > 0,
  TestOpportunityOnlineBookable: (seen) => ordinary(seen) && online(seen) && seen.parent.location === undefined,
  TestOpportunityOfflineBookable: (seen) => ordinary(seen) && !online(seen),
  TestOpportunityBookableWithNegotiation: (seen) => bookable(seen) && requires(seen, 'OpenBookingNegotiation')
}

export const isForApproval = (seen: Seen): boolean => requires(seen, 'OpenBookingApproval')

const NEVER_ONLINE = 'a facility is never online'

/** What can't exist, and why. */
export const IMPOSSIBLE: ReadonlyArray<readonly [criterion: string, kind: string, why: string]> = [
  ['TestOpportunityBookableFiveSpaces', 'IndividualFacilityUseSlot', 'an individual facility use has one space at a time'],
  ['TestOpportunityOnlineBookable', 'FacilityUseSlot', NEVER_ONLINE],
  ['TestOpportunityOnlineBookable', 'IndividualFacilityUseSlot', NEVER_ONLINE],
  ...['TestOpportunityBookableFreePrepaymentRequired', 'TestOpportunityBookableFreePrepaymentOptional'].flatMap((criterion) =>
    ['ScheduledSession', 'FacilityUseSlot', 'IndividualFacilityUseSlot'].map((kind) => [criterion, kind, 'a free offer is never paid in advance'] as const))
]
