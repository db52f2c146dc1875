import { serialize } from 'tinyduration'
import { COURSE_WEEKS } from '../../../data/sample/events.ts'
import { BRANDS, PROGRAMME_ADVICE, SUPPORT, VENUE_ADVICE } from '../../../data/sample/golden.ts'
import { HEIGHT, WIDTH } from '../../../data/sample/pictures/shapes.ts'
import type { JsonObject } from '../../protocol/json.ts'
import type { Advice, Programme } from '../../records/sample.ts'
import type { Seller } from '../../records/seller.ts'
import { concept, pageOf, pictureOf, WEEK } from './nodes.ts'
import type { Setting } from './richness.ts'

/** What golden descriptions of events say beyond the realistic ones, or in more words. */

/** Connections to a room on the net (count): it is never full before the session is. */
const CONNECTIONS = 100
const ADULT: JsonObject = { '@type': 'QuantitativeValue', minValue: 16 }

/** @returns a SessionSeries or an event of any kind. */
export function goldenProgramme (programme: Programme, { seller, venue, online }: Setting): JsonObject {
  const [advice, brand] = [PROGRAMME_ADVICE[programme.slug], BRANDS[programme.section]]
  if (advice === undefined || brand === undefined) return {}
  const meetingPoint = VENUE_ADVICE[venue.slug]?.rooms[advice.room].meetingPoint
  return {
    image: gallery(programme.slug, ...(online ? [] : [venue.slug])),
    ...goldenAdvice(advice),
    ...(online ? { maximumVirtualAttendeeCapacity: CONNECTIONS } : meetingPoint && { meetingPoint }),
    ...(brand.schedulingNote && { schedulingNote: brand.schedulingNote }),
    programme: {
      '@type': 'Brand',
      name: brand.name,
      url: pageOf(seller, 'programmes', brand.slug),
      description: brand.description,
      logo: pictureOf(programme.slug),
      identifier: brand.slug
    }
  }
}

/** @returns what a single session says of who is there. */
export function goldenSession ({ slug, section, name, leader, activity: [, sport] }: Programme, { seller }: Setting): JsonObject {
  const advice = section === 'videos' ? undefined : PROGRAMME_ADVICE[slug]
  const after = advice === undefined ? '' : ', and answers questions afterwards'
  return {
    leader: [person(leader, `${sport} leader`, `leads ${name}${after}.`, seller)],
    ...(advice && { contributor: [person(advice.helper, `${sport} assistant`, `looks after newcomers at ${name}.`, seller)], isCoached: advice.isCoached }),
    ageRestriction: ADULT
  }
}

function person (name: string, jobTitle: string, does: string, seller: Seller): JsonObject {
  const [givenName = name, familyName = ''] = name.split(' ')
  const url = pageOf(seller, 'team', `${givenName}-${familyName}`.toLowerCase())
  return { '@type': 'Person', name, givenName, familyName, jobTitle, description: `${givenName} ${does}`, url }
}

/** @returns the Course that a CourseInstance is one of many of. */
export function goldenCourse ({ slug, section, name, description, level, activity }: Programme, { seller }: Setting): JsonObject {
  return {
    instanceOfCourse: {
      '@type': 'Course',
      name,
      description: `${description}`,
      url: pageOf(seller, section, 'all', slug),
      identifier: slug,
      image: gallery(slug),
      activity: [concept('activity-list', activity)],
      level: [level]
    }
  }
}

/** @returns an OnDemandEvent. */
export function goldenVideo ({ slug }: Programme, video: JsonObject): JsonObject {
  return {
    workFeatured: {
      ...video,
      embedUrl: `${String(video['url'])}/embed`,
      contentUrl: `${String(video['url'])}/${slug}.mp4`,
      width: 1920,
      height: 1080,
      thumbnail: [sized(slug, 1 / 4)]
    }
  }
}

/** @returns a part of a HeadlineEvent or CourseInstance. */
export function goldenPart ({ section, slug, name }: Programme, { seller }: Setting): JsonObject {
  const part = section === 'courses' ? 'lesson' : 'part'
  return {
    url: pageOf(seller, section, slug, `${part}s`),
    name: `${name}: one ${part}`,
    description: `This ${part} by itself; the others are booked one by one.`
  }
}

/** @returns what a schedule says beside its times, which are in UTC. */
export function goldenSchedule (minutes: number, repeatFrequency: 'P1D' | 'P1W'): JsonObject {
  return {
    duration: serialize({ minutes }),
    scheduleTimezone: 'UTC',
    ...(repeatFrequency === 'P1D' ? { byDay: WEEK.all } : { repeatCount: COURSE_WEEKS })
  }
}

/** @returns what people want to know before they come to something. */
export function goldenAdvice ({ category, bring, support, help, restrictions }: Advice): JsonObject {
  return {
    category,
    attendeeInstructions: bring,
    accessibilitySupport: support.map((name) => concept('accessibility-support', SUPPORT[name])),
    accessibilityInformation: help,
    ...(restrictions && { additionalAdmissionRestriction: restrictions })
  }
}

/** @returns pictures with thumbnails. */
export const gallery = (...slugs: readonly string[]): JsonObject[] => slugs.map((slug) => ({ ...sized(slug, 1), thumbnail: [sized(slug, 1 / 4)] }))

/** A drawing is as sharp in any size. */
const sized = (slug: string, scale: number): JsonObject => ({ ...pictureOf(slug), width: WIDTH * scale, height: HEIGHT * scale })
