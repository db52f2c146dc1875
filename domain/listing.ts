import { remaining } from './capacity.ts'
import { BASE, oa } from './ids.ts'
import type { Json, JsonObject } from './json.ts'
import { toPrice } from './money.ts'
import type { FacilityUnit, Listing, Offer, Opportunity, OpportunityGroup, Seller } from './state.ts'
import { durationBetween } from './time.ts'

/** What takes places: the free ones that a document shows, unless it is the feed, are those that its reader may book. */
interface Free { readonly free: number }

/** @returns stored JSON-LD with the base URL put in. */
export function withBase<T extends Json> (value: T, base: string): T {
  if (typeof value === 'string') return (value.startsWith(BASE) ? base + value.slice(BASE.length) : value) as T
  if (Array.isArray(value)) return value.map((part: Json) => withBase(part, base)) as unknown as T
  if (typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, part === undefined ? part : withBase(part, base)])) as T
}

/** Renders an Offer as orders show it. */
export function offerDocument (offer: Offer, base: string): JsonObject {
  return {
    '@type': 'Offer',
    '@id': `${base}/${offer.path}`,
    name: offer.name,
    ...withBase(offer.details, base),
    price: toPrice(offer.priceMinor),
    ...(offer.priceMinor > 0 && { priceCurrency: offer.currency }),
    allowCustomerCancellationFullRefund: offer.fullRefund,
    ...(offer.prepayment && { openBookingPrepayment: oa(offer.prepayment) }),
    ...(offer.inAdvance && { openBookingInAdvance: oa(offer.inAdvance) }),
    ...(offer.validFrom && { validFrom: offer.validFrom }),
    ...(offer.validThrough && { validThrough: offer.validThrough }),
    ...(offer.validFromBeforeStart && { validFromBeforeStartDate: offer.validFromBeforeStart }),
    ...(offer.validThroughBeforeStart && { validThroughBeforeStartDate: offer.validThroughBeforeStart }),
    ...(offer.latestCancellationBeforeStart && { latestCancellationBeforeStartDate: offer.latestCancellationBeforeStart })
  }
}

/** Renders an Offer as feeds show it: with what the booking flow will ask for, which orders must not repeat. */
function offerInFeed (offer: Offer, base: string): JsonObject {
  return {
    ...offerDocument(offer, base),
    ...(offer.flowRequirements && { openBookingFlowRequirement: offer.flowRequirements.map(oa) })
  }
}

/** Renders a Seller as orders show it. */
export function sellerDocument ({ path, name, taxMode, details }: Seller, base: string): JsonObject {
  return { '@type': 'Organization', '@id': `${base}/${path}`, name, taxMode: oa(taxMode), isOpenBookingAllowed: true, ...withBase(details, base) }
}

/** Renders a Seller as feeds show it: without what only a party to an order need know. */
function organizerDocument (seller: Seller, base: string): JsonObject {
  const { address, email, vatID, legalName, ...published } = sellerDocument(seller, base)
  return published
}

/** The properties of a bookable Opportunity itself, without what it hangs on. */
function ownProperties ({ path, type, start, end, eventStatus, spaces, details }: Opportunity, { free }: Free, base: string): JsonObject {
  const capacity = type === 'Slot'
    ? { maximumUses: spaces.maximum, remainingUses: free }
    : { maximumAttendeeCapacity: spaces.maximum, remainingAttendeeCapacity: free }
  return {
    '@type': type,
    '@id': `${base}/${path}`,
    ...withBase(details, base),
    ...(eventStatus && { eventStatus: `https://schema.org/${eventStatus}` }),
    startDate: start,
    endDate: end,
    duration: durationBetween(start, end),
    ...capacity
  }
}

/** Renders a bookable Opportunity as its feed shows it. */
export function opportunityInFeed (opportunity: Opportunity, base: string): JsonObject {
  const link = opportunity.type === 'Slot' ? 'facilityUse' : 'superEvent'
  return {
    '@context': oa(''),
    ...ownProperties(opportunity, { free: remaining(opportunity.spaces) }, base),
    [link]: `${base}/${opportunity.unit ?? opportunity.group}`,
    offers: opportunity.offers.map((offer) => offerInFeed(offer, base))
  }
}

/** Renders a SessionSeries or FacilityUse as its feed shows it. */
export function groupInFeed (group: OpportunityGroup, seller: Seller, base: string): JsonObject {
  const role = group.type === 'FacilityUse' ? 'provider' : 'organizer'
  return {
    '@context': oa(''),
    ...groupProperties(group, base),
    [role]: organizerDocument(seller, base),
    offers: group.offers.map((offer) => offerInFeed(offer, base)),
    ...(group.units && { individualFacilityUse: group.units.map((unit) => unitProperties(unit, base)) })
  }
}

/**
 * Renders an Opportunity as an OrderItem carries it: with what it hangs on, without offers and Seller.
 * @param listing - the Opportunity and its group
 * @param free - places that the order may still book (count)
 */
export function opportunityInOrder ({ opportunity, group }: Listing, free: number, base: string): JsonObject {
  const own = ownProperties(opportunity, { free }, base)
  if (group.type === 'SessionSeries') return { ...own, superEvent: groupProperties(group, base) }
  const unit = group.units?.find(({ path }) => path === opportunity.unit)
  if (unit === undefined) return { ...own, facilityUse: groupProperties(group, base) }
  return { ...own, facilityUse: { ...unitProperties(unit, base), aggregateFacilityUse: groupProperties(group, base) } }
}

function groupProperties ({ path, type, details }: OpportunityGroup, base: string): JsonObject {
  return { '@type': type, '@id': `${base}/${path}`, ...withBase(details, base) }
}

function unitProperties ({ path, details }: FacilityUnit, base: string): JsonObject {
  return { '@type': 'IndividualFacilityUse', '@id': `${base}/${path}`, ...withBase(details, base) }
}
