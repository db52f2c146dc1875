import { describe, expect, it } from 'vitest'
import { SAMPLE_CONTENT } from '../../data/sample/content.ts'
import { drawPicture } from '../../data/sample/pictures/draw-picture.ts'
import { described } from '../helpers/descriptions.ts'
import type { Json } from '../helpers/validation.ts'

const [minimal, realistic, golden] = [described('minimal'), described('realistic'), described('golden')]

/** List the paths of all properties of a document. */
function pathsIn (node: unknown, path = ''): string[] {
  if (Array.isArray(node)) return node.flatMap((part) => pathsIn(part, path))
  if (typeof node !== 'object' || node === null) return []
  return Object.entries(node).flatMap(([name, part]) => [`${path}${name}`, ...pathsIn(part, `${path}${name}.`)])
}

const pathsOf = (feeds: ReadonlyMap<string, readonly Json[]>, feed: string): string[] =>
  [...new Set(feeds.get(feed)?.flatMap((item) => pathsIn(item)))]

const EVENT = [
  'accessibilityInformation', 'accessibilitySupport', 'ageRestriction', 'attendeeInstructions', 'category', 'contributor', 'identifier',
  'image.thumbnail', 'isCoached', 'leader.jobTitle', 'organizer.description', 'organizer.identifier', 'programme.name'
]
const PLACE = ['containedInPlace.name', 'email', 'identifier', 'image.thumbnail', 'specialOpeningHoursSpecification'].map((name) => `location.${name}`)
const OFFER = ['description', 'identifier', 'url'].map((name) => `offers.${name}`)
const TIMED = [...EVENT, ...PLACE, 'meetingPoint', 'schedulingNote']

/** Properties that designers of user interfaces look for, by feed. */
const GOLDEN: Readonly<Record<string, readonly string[]>> = {
  'session-series': [...TIMED, ...OFFER, 'eventSchedule.byDay', 'eventSchedule.scheduleTimezone'],
  'scheduled-sessions': [...OFFER, 'offers.acceptedPaymentMethod', 'ageRestriction', 'contributor', 'identifier', 'isCoached', 'leader.jobTitle'],
  'facility-uses': [
    ...PLACE, ...OFFER, 'accessibilityInformation', 'accessibilitySupport', 'additionalAdmissionRestriction', 'attendeeInstructions', 'category', 'identifier', 'image.thumbnail',
    'individualFacilityUse.description', 'individualFacilityUse.identifier', 'individualFacilityUse.image', 'individualFacilityUse.url', 'provider.description'
  ],
  'facility-use-slots': [...OFFER, 'identifier', 'url'],
  'individual-facility-use-slots': [...OFFER, 'identifier', 'url'],
  events: [...TIMED, ...OFFER],
  'headline-events': [...TIMED, ...OFFER],
  'headline-event-subevents': [...TIMED.map((name) => `superEvent.${name}`), ...OFFER, 'description', 'identifier', 'name', 'url'],
  'course-instances': [...TIMED, ...OFFER, 'eventSchedule.repeatCount', 'instanceOfCourse.description'],
  'course-instance-subevents': [...TIMED.map((name) => `superEvent.${name}`), ...OFFER, 'superEvent.instanceOfCourse.name', 'description', 'identifier', 'name', 'url'],
  'on-demand-events': [...EVENT.filter((name) => !['contributor', 'isCoached'].includes(name)), ...OFFER, 'workFeatured.embedUrl', 'workFeatured.thumbnail']
}

describe('a golden description', () => {
  it.each(Object.entries(GOLDEN))('in %s has the listed properties and all of a realistic one', (feed, names) => {
    const [more, less] = [pathsOf(golden, feed), pathsOf(realistic, feed)]
    expect(names.filter((name) => !more.includes(name))).toEqual([])
    expect(names.filter((name) => less.includes(name))).toEqual([])
    expect(less.filter((name) => !more.includes(name))).toEqual([])
  })

  it('lists present and absent amenities of a place', () => {
    const features = golden.get('events')!.flatMap(({ location }) => (location as { amenityFeature: Json[] }).amenityFeature)
    expect(new Set(features.map((feature) => feature['@type'])).size).toBe(9)
    expect(new Set(features.map(({ value }) => value))).toEqual(new Set([true, false]))
  })

  it('has its own advice for each programme, facility and venue', () => {
    const slugs = (entries: ReadonlyArray<{ readonly slug: string }>): string[] => entries.map(({ slug }) => slug).sort()
    const { classes, events, festivals, courses, videos, facilities, venues } = SAMPLE_CONTENT
    const { programmeAdvice, facilityAdvice, venueAdvice } = SAMPLE_CONTENT
    expect(Object.keys(programmeAdvice).sort()).toEqual(slugs([classes, events, festivals, courses, videos].flat()))
    expect(Object.keys(facilityAdvice).sort()).toEqual(slugs(facilities))
    expect(Object.keys(venueAdvice).sort()).toEqual(slugs(venues))
  })

  it('refers only to existing pictures', () => {
    const addresses = JSON.stringify([...golden.values()]).matchAll(/\/pictures\/([^"]+)\.svg/g)
    const slugs = [...new Set([...addresses].map(([, slug = '']) => slug))]
    expect(slugs.length).toBeGreaterThan(30)
    expect(slugs.filter((slug) => drawPicture(slug) === undefined)).toEqual([])
  })
})

const NODE = ['@context', '@id', '@type', 'offers']
const TIMES = ['duration', 'endDate', 'startDate']
const LEAST = [...NODE, 'activity', 'name', 'organizer', 'url']
const CAPACITY = ['maximumAttendeeCapacity', 'remainingAttendeeCapacity']
const LEAST_TIMED = [...LEAST, ...CAPACITY, ...TIMES, 'eventAttendanceMode', 'location']
const PART = [...NODE, ...CAPACITY, ...TIMES, 'superEvent']
const SLOT = [...NODE, ...TIMES, 'facilityUse', 'maximumUses', 'remainingUses']

/** Properties that the models or booking require, and the attendance mode of events. */
const MINIMAL: Readonly<Record<string, readonly string[]>> = {
  'session-series': [...LEAST, 'eventAttendanceMode', 'eventSchedule', 'location'],
  'scheduled-sessions': PART,
  'facility-uses': [...NODE, 'facilityType', 'individualFacilityUse', 'location', 'name', 'provider', 'url'],
  'facility-use-slots': SLOT,
  'individual-facility-use-slots': SLOT,
  events: LEAST_TIMED,
  'headline-events': LEAST_TIMED,
  'headline-event-subevents': PART,
  'course-instances': [...LEAST_TIMED, 'eventSchedule'],
  'course-instance-subevents': PART,
  'on-demand-events': LEAST
}

describe('a minimal description', () => {
  it.each(Object.entries(MINIMAL))('in %s has only the required properties', (feed, names) => {
    expect(pathsOf(minimal, feed).filter((name) => !name.includes('.')).sort()).toEqual([...names].sort())
  })

  it.each([
    ['location', ['@id', '@type', 'address', 'name']],
    ['organizer', ['@id', '@type', 'isOpenBookingAllowed', 'name', 'taxMode', 'termsOfService', 'url']]
  ])('keeps the properties of %s that a booking needs', (name, properties) => {
    const found = pathsOf(minimal, 'events').flatMap((path) => path.startsWith(`${name}.`) ? path.slice(name.length + 1) : [])
    expect(found.filter((property) => !property.includes('.')).sort()).toEqual(properties)
  })

  it('keeps only the terms of offers', () => {
    expect(pathsOf(minimal, 'events')).toContain('offers.price')
    expect(pathsOf(minimal, 'events')).not.toContain('offers.ageRestriction')
  })
})

/** Types of entities; all others are values. */
const ENTITIES = ['Person', 'Organization', 'Place', 'Brand', 'Course', 'Offer', 'SessionSeries', 'FacilityUse', 'IndividualFacilityUse', 'HeadlineEvent', 'CourseInstance']

/** List the nodes of a document. */
function nodesIn (node: unknown): Json[] {
  if (Array.isArray(node)) return node.flatMap(nodesIn)
  if (typeof node !== 'object' || node === null) return []
  return [node as Json, ...Object.values(node).flatMap(nodesIn)]
}

describe.each([['minimal', minimal], ['realistic', realistic], ['golden', golden]])('in %s descriptions', (_richness, feeds) => {
  it('embedded entities have ids, and one id means one entity', () => {
    const entities = [...feeds.values()].flat().flatMap(nodesIn).filter((node) => ENTITIES.includes(String(node['@type'])))
    expect(entities.length).toBeGreaterThan(100)
    expect(entities.filter((node) => !String(node['@id']).startsWith('http://')).map((node) => node['@type'])).toEqual([])
    const people = entities.filter((node) => node['@type'] === 'Person')
    expect(new Set(people.map((node) => `${String(node['@id'])} ${String(node['name'])}`)).size).toBe(new Set(people.map((node) => node['@id'])).size)
  })
})
