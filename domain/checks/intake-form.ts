import type { Offer } from '../records/opportunity.ts'

/** Properties that an attendee must have where an Offer requires attendee details. */
export const ATTENDEE_DETAILS = ['givenName', 'familyName', 'email', 'telephone'] as const

/** A question of an intake form. */
export interface FormField {
  readonly id: string
  readonly kind: 'ShortAnswer' | 'Paragraph' | 'Dropdown' | 'Boolean' | 'FileUpload'
  readonly name: string
  readonly description: string
  readonly required: boolean
  readonly options?: readonly string[]
}

/** Questions of every Offer that requires additional details: one of each kind. A Boolean always needs an answer. */
const INTAKE_FORM: readonly FormField[] = [
  {
    id: 'experience',
    kind: 'ShortAnswer',
    name: 'Experience',
    description: 'Have you done this before?',
    required: true
  },
  {
    id: 'health',
    kind: 'Paragraph',
    name: 'Health',
    description: 'Is there anything that the coach should know about?',
    required: false
  },
  {
    id: 'heard-of-us',
    kind: 'Dropdown',
    name: 'How did you hear of us?',
    description: 'Choose one.',
    required: false,
    options: ['A friend', 'An app', 'At the centre']
  },
  {
    id: 'photographs',
    kind: 'Boolean',
    name: 'Photographs',
    description: 'May we take photographs of you?',
    required: true
  },
  {
    id: 'certificate',
    kind: 'FileUpload',
    name: 'Certificate',
    description: 'The address of your certificate, if you have one.',
    required: false
  }
]

/**
 * Make the IRI of a question.
 * @param field - the question
 * @param base - base URL
 * @returns the IRI, which responses name as `propertyID`
 */
export function fieldIri ({ id }: FormField, base: string): string {
  return `${base}/api/identifiers/intake-form/${id}`
}

/** @returns every question that an Offer can have */
export const knownFields = (): readonly FormField[] => INTAKE_FORM

/** @returns whether an Offer requires attendee details */
export function asksForAttendee ({ flowRequirements }: Offer): boolean {
  return flowRequirements?.includes('OpenBookingAttendeeDetails') === true
}

/** @returns the questions of an Offer; none unless it requires additional details */
export function formOf ({ flowRequirements }: Offer): readonly FormField[] {
  return flowRequirements?.includes('OpenBookingIntakeForm') === true ? INTAKE_FORM : []
}
