import { serialize } from 'tinyduration'
import type { JsonObject } from '../../protocol/json.ts'
import type { Brand, Programme, SampleContent } from '../../records/sample.ts'
import type { Seller } from '../../records/seller.ts'
import { gallery, goldenAdvice, REMOTE_SETUP, thumbnail } from './golden-advice.ts'
import { concept, pageOf, personId, pictureOf, thingId, WEEK } from './nodes.ts'
import type { Setting } from './richness.ts'

// Properties that golden descriptions of events add to realistic ones, or replace.

/** Connections to an online session (count); the spaces run out first. */
const CONNECTIONS = 100
const ADULT: JsonObject = { '@type': 'QuantitativeValue', minValue: 16 }

/** Describe a SessionSeries or an event of any kind. */
export function goldenProgramme (programme: Programme, { seller, venue, online, mixed, content }: Setting): JsonObject {
  const isThere = !online || mixed === true
  const [advice, brand] = [content.programmeAdvice[programme.slug], content.brands[programme.section]]
  if (advice === undefined || brand === undefined) return {}
  const meetingPoint = content.venueAdvice[venue.slug]?.rooms[advice.room].meetingPoint
  return {
    image: gallery(content, programme.slug, ...(isThere ? [venue.slug] : [])),
    ...goldenAdvice(advice, content),
    ...(online && { attendeeInstructions: `${REMOTE_SETUP} ${advice.bring}` }),
    ...(online && { maximumVirtualAttendeeCapacity: CONNECTIONS }),
    ...(isThere && meetingPoint && { meetingPoint }),
    ...(brand.schedulingNote && { schedulingNote: brand.schedulingNote }),
    programme: describeBrand(brand, programme.slug, seller)
  }
}

function describeBrand ({ name, slug, description }: Brand, picture: string, seller: Seller): JsonObject {
  return {
    '@type': 'Brand',
    '@id': thingId('brands', slug),
    name,
    url: pageOf(seller, 'programmes', slug),
    description,
    logo: pictureOf(picture),
    identifier: slug
  }
}

/** Describe the people at a single session. */
export function goldenSession (
  { slug, section, name, leader, activity: [, sport] }: Programme, { seller, content }: Setting
): JsonObject {
  const advice = section === 'videos' ? undefined : content.programmeAdvice[slug]
  const after = advice === undefined ? '' : ', and answers questions afterwards'
  const contributors = advice && {
    contributor: [person(advice.helper, `${sport} assistant`, `looks after newcomers at ${name}.`, seller)],
    isCoached: advice.isCoached
  }
  return {
    leader: [person(leader, `${sport} leader`, `leads ${name}${after}.`, seller)],
    ...contributors,
    ageRestriction: ADULT
  }
}

function person (name: string, jobTitle: string, does: string, seller: Seller): JsonObject {
  const [givenName = name, familyName = ''] = name.split(' ')
  const url = pageOf(seller, 'team', `${givenName}-${familyName}`.toLowerCase())
  const named = { '@type': 'Person', '@id': personId(name), name }
  return { ...named, givenName, familyName, jobTitle, description: `${givenName} ${does}`, url }
}

/** Describe the Course of a CourseInstance. */
export function goldenCourse (programme: Programme, { seller, content }: Setting): JsonObject {
  const { slug, section, name, description, level, activity } = programme
  return {
    instanceOfCourse: {
      '@type': 'Course',
      '@id': thingId('courses', slug),
      name,
      description,
      url: pageOf(seller, section, 'all', slug),
      identifier: slug,
      image: gallery(content, slug),
      activity: [concept('activity-list', activity)],
      level: [level]
    }
  }
}

/** Describe the video of an OnDemandEvent. */
export function goldenVideo ({ slug }: Programme, video: JsonObject, { content }: Setting): JsonObject {
  const url = String(video['url'])
  return {
    workFeatured: {
      ...video,
      embedUrl: `${url}/embed`,
      contentUrl: `${url}/${slug}.mp4`,
      width: 1920,
      height: 1080,
      thumbnail: [thumbnail(content, slug)]
    }
  }
}

/** Describe a part of a HeadlineEvent or CourseInstance. */
export function goldenPart ({ section, slug, name }: Programme, { seller }: Setting): JsonObject {
  const part = section === 'courses' ? 'lesson' : 'part'
  return {
    url: pageOf(seller, section, slug, `${part}s`),
    name: `${name}: one ${part}`,
    description: `This ${part} by itself; the others are booked one by one.`
  }
}

/**
 * Describe a schedule beside its times.
 * @param minutes - duration of each occurrence (minutes)
 * @param repeatFrequency - daily or weekly
 * @param content - duration of a course
 */
export function goldenSchedule (
  minutes: number, repeatFrequency: 'P1D' | 'P1W', { courseWeeks }: SampleContent
): JsonObject {
  return {
    duration: serialize({ minutes }),
    scheduleTimezone: 'UTC',
    ...(repeatFrequency === 'P1D' ? { byDay: WEEK.all } : { repeatCount: courseWeeks })
  }
}
