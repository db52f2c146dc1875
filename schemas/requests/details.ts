/** Supported values of `openBookingFlowRequirement`. */
export const FLOW_REQUIREMENTS = [
  'OpenBookingApproval', 'OpenBookingAttendeeDetails', 'OpenBookingIntakeForm', 'OpenBookingNegotiation',
  'OpenBookingMessageExchange'
] as const

/** Properties of an attendee that an offer can require. */
export const ATTENDEE_DETAILS = ['givenName', 'familyName', 'email', 'telephone', 'identifier'] as const

export type AttendeeDetail = typeof ATTENDEE_DETAILS[number]

/** Ids of the questions that an intake form can have: of each kind one that needs an answer, and one that does not. */
export const QUESTIONS = [
  'experience', 'nickname', 'goals', 'health', 'shirt-size', 'heard-of-us', 'photographs', 'swimmer', 'consent-form',
  'certificate'
] as const

export type QuestionId = typeof QUESTIONS[number]
