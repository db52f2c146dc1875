import { COURSE_WEEKS } from '../../data/sample/events.ts'
import type { OpportunityType } from '../../schemas/opportunity-types.ts'
import { FEEDS } from '../feeds/open-feeds.ts'
import type { JsonObject } from '../protocol/json.ts'
import { addDays, isoInstant, startOfDay } from '../protocol/time.ts'
import type { Opportunity, SuperEvent } from '../records/opportunity.ts'
import type { Programme } from '../records/sample.ts'
import { describeCourse, describePart, describeProgramme, describeVideo } from './describe/describe-programmes.ts'
import { describeIdentity, describeOffer } from './describe/describe-terms.ts'
import { beginOf, type Blueprint, datasetOf, identifiers, type Occurrence, timesOf } from './make-opportunity.ts'
import { offerOf } from './offer-terms.ts'

/** Types that hang on nothing with a feed of its own. */
export type EventType = Exclude<OpportunityType, 'ScheduledSession' | 'FacilityUseSlot' | 'IndividualFacilityUseSlot'>

/** What the parts of something are parts of. */
const WHOLE = { HeadlineEventSubEvent: 'HeadlineEvent', CourseInstanceSubEvent: 'CourseInstance' } as const
/** For how long something goes on (days). */
export const COURSE_DAYS = COURSE_WEEKS * 7
const DAYS = { HeadlineEvent: 1, CourseInstance: COURSE_DAYS } as const
/** Spaces of a headline event as a whole (count). */
const VISITORS = 200

/** @returns whether something is a part of something else. */
const isPart = (type: EventType): type is keyof typeof WHOLE => Object.hasOwn(WHOLE, type)

/**
 * @returns an Event, HeadlineEvent, CourseInstance or OnDemandEvent, or a part of one, for each occurrence
 * @param occurrences - when, as far as something of this type has a time and spaces
 */
export function makeEvents (type: EventType, programme: Programme, blueprint: Blueprint, occurrences: readonly Occurrence[]): Opportunity[] {
  // A course itself begins on a day; when its lessons begin, its catalogue says.
  const begins = beginOf(programme, type === 'CourseInstance' ? [] : occurrences)
  const details = detailsOf(isPart(type) ? WHOLE[type] : type, programme, begins, blueprint)
  return occurrences.map((occurrence) => {
    const name = `${blueprint.id}-${isPart(type) ? isoInstant(occurrence.start).slice(0, 10) : occurrence.id}`
    const whole = identifiers(FEEDS[type].path, name)
    const path = isPart(type) ? `${whole}/events/${occurrence.id}` : whole
    return {
      path,
      seller: blueprint.seller.path,
      feed: FEEDS[type].path,
      ...(isPart(type)
        ? { type: 'Event', superEvent: superEventOf(WHOLE[type], whole, details, occurrence, blueprint), details: describePart(programme, path, blueprint) }
        : { type, details: { ...details, ...describeIdentity(path, blueprint) } }),
      ...spanOf(type, occurrence),
      ...(blueprint.online && { online: true }),
      offers: [offerOf(path, blueprint.terms, describeOffer(blueprint.terms, String(details['url']), blueprint))],
      ...datasetOf(blueprint)
    }
  })
}

function superEventOf (type: SuperEvent['type'], path: string, details: JsonObject, { start, spaces }: Occurrence, blueprint: Blueprint): SuperEvent {
  const count = type === 'HeadlineEvent' ? VISITORS : spaces.maximum
  const capacity = blueprint.richness === 'minimal' || count === undefined ? {} : { maximumAttendeeCapacity: count, remainingAttendeeCapacity: count }
  return { path, type, ...daysFrom(start, DAYS[type]), details: { ...details, ...capacity, ...describeIdentity(path, blueprint) } }
}

function detailsOf (type: EventType, programme: Programme, begins: Date, blueprint: Blueprint): JsonObject {
  if (type === 'CourseInstance') return describeCourse(programme, begins, blueprint)
  return type === 'OnDemandEvent' ? describeVideo(programme, blueprint) : describeProgramme(programme, blueprint)
}

function spanOf (type: EventType, occurrence: Occurrence): Pick<Opportunity, 'start' | 'end' | 'spaces'> {
  const { booked, leased } = occurrence.spaces
  if (type === 'OnDemandEvent') return { spaces: { booked, leased } }
  return type === 'CourseInstance' ? { ...daysFrom(occurrence.start, DAYS[type]), spaces: occurrence.spaces } : timesOf(occurrence)
}

function daysFrom (start: Date, days: number): { start: string, end: string } {
  const first = startOfDay(start)
  return { start: isoInstant(first), end: isoInstant(addDays(first, days)) }
}
