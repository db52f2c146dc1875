/** Bookable types. The types of slots and sub-events include the type of their parent. */
export const OPPORTUNITY_TYPES = [
  'ScheduledSession', 'FacilityUseSlot', 'IndividualFacilityUseSlot', 'Event', 'HeadlineEvent', 'HeadlineEventSubEvent',
  'CourseInstance', 'CourseInstanceSubEvent', 'OnDemandEvent'
] as const

export type OpportunityType = typeof OPPORTUNITY_TYPES[number]
