import { remaining } from '../leasing/capacity.ts'
import { BASE, oa } from '../protocol/ids.ts'
import type { Json, JsonObject } from '../protocol/json.ts'
import { toPrice } from '../pricing/money.ts'
import type { FacilityUnit, Listing, Offer, Opportunity, OpportunityGroup, Seller, SuperEvent } from '../records/state.ts'
import { daysBetween, durationBetween } from '../protocol/time.ts'

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
    // What costs nothing, perhaps by an amendment, can't be paid in advance.
    ...(offer.prepayment && offer.priceMinor > 0 && { openBookingPrepayment: oa(offer.prepayment) }),
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
function ownProperties (opportunity: Opportunity, { free }: Free, base: string): JsonObject {
  const { path, type, eventStatus, spaces, details } = opportunity
  const capacity = type === 'Slot'
    ? { maximumUses: spaces.maximum, remainingUses: free }
    : { maximumAttendeeCapacity: spaces.maximum, remainingAttendeeCapacity: free }
  return {
    '@type': type,
    '@id': `${base}/${path}`,
    ...withBase(details, base),
    ...(eventStatus && { eventStatus: `https://schema.org/${eventStatus}` }),
    ...dates(opportunity),
    ...(spaces.maximum !== undefined && capacity)
  }
}

/** A CourseInstance has days, all else has times. */
function dates ({ type, start, end }: Pick<Opportunity | SuperEvent, 'type' | 'start' | 'end'>): JsonObject {
  if (start === undefined || end === undefined) return {}
  if (type === 'CourseInstance') return { startDate: start.slice(0, 10), endDate: end.slice(0, 10), duration: daysBetween(start, end) }
  return { startDate: start, endDate: end, duration: durationBetween(start, end) }
}

/** Renders a bookable Opportunity as its feed shows it. */
export function opportunityInFeed (opportunity: Opportunity, seller: Seller, base: string): JsonObject {
  return {
    '@context': oa(''),
    ...ownProperties(opportunity, { free: remaining(opportunity.spaces) }, base),
    ...hangingOn(opportunity, seller, base),
    offers: offersInFeed(opportunity, base)
  }
}

function hangingOn ({ type, group, unit, superEvent, offers }: Opportunity, seller: Seller, base: string): JsonObject {
  if (group !== undefined) return { [type === 'Slot' ? 'facilityUse' : 'superEvent']: `${base}/${unit ?? group}` }
  const organizer = organizerDocument(seller, base)
  if (superEvent === undefined) return { organizer }
  // Readers pick an offer of either: they are the same.
  return { superEvent: { ...superEventProperties(superEvent, base), organizer, offers: offersInFeed({ offers }, base) } }
}

const offersInFeed = ({ offers }: Pick<Opportunity, 'offers'>, base: string): JsonObject[] => offers.map((offer) => offerInFeed(offer, base))

function superEventProperties (superEvent: SuperEvent, base: string): JsonObject {
  const { path, type, details } = superEvent
  return { '@type': type, '@id': `${base}/${path}`, ...withBase(details, base), ...dates(superEvent) }
}

/** Renders a SessionSeries or FacilityUse as its feed shows it. */
export function groupInFeed (group: OpportunityGroup, seller: Seller, base: string): JsonObject {
  return {
    '@context': oa(''),
    ...groupWithSeller(group, seller, base),
    ...(group.units && { individualFacilityUse: group.units.map((unit) => unitProperties(unit, base)) })
  }
}

function groupWithSeller (group: OpportunityGroup, seller: Seller, base: string): JsonObject {
  const role = group.type === 'FacilityUse' ? 'provider' : 'organizer'
  return { ...groupProperties(group, base), [role]: organizerDocument(seller, base), offers: offersInFeed(group, base) }
}

/**
 * Renders an Opportunity as an OrderItem carries it: with what it hangs on, without offers and Seller.
 * @param listing - the Opportunity and its group
 * @param free - places that the order may still book (count)
 */
export function opportunityInOrder (listing: Listing, free: number, base: string): JsonObject {
  return withoutSurroundings({ ...ownProperties(listing.opportunity, { free }, base), ...whatItHangsOn(listing, (group) => groupProperties(group, base), base) })
}

/** An order must not say what its places lie in. */
function withoutSurroundings ({ containedInPlace, ...node }: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(node).map(([name, part]) => [name, isNode(part) ? withoutSurroundings(part) : part]))
}

const isNode = (part: Json | undefined): part is JsonObject => typeof part === 'object' && !Array.isArray(part)

/** Renders an Opportunity as the orders feed carries it, where a facility has its provider and offers, too. */
export function opportunityInOrdersFeed (listing: Listing, seller: Seller, base: string): JsonObject {
  const { opportunity } = listing
  const parent = (group: OpportunityGroup): JsonObject => group.type === 'FacilityUse' ? groupWithSeller(group, seller, base) : groupProperties(group, base)
  return { ...ownProperties(opportunity, { free: remaining(opportunity.spaces) }, base), ...whatItHangsOn(listing, parent, base) }
}

function whatItHangsOn ({ opportunity: { superEvent, unit }, group }: Listing, render: (group: OpportunityGroup) => JsonObject, base: string): JsonObject {
  if (superEvent !== undefined) return { superEvent: superEventProperties(superEvent, base) }
  if (group === undefined) return {}
  const parent = render(group)
  if (group.type === 'SessionSeries') return { superEvent: parent }
  const own = group.units?.find(({ path }) => path === unit)
  if (own === undefined) return { facilityUse: parent }
  // Readers look for a location no further up than here.
  return { facilityUse: { ...unitProperties(own, base), location: parent['location'], aggregateFacilityUse: parent } }
}

function groupProperties ({ path, type, details }: OpportunityGroup, base: string): JsonObject {
  return { '@type': type, '@id': `${base}/${path}`, ...withBase(details, base) }
}

function unitProperties ({ path, details }: FacilityUnit, base: string): JsonObject {
  return { '@type': 'IndividualFacilityUse', '@id': `${base}/${path}`, ...withBase(details, base) }
}
