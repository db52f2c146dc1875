import type { Offer } from '../records/opportunity.ts'

/** What is asked of an attendee where an Offer requires attendee details. */
export const ATTENDEE_DETAILS = ['givenName', 'familyName', 'email', 'telephone'] as const

export interface FormField {
  readonly id: string
  readonly kind: 'ShortAnswer' | 'Paragraph' | 'Dropdown' | 'Boolean' | 'FileUpload'
  readonly name: string
  readonly description: string
  readonly required: boolean
  readonly options?: readonly string[]
}

/** What is asked where an Offer requires additional details: one field of each kind. A yes or no is always an answer that is needed. */
const INTAKE_FORM: readonly FormField[] = [
  { id: 'experience', kind: 'ShortAnswer', name: 'Experience', description: 'Have you done this before?', required: true },
  { id: 'health', kind: 'Paragraph', name: 'Health', description: 'Is there anything that the coach should know about?', required: false },
  { id: 'heard-of-us', kind: 'Dropdown', name: 'How did you hear of us?', description: 'Choose one.', required: false, options: ['A friend', 'An app', 'At the centre'] },
  { id: 'photographs', kind: 'Boolean', name: 'Photographs', description: 'May we take photographs of you?', required: true },
  { id: 'certificate', kind: 'FileUpload', name: 'Certificate', description: 'The address of your certificate, if you have one.', required: false }
]

export const fieldIri = ({ id }: FormField, base: string): string => `${base}/api/identifiers/intake-form/${id}`

export const asksForAttendee = ({ flowRequirements }: Offer): boolean => flowRequirements?.includes('OpenBookingAttendeeDetails') === true

export const formOf = ({ flowRequirements }: Offer): readonly FormField[] => flowRequirements?.includes('OpenBookingIntakeForm') === true ? INTAKE_FORM : []
