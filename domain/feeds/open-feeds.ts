import type { OpportunityType } from '../../schemas/opportunity-types.ts'
import { oa } from '../protocol/ids.ts'

/** An open feed and its description on the dataset site. */
export interface OpenFeed {
  readonly path: string
  readonly identifier: string
  readonly name: string
  readonly additionalType: string
}

/** Feeds of SessionSeries and FacilityUses. */
export const GROUP_FEEDS = {
  SessionSeries: {
    path: 'session-series', identifier: 'SessionSeries', name: 'Session series', additionalType: oa('SessionSeries')
  },
  FacilityUse: {
    path: 'facility-uses', identifier: 'FacilityUse', name: 'Facilities', additionalType: oa('FacilityUse')
  }
} as const satisfies Readonly<Record<string, OpenFeed>>

const EVENT = 'https://schema.org/Event'

/**
 * Feeds of bookable Opportunities. Both types of Slot have a feed of their own, because a Slot names its parent. Feeds
 * of Event subtypes have the additionalType Event, because readers look for no other type.
 */
export const FEEDS: Readonly<Record<OpportunityType, OpenFeed>> = {
  ScheduledSession: {
    path: 'scheduled-sessions',
    identifier: 'ScheduledSession',
    name: 'Scheduled sessions',
    additionalType: oa('ScheduledSession')
  },
  FacilityUseSlot: {
    path: 'facility-use-slots',
    identifier: 'FacilityUseSlot',
    name: 'Slots of facilities',
    additionalType: oa('Slot')
  },
  IndividualFacilityUseSlot: {
    path: 'individual-facility-use-slots',
    identifier: 'IndividualFacilityUseSlot',
    name: 'Slots of individual facilities',
    additionalType: oa('Slot')
  },
  Event: {
    path: 'events',
    identifier: 'Event',
    name: 'Events',
    additionalType: EVENT
  },
  HeadlineEvent: {
    path: 'headline-events',
    identifier: 'HeadlineEvent',
    name: 'Headline events',
    additionalType: EVENT
  },
  HeadlineEventSubEvent: {
    path: 'headline-event-subevents',
    identifier: 'HeadlineEventSubEvent',
    name: 'Parts of headline events',
    additionalType: EVENT
  },
  CourseInstance: {
    path: 'course-instances',
    identifier: 'CourseInstance',
    name: 'Courses',
    additionalType: EVENT
  },
  CourseInstanceSubEvent: {
    path: 'course-instance-subevents',
    identifier: 'CourseInstanceSubEvent',
    name: 'Lessons of courses',
    additionalType: EVENT
  },
  OnDemandEvent: {
    path: 'on-demand-events',
    identifier: 'OnDemandEvent',
    name: 'On-demand videos',
    additionalType: 'https://schema.org/OnDemandEvent'
  }
}

const GROUP_FEED_OF: Partial<Record<OpportunityType, OpenFeed>> = {
  ScheduledSession: GROUP_FEEDS.SessionSeries,
  FacilityUseSlot: GROUP_FEEDS.FacilityUse,
  IndividualFacilityUseSlot: GROUP_FEEDS.FacilityUse
}

/**
 * List the open feeds of a booking system.
 * @param types - its opportunity types
 * @returns the feeds of these types and of their parents, each once
 */
export function openFeeds (types: readonly OpportunityType[]): OpenFeed[] {
  return [...new Set(types.flatMap((type) => [GROUP_FEED_OF[type] ?? [], FEEDS[type]].flat()))]
}
