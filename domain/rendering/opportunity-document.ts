import { remaining } from '../leasing/capacity.ts'
import { oa } from '../protocol/ids.ts'
import type { JsonObject } from '../protocol/json.ts'
import { daysBetween, durationBetween } from '../protocol/time.ts'
import type { FacilityUnit, Opportunity, OpportunityGroup, SuperEvent } from '../records/opportunity.ts'
import type { Seller } from '../records/seller.ts'
import { withBase } from './base-url-in.ts'
import { offerInFeed } from './offer-document.ts'
import { organizerDocument } from './seller-document.ts'

/** What takes spaces: the free ones that a document shows, unless it is the feed, are those that its reader may book. */
export interface Free { readonly free: number }

/** The properties of a bookable Opportunity itself, without what it hangs on. */
export function ownProperties (opportunity: Opportunity, { free }: Free, base: string): JsonObject {
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
    ...parentProperties(opportunity, seller, base),
    offers: offersInFeed(opportunity, base)
  }
}

function parentProperties ({ type, group, unit, superEvent, offers }: Opportunity, seller: Seller, base: string): JsonObject {
  if (group !== undefined) return { [type === 'Slot' ? 'facilityUse' : 'superEvent']: `${base}/${unit ?? group}` }
  const organizer = organizerDocument(seller, base)
  if (superEvent === undefined) return { organizer }
  // Readers pick an offer of either: they are the same.
  return { superEvent: { ...superEventProperties(superEvent, base), organizer, offers: offersInFeed({ offers }, base) } }
}

const offersInFeed = ({ offers }: Pick<Opportunity, 'offers'>, base: string): JsonObject[] => offers.map((offer) => offerInFeed(offer, base))

export function superEventProperties (superEvent: SuperEvent, base: string): JsonObject {
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

export function groupWithSeller (group: OpportunityGroup, seller: Seller, base: string): JsonObject {
  const role = group.type === 'FacilityUse' ? 'provider' : 'organizer'
  return { ...groupProperties(group, base), [role]: organizerDocument(seller, base), offers: offersInFeed(group, base) }
}

export function groupProperties ({ path, type, details }: OpportunityGroup, base: string): JsonObject {
  return { '@type': type, '@id': `${base}/${path}`, ...withBase(details, base) }
}

export function unitProperties ({ path, details }: FacilityUnit, base: string): JsonObject {
  return { '@type': 'IndividualFacilityUse', '@id': `${base}/${path}`, ...withBase(details, base) }
}
