import { remaining } from '../leasing/capacity.ts'
import { oa } from '../protocol/ids.ts'
import type { JsonObject } from '../protocol/json.ts'
import { daysBetween, durationBetween } from '../protocol/time.ts'
import type { FacilityUnit, Opportunity, OpportunityGroup, SuperEvent } from '../records/opportunity.ts'
import type { Seller } from '../records/seller.ts'
import { withBase } from './base-url-in.ts'
import { offerInFeed } from './offer-document.ts'
import { organizerDocument } from './seller-document.ts'

/**
 * Render the properties of a bookable Opportunity without its parent.
 * @param opportunity - the Opportunity
 * @param free - remaining spaces to show (count)
 * @param base - base URL
 * @param details - its details to show, all of them by default
 * @returns the properties
 */
export function opportunityProperties (
  opportunity: Opportunity, free: number, base: string, details = withBase(opportunity.details, base)
): JsonObject {
  const { path, type, eventStatus, spaces } = opportunity
  const capacity = type === 'Slot'
    ? { maximumUses: spaces.maximum, remainingUses: free }
    : { maximumAttendeeCapacity: spaces.maximum, remainingAttendeeCapacity: free }
  return {
    '@type': type,
    '@id': `${base}/${path}`,
    ...withoutFalseFree(details, opportunity),
    ...(eventStatus && { eventStatus: `https://schema.org/${eventStatus}` }),
    ...dates(opportunity),
    ...(spaces.maximum !== undefined && capacity)
  }
}

/** A CourseInstance has dates, every other type has times. */
function dates ({ type, start, end }: Pick<Opportunity | SuperEvent, 'type' | 'start' | 'end'>): JsonObject {
  if (start === undefined || end === undefined) return {}
  if (type !== 'CourseInstance') return { startDate: start, endDate: end, duration: durationBetween(start, end) }
  return { startDate: start.slice(0, 10), endDate: end.slice(0, 10), duration: daysBetween(start, end) }
}

/**
 * Render a bookable Opportunity in its open feed.
 * @param opportunity - the Opportunity
 * @param seller - its Seller
 * @param base - base URL
 * @returns the Opportunity document
 */
export function opportunityInFeed (opportunity: Opportunity, seller: Seller, base: string): JsonObject {
  return {
    '@context': oa(''),
    ...opportunityProperties(opportunity, remaining(opportunity.spaces), base),
    ...parentProperties(opportunity, seller, base),
    offers: offersInFeed(opportunity, base)
  }
}

function parentProperties (opportunity: Opportunity, seller: Seller, base: string): JsonObject {
  const { type, group, unit, superEvent } = opportunity
  if (group !== undefined) return { [type === 'Slot' ? 'facilityUse' : 'superEvent']: `${base}/${unit ?? group}` }
  const organizer = organizerDocument(seller, base)
  if (superEvent === undefined) return { organizer }
  // Readers choose an offer of the Opportunity or of its superEvent: both have the same.
  const offers = offersInFeed(opportunity, base)
  return { superEvent: { ...withoutFalseFree(superEventProperties(superEvent, base), opportunity), organizer, offers } }
}

/**
 * Drop `isAccessibleForFree` where a price contradicts it: a seller may have given one to an Opportunity that was free.
 * @param document - an Opportunity, its superEvent or its group
 * @param record - the record with its offers
 * @returns the document
 */
export function withoutFalseFree (document: JsonObject, { offers }: Pick<Opportunity, 'offers'>): JsonObject {
  const { isAccessibleForFree, ...others } = document
  return isAccessibleForFree !== undefined && offers.some(({ priceMinor }) => priceMinor > 0) ? others : document
}

function offersInFeed ({ offers }: Pick<Opportunity, 'offers'>, base: string): JsonObject[] {
  return offers.map((offer) => offerInFeed(offer, base))
}

/**
 * Render a HeadlineEvent or CourseInstance as the parent of an Opportunity.
 * @param superEvent - the parent
 * @param base - base URL
 * @returns the document without organizer and offers
 */
export function superEventProperties (superEvent: SuperEvent, base: string): JsonObject {
  const { path, type, details } = superEvent
  return { '@type': type, '@id': `${base}/${path}`, ...withBase(details, base), ...dates(superEvent) }
}

/**
 * Render a SessionSeries or FacilityUse in its open feed.
 * @param group - the SessionSeries or FacilityUse
 * @param seller - its Seller
 * @param base - base URL
 * @returns the document
 */
export function groupInFeed (group: OpportunityGroup, seller: Seller, base: string): JsonObject {
  return {
    '@context': oa(''),
    ...groupWithSeller(group, seller, base),
    ...(group.units && { individualFacilityUse: group.units.map((unit) => unitProperties(unit, base)) })
  }
}

/**
 * Render a SessionSeries or FacilityUse with its Seller and offers.
 * @param group - the SessionSeries or FacilityUse
 * @param seller - its Seller
 * @param base - base URL
 * @returns the document
 */
export function groupWithSeller (group: OpportunityGroup, seller: Seller, base: string): JsonObject {
  const role = group.type === 'FacilityUse' ? 'provider' : 'organizer'
  return {
    ...groupProperties(group, base),
    [role]: organizerDocument(seller, base),
    offers: offersInFeed(group, base)
  }
}

/**
 * Render a SessionSeries or FacilityUse without its Seller and offers.
 * @param group - the SessionSeries or FacilityUse
 * @param base - base URL
 * @returns the document
 */
export function groupProperties (group: OpportunityGroup, base: string): JsonObject {
  const { path, type, details } = group
  return { '@type': type, '@id': `${base}/${path}`, ...withoutFalseFree(withBase(details, base), group) }
}

/**
 * Render an IndividualFacilityUse.
 * @param unit - the IndividualFacilityUse
 * @param base - base URL
 * @returns the document
 */
export function unitProperties ({ path, details }: FacilityUnit, base: string): JsonObject {
  return { '@type': 'IndividualFacilityUse', '@id': `${base}/${path}`, ...withBase(details, base) }
}
