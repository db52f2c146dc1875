import type { OpportunityType } from '../../schemas/opportunity-types.ts'
import { FEEDS } from '../feeds/open-feeds.ts'
import type { JsonObject } from '../protocol/json.ts'
import { addDays, isoInstant, startOfDay } from '../protocol/time.ts'
import type { Opportunity, SuperEvent } from '../records/opportunity.ts'
import type { Programme, SampleContent } from '../records/sample.ts'
import { courseDays } from './catalogue.ts'
import { describeCourse, describePart, describeProgramme, describeVideo } from './describe/describe-programmes.ts'
import { describeIdentity, describeOffer } from './describe/describe-terms.ts'
import { beginOf, type Blueprint, datasetOf, identifiers, type Occurrence, timesOf } from './make-opportunity.ts'
import { offerOf } from './offer-terms.ts'

/** Types without a SessionSeries or FacilityUse. */
export type EventType = Exclude<OpportunityType, 'ScheduledSession' | 'FacilityUseSlot' | 'IndividualFacilityUseSlot'>

/** Types of parts, with the type of their superEvent. */
const WHOLE = { HeadlineEventSubEvent: 'HeadlineEvent', CourseInstanceSubEvent: 'CourseInstance' } as const
/** Spaces of a HeadlineEvent, all parts together (count). */
const VISITORS = 200

const isPart = (type: EventType): type is keyof typeof WHOLE => Object.hasOwn(WHOLE, type)

/**
 * Make an Event, HeadlineEvent, CourseInstance or OnDemandEvent, or a part of one, for each occurrence.
 * @param type - type of the Opportunities
 * @param programme - the described programme
 * @param blueprint - seller, venue, terms and content
 * @param occurrences - times and spaces; types without a time or a maximum ignore them
 */
export function makeEvents (
  type: EventType, programme: Programme, blueprint: Blueprint, occurrences: readonly Occurrence[]
): Opportunity[] {
  // A CourseInstance starts at midnight; the hour of its lessons is in the catalogue.
  const begins = beginOf(programme, type === 'CourseInstance' ? [] : occurrences)
  const details = detailsOf(isPart(type) ? WHOLE[type] : type, programme, begins, blueprint)
  return occurrences.map((occurrence) => {
    const { path, ...made } = isPart(type)
      ? makePart(type, programme, details, occurrence, blueprint)
      : makeWhole(type, details, occurrence, blueprint)
    const page = String(details['url'])
    return {
      path,
      seller: blueprint.seller.path,
      feed: FEEDS[type].path,
      ...made,
      ...spanOf(type, occurrence, blueprint.content),
      ...(blueprint.online && { online: true }),
      offers: [offerOf(path, blueprint.terms, describeOffer(blueprint.terms, page, blueprint))],
      ...datasetOf(blueprint)
    }
  })
}

type Identity = Pick<Opportunity, 'path' | 'type' | 'superEvent' | 'details'>

function makeWhole (
  type: Exclude<EventType, keyof typeof WHOLE>, details: JsonObject, { id }: Occurrence, blueprint: Blueprint
): Identity {
  const path = identifiers(FEEDS[type].path, `${blueprint.id}-${id}`)
  return { path, type, details: { ...details, ...describeIdentity(path, blueprint) } }
}

function makePart (
  type: keyof typeof WHOLE, programme: Programme, details: JsonObject, occurrence: Occurrence, blueprint: Blueprint
): Identity {
  const whole = identifiers(FEEDS[type].path, `${blueprint.id}-${isoInstant(occurrence.start).slice(0, 10)}`)
  const path = `${whole}/events/${occurrence.id}`
  const superEvent = makeSuperEvent(WHOLE[type], whole, details, occurrence, blueprint)
  return { path, type: 'Event', superEvent, details: describePart(programme, path, blueprint) }
}

function makeSuperEvent (
  type: SuperEvent['type'], path: string, details: JsonObject, { start, spaces }: Occurrence, blueprint: Blueprint
): SuperEvent {
  const count = type === 'HeadlineEvent' ? VISITORS : spaces.maximum
  const capacity = blueprint.richness === 'minimal' || count === undefined
    ? {}
    : { maximumAttendeeCapacity: count, remainingAttendeeCapacity: count }
  const days = type === 'HeadlineEvent' ? 1 : courseDays(blueprint.content)
  return {
    path,
    type,
    ...daysFrom(start, days),
    details: { ...details, ...capacity, ...describeIdentity(path, blueprint) }
  }
}

function detailsOf (type: EventType, programme: Programme, begins: Date, blueprint: Blueprint): JsonObject {
  if (type === 'CourseInstance') return describeCourse(programme, begins, blueprint)
  return type === 'OnDemandEvent' ? describeVideo(programme, blueprint) : describeProgramme(programme, blueprint)
}

function spanOf (
  type: EventType, occurrence: Occurrence, content: SampleContent
): Pick<Opportunity, 'start' | 'end' | 'spaces'> {
  const { start, spaces } = occurrence
  if (type === 'OnDemandEvent') return { spaces: { booked: spaces.booked, leased: spaces.leased } }
  return type === 'CourseInstance' ? { ...daysFrom(start, courseDays(content)), spaces } : timesOf(occurrence)
}

function daysFrom (start: Date, days: number): { start: string, end: string } {
  const first = startOfDay(start)
  return { start: isoInstant(first), end: isoInstant(addDays(first, days)) }
}
