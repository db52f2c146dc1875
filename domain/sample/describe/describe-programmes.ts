import { addMinutes } from 'date-fns'
import { serialize } from 'tinyduration'
import type { JsonObject } from '../../protocol/json.ts'
import { isoInstant } from '../../protocol/time.ts'
import type { Programme } from '../../records/sample.ts'
import { describePlace } from './describe-places.ts'
import { describeIdentity } from './describe-terms.ts'
import {
  goldenCourse, goldenPart, goldenProgramme, goldenSchedule, goldenSession, goldenVideo
} from './golden-events.ts'
import { concept, pageOf, pictureOf } from './nodes.ts'
import { byRichness, type Setting } from './richness.ts'

const ADULTS: JsonObject = { '@type': 'QuantitativeValue', minValue: 16, maxValue: 100 }

/** Describes a SessionSeries or an event of any kind. */
export function describeProgramme (programme: Programme, setting: Setting): JsonObject {
  const { seller, venue, online } = setting
  return byRichness(setting, {
    url: pageOf(seller, programme.section, programme.slug),
    name: programme.name,
    activity: [concept('activity-list', programme.activity)],
    ...(!online && { location: describePlace(venue, setting, programme.slug) }),
    // The model can do without, but criteria of the test interface tell events apart by it.
    eventAttendanceMode: `https://schema.org/${online ? 'Online' : 'Offline'}EventAttendanceMode`
  }, {
    description: programme.description,
    image: [pictureOf(programme.slug)],
    level: [programme.level],
    ...forReaders(programme, setting)
  }, () => ({ ...goldenProgramme(programme, setting), ...goldenSession(programme, setting) }))
}

/** Describes a session of a SessionSeries. */
export function describeSession (programme: Programme, url: string, setting: Setting): JsonObject {
  return byRichness(setting, {}, { url, ...forReaders(programme, setting) }, () => goldenSession(programme, setting))
}

/** What a reader of a single session wants to know, too. */
function forReaders ({ leader }: Programme, setting: Setting): JsonObject {
  return {
    leader: [{ '@type': 'Person', name: leader }],
    ageRange: ADULTS,
    genderRestriction: 'https://openactive.io/NoRestriction',
    eventStatus: 'https://schema.org/EventScheduled',
    ...whetherFree(setting)
  }
}

const whetherFree = ({ isFree }: Setting): JsonObject => isFree ? { isAccessibleForFree: true } : {}

/** Describes a CourseInstance. */
export function describeCourse (programme: Programme, begins: Date, setting: Setting): JsonObject {
  const course = { ...describeProgramme(programme, setting), ...describeSchedule(begins, programme.minutes, 'P1W', setting) }
  return byRichness(setting, course, {}, () => goldenCourse(programme, setting))
}

/** Describes an OnDemandEvent, which has no time and no place. */
export function describeVideo (programme: Programme, setting: Setting): JsonObject {
  const { location, eventAttendanceMode, eventStatus, meetingPoint, ...video } = describeProgramme(programme, setting)
  const workFeatured = { '@type': 'VideoObject', url: `${String(video['url'])}/watch` }
  return byRichness(setting, video, { duration: serialize({ minutes: programme.minutes }), workFeatured }, () => goldenVideo(programme, workFeatured))
}

/**
 * Describes a part of a HeadlineEvent or CourseInstance, beside what the whole says.
 * @param path - path of the part
 */
export function describePart (programme: Programme, path: string, setting: Setting): JsonObject {
  return { ...byRichness(setting, {}, whetherFree(setting), () => goldenPart(programme, setting)), ...describeIdentity(path, setting) }
}

/** @returns when something takes place again and again; the day on which it first begins does not count. */
export function describeSchedule (begins: Date, minutes: number, repeatFrequency: 'P1D' | 'P1W', setting: Pick<Setting, 'richness'>): JsonObject {
  const schedule = { '@type': 'PartialSchedule', startTime: clock(begins), endTime: clock(addMinutes(begins, minutes)), repeatFrequency }
  return { eventSchedule: [byRichness(setting, schedule, {}, () => goldenSchedule(minutes, repeatFrequency))] }
}

const clock = (instant: Date): string => isoInstant(instant).slice(11, 16)
