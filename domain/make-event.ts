import { addHours } from 'date-fns'
import type { OpportunityType } from '../schemas/opportunity-types.ts'
import { describeProgramme, describeSchedule } from './describe.ts'
import { type Blueprint, identifiers, datasetOf, type Occurrence, timesOf } from './make-opportunity.ts'
import { FEEDS } from './open-feeds.ts'
import type { Programme } from './sample-catalogue.ts'
import type { BookableType, Opportunity, SuperEvent } from './state.ts'
import { offerOf } from './terms.ts'
import { isoInstant, startOfDay } from './time.ts'

/** Types that hang on nothing with a feed of its own. */
export type EventType = Exclude<OpportunityType, 'ScheduledSession' | 'FacilityUseSlot' | 'IndividualFacilityUseSlot'>

/** How long a course goes on (hours). */
const COURSE_HOURS = 6 * 7 * 24
const VISITORS = 200

/**
 * @returns an Event, HeadlineEvent, CourseInstance or OnDemandEvent, or a part of one
 * @param occurrence - when, as far as something of this type has a time and places
 */
export function makeEvent (type: EventType, programme: Programme, blueprint: Blueprint, occurrence: Occurrence): Opportunity {
  const { path, superEvent } = placeOf(type, programme, blueprint, occurrence)
  return {
    path,
    type: (superEvent === undefined ? type : 'Event') as BookableType,
    seller: blueprint.seller.path,
    feed: FEEDS[type].path,
    ...(superEvent && { superEvent }),
    ...spanOf(type, occurrence),
    ...(blueprint.online && { online: true }),
    offers: [offerOf(path, blueprint.terms)],
    details: superEvent === undefined ? detailsOf(type, programme, blueprint) : blueprint.isFree ? { isAccessibleForFree: true } : {},
    ...datasetOf(blueprint)
  }
}

function placeOf (type: EventType, programme: Programme, blueprint: Blueprint, { id, start }: Occurrence): { path: string, superEvent?: SuperEvent } {
  if (type !== 'HeadlineEventSubEvent' && type !== 'CourseInstanceSubEvent') return { path: identifiers(FEEDS[type].path, `${blueprint.id}-${id}`) }
  const whole = type === 'HeadlineEventSubEvent' ? 'HeadlineEvent' : 'CourseInstance'
  const day = startOfDay(start)
  const path = identifiers(FEEDS[type].path, `${blueprint.id}-${isoInstant(day).slice(0, 10)}`)
  const superEvent: SuperEvent = {
    path,
    type: whole,
    start: isoInstant(day),
    end: isoInstant(addHours(day, whole === 'HeadlineEvent' ? 24 : COURSE_HOURS)),
    details: { ...detailsOf(whole, programme, blueprint), ...(blueprint.richness !== 'minimal' && { maximumAttendeeCapacity: VISITORS, remainingAttendeeCapacity: VISITORS }) }
  }
  return { path: `${path}/events/${id}`, superEvent }
}

function detailsOf (type: EventType, programme: Programme, blueprint: Blueprint): Opportunity['details'] {
  const details = describeProgramme(programme, blueprint)
  if (type === 'CourseInstance') return { ...details, ...describeSchedule(programme, 'P1W') }
  if (type !== 'OnDemandEvent') return details
  const { location, eventAttendanceMode, eventStatus, ...onDemand } = details
  return { ...onDemand, workFeatured: { '@type': 'VideoObject', url: `${String(details['url'])}/watch` } }
}

function spanOf (type: EventType, occurrence: Occurrence): Pick<Opportunity, 'start' | 'end' | 'spaces'> {
  if (type === 'OnDemandEvent') return { spaces: { booked: occurrence.spaces.booked, leased: occurrence.spaces.leased } }
  if (type !== 'CourseInstance') return timesOf(occurrence)
  const first = startOfDay(occurrence.start)
  return { start: isoInstant(first), end: isoInstant(addHours(first, COURSE_HOURS)), spaces: occurrence.spaces }
}
