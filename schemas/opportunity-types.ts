/** What can be booked. A Slot and a sub-event are told apart by what they hang on. */
export const OPPORTUNITY_TYPES = [
  'ScheduledSession', 'FacilityUseSlot', 'IndividualFacilityUseSlot', 'Event', 'HeadlineEvent', 'HeadlineEventSubEvent',
  'CourseInstance', 'CourseInstanceSubEvent', 'OnDemandEvent'
] as const

export type OpportunityType = typeof OPPORTUNITY_TYPES[number]
