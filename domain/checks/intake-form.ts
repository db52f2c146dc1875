import type { AttendeeDetail, QuestionId } from '../../schemas/requests/details.ts'
import type { Offer } from '../records/opportunity.ts'
import { FORM_FIELDS, type FormField } from './questions.ts'

/** Attendee details and questions of an Offer that names none of its own. */
const USUAL_DETAILS: readonly AttendeeDetail[] = ['givenName', 'familyName', 'email', 'telephone']
const USUAL_QUESTIONS: readonly QuestionId[] = ['experience', 'health', 'heard-of-us', 'photographs', 'certificate']

/**
 * Make the IRI of a question.
 * @param field - the question
 * @param base - base URL
 * @returns the IRI, which responses name as `propertyID`
 */
export function fieldIri ({ id }: FormField, base: string): string {
  return `${base}/api/identifiers/intake-form/${id}`
}

/** @returns the properties that the attendee must have; none unless the Offer requires attendee details */
export function attendeeDetailsOf (
  { flowRequirements, attendeeDetails = USUAL_DETAILS }: Offer
): readonly AttendeeDetail[] {
  return flowRequirements?.includes('OpenBookingAttendeeDetails') === true ? attendeeDetails : []
}

/** @returns the questions of an Offer; none unless it requires additional details */
export function formOf ({ flowRequirements, intakeForm = USUAL_QUESTIONS }: Offer): readonly FormField[] {
  if (flowRequirements?.includes('OpenBookingIntakeForm') !== true) return []
  return intakeForm.flatMap((id) => FORM_FIELDS.find((field) => field.id === id) ?? [])
}
