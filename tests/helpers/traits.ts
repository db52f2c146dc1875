import { parse } from 'tinyduration'
import type { OfferSeen, Seen, SellerSeen } from './seen.ts'

/** An opportunity and one of its offers at an instant (ms since 1970). */
export interface Pair { readonly seen: Seen, readonly offer: OfferSeen, readonly now: number }
export type Trait = (pair: Pair) => boolean

export const all = (...traits: readonly Trait[]): Trait => (pair) => traits.every((trait) => trait(pair))
export const either = (...traits: readonly Trait[]): Trait => (pair) => traits.some((trait) => trait(pair))
export const not = (trait: Trait): Trait => (pair) => !trait(pair)

const HOUR = 3_600_000
const SCHEMA = 'https://schema.org/'
const oa = (name: string): string => `https://openactive.io/${name}`

/**
 * Calculate the instant that lies a duration before the start.
 * @param without - result if there is no duration (ms since 1970)
 * @returns ms since 1970, NaN without a start
 */
function beforeStart ({ startDate = '' }: Seen, duration: string | undefined, without: number): number {
  if (duration === undefined) return without
  const { years = 0, months = 0, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0 } = parse(duration)
  if (years + months > 0) throw new Error(`${duration} is not always as long`)
  return Date.parse(startDate) - ((weeks * 7 + days) * 24 + hours) * HOUR - (minutes * 60 + seconds) * 1000
}

/** A video has no dates and unlimited spaces. */
const isVideo = ({ '@type': type }: Seen): boolean => type === 'OnDemandEvent'
const isUnit = ({ facilityUse }: Seen): boolean => facilityUse?.['@type'] === 'IndividualFacilityUse'
const free = (seen: Seen): number => seen.remainingAttendeeCapacity ?? seen.remainingUses ?? (isVideo(seen) ? Infinity : NaN)

// Time and spaces. A date without a time is midnight UTC.
export const isLater: Trait = ({ seen, now }) => isVideo(seen) ? seen.startDate === undefined : Date.parse(seen.startDate ?? '') > now + 2 * HOUR
export const isOver: Trait = ({ seen: { endDate = '' }, now }) => Date.parse(endDate) < now
export const happens: Trait = ({ seen: { eventStatus = '' } }) => !['EventCancelled', 'EventPostponed'].includes(eventStatus.slice(SCHEMA.length))
export const hasFree = (count: number): Trait => ({ seen }) => free(seen) === count
/** Many tests book two spaces of one opportunity, or two opportunities that have one space each. */
export const hasEnough: Trait = ({ seen }) => free(seen) >= (isUnit(seen) ? 1 : 2)

// Price and terms.
export const costs: Trait = ({ offer }) => offer.price > 0
export const isFree: Trait = ({ offer }) => offer.price === 0
export const prepayment = (...values: ReadonlyArray<string | undefined>): Trait => ({ offer }) => values.some((value) => offer.openBookingPrepayment === (value && oa(value)))
export const inAdvance: Trait = ({ offer }) => offer.openBookingInAdvance !== oa('Unavailable')
export const requires = (what: string): Trait => ({ offer }) => offer.openBookingFlowRequirement?.includes(oa(what)) === true

// The booking window.
const opens = ({ seen, offer }: Pair): number => beforeStart(seen, offer.validFromBeforeStartDate, -Infinity)
const closes = ({ seen, offer }: Pair): number => beforeStart(seen, offer.validThroughBeforeStartDate, Infinity)
export const hasWindow: Trait = ({ offer }) => offer.validFromBeforeStartDate !== undefined || offer.validThroughBeforeStartDate !== undefined
export const isInWindow: Trait = (pair) => opens(pair) < pair.now && closes(pair) > pair.now + 2 * HOUR
export const isOutsideWindow: Trait = (pair) => opens(pair) > pair.now + 2 * HOUR || closes(pair) < pair.now

// Cancellation.
const deadline = ({ seen, offer }: Pair): number => beforeStart(seen, offer.latestCancellationBeforeStartDate, Infinity)
export const hasDeadline: Trait = ({ offer }) => offer.latestCancellationBeforeStartDate !== undefined
export const isInTime: Trait = (pair) => deadline(pair) > pair.now + 2 * HOUR
export const isTooLate: Trait = (pair) => deadline(pair) < pair.now
export const refunds = (is: boolean): Trait => ({ offer }) => offer.allowCustomerCancellationFullRefund === is

// The seller, by the properties that the suite reads, in its order.
export const sellerOf = ({ superEvent, facilityUse, organizer }: Seen): SellerSeen | undefined =>
  superEvent?.organizer ?? facilityUse?.aggregateFacilityUse?.provider ?? facilityUse?.provider ?? organizer
export const sellerIsOpen: Trait = ({ seen }) => sellerOf(seen)?.isOpenBookingAllowed === true
export const sellerHasTerms: Trait = ({ seen }) => (sellerOf(seen)?.termsOfService?.length ?? 0) > 0
export const taxMode = (mode: string): Trait => ({ seen }) => sellerOf(seen)?.taxMode === oa(mode)

// Attendance mode. Without one, an opportunity with a superEvent is offline.
const modeOf = ({ eventAttendanceMode, superEvent }: Seen): string | undefined =>
  eventAttendanceMode ?? (superEvent === undefined ? undefined : superEvent.eventAttendanceMode ?? `${SCHEMA}OfflineEventAttendanceMode`)
const hasPlace = ({ location, superEvent }: Seen): boolean => location !== undefined || superEvent?.location !== undefined
export const isOnline: Trait = ({ seen }) => modeOf(seen) === `${SCHEMA}OnlineEventAttendanceMode` ? !hasPlace(seen) : modeOf(seen) === `${SCHEMA}MixedEventAttendanceMode`
export const isOffline: Trait = ({ seen }) => seen.facilityUse !== undefined || modeOf(seen) === `${SCHEMA}OfflineEventAttendanceMode`
