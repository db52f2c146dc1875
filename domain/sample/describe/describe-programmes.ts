import { addMinutes } from 'date-fns/addMinutes'
import { serialize } from 'tinyduration'
import { oa } from '../../protocol/ids.ts'
import type { JsonObject } from '../../protocol/json.ts'
import { isoInstant } from '../../protocol/time.ts'
import type { Programme } from '../../records/sample.ts'
import { describePlace } from './describe-places.ts'
import { describeIdentity } from './describe-terms.ts'
import { REMOTE_SETUP } from './golden-advice.ts'
import {
  goldenCourse, goldenPart, goldenProgramme, goldenSchedule, goldenSession, goldenVideo
} from './golden-events.ts'
import { concept, pageOf, personId, pictureOf } from './nodes.ts'
import { byRichness, type Setting } from './richness.ts'

const ADULTS: JsonObject = { '@type': 'QuantitativeValue', minValue: 16, maxValue: 100 }

/** Describe a SessionSeries or an event of any kind. */
export function describeProgramme (programme: Programme, setting: Setting): JsonObject {
  const { seller, venue, online, mixed = false } = setting
  return byRichness(setting, {
    url: pageOf(seller, programme.section, programme.slug),
    name: programme.name,
    activity: [concept('activity-list', programme.activity)],
    ...((!online || mixed) && { location: describePlace(venue, setting, programme.slug) }),
    // Optional in the model, but criteria of the test interface depend on it.
    eventAttendanceMode: `https://schema.org/${mixed ? 'Mixed' : online ? 'Online' : 'Offline'}EventAttendanceMode`
  }, {
    description: programme.description,
    image: [pictureOf(programme.slug)],
    level: [programme.level],
    ...(online && { attendeeInstructions: REMOTE_SETUP }),
    ...(programme.restrictions && { additionalAdmissionRestriction: [...programme.restrictions] }),
    ...forReaders(programme, setting)
  }, () => ({ ...goldenProgramme(programme, setting), ...goldenSession(programme, setting) }))
}

/**
 * Describe a session of a SessionSeries.
 * @param programme - the described programme
 * @param url - URL of the seller's page about the session
 * @param setting - context of the description
 */
export function describeSession (programme: Programme, url: string, setting: Setting): JsonObject {
  return byRichness(setting, {}, { url, ...forReaders(programme, setting) }, () => goldenSession(programme, setting))
}

/** Describe properties that every single session repeats. */
function forReaders ({ leader, gender }: Programme, setting: Setting): JsonObject {
  return {
    leader: [{ '@type': 'Person', '@id': personId(leader), name: leader }],
    ageRange: ADULTS,
    genderRestriction: oa(gender ?? 'NoRestriction'),
    eventStatus: 'https://schema.org/EventScheduled',
    ...whetherFree(setting)
  }
}

const whetherFree = ({ isFree }: Setting): JsonObject => isFree ? { isAccessibleForFree: true } : {}

/**
 * Describe a CourseInstance.
 * @param programme - the described course
 * @param begins - start of the first lesson
 * @param setting - context of the description
 */
export function describeCourse (programme: Programme, begins: Date, setting: Setting): JsonObject {
  const schedule = describeSchedule(begins, programme.minutes, 'P1W', setting)
  const course = { ...describeProgramme(programme, setting), ...schedule }
  return byRichness(setting, course, {}, () => goldenCourse(programme, setting))
}

/** Describe an OnDemandEvent, which has neither time nor place. */
export function describeVideo (programme: Programme, setting: Setting): JsonObject {
  const { location, eventAttendanceMode, eventStatus, meetingPoint, ...video } = describeProgramme(programme, setting)
  const workFeatured = { '@type': 'VideoObject', url: `${String(video['url'])}/watch` }
  const usual = { duration: serialize({ minutes: programme.minutes }), workFeatured }
  return byRichness(setting, video, usual, () => goldenVideo(programme, workFeatured, setting))
}

/**
 * Describe a part of a HeadlineEvent or CourseInstance, beside its superEvent.
 * @param programme - the described programme
 * @param path - path of the part
 * @param setting - context of the description
 */
export function describePart (programme: Programme, path: string, setting: Setting): JsonObject {
  const part = byRichness(setting, {}, whetherFree(setting), () => goldenPart(programme, setting))
  return { ...part, ...describeIdentity(path, setting) }
}

/**
 * Describe a daily or weekly schedule.
 * @param begins - start of the first occurrence; only its time of the day counts
 * @param minutes - duration of each occurrence (minutes)
 * @param repeatFrequency - daily or weekly
 * @param setting - richness and content
 */
export function describeSchedule (
  begins: Date, minutes: number, repeatFrequency: 'P1D' | 'P1W', setting: Pick<Setting, 'richness' | 'content'>
): JsonObject {
  const [startTime, endTime] = [timeOfDay(begins), timeOfDay(addMinutes(begins, minutes))]
  const schedule = { '@type': 'PartialSchedule', startTime, endTime, repeatFrequency }
  const golden = (): JsonObject => goldenSchedule(minutes, repeatFrequency, setting.content)
  return { eventSchedule: [byRichness(setting, schedule, {}, golden)] }
}

const timeOfDay = (instant: Date): string => isoInstant(instant).slice(11, 16)
