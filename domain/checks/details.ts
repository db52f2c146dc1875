import type { OrderItemRequest } from '../../schemas/order-request.ts'
import { type ItemError, itemError } from '../protocol/errors.ts'
import type { JsonObject } from '../protocol/json.ts'
import type { AssessedItem } from './order-items.ts'
import type { Offer } from '../records/state.ts'

/** What is asked of an attendee where an Offer requires attendee details. */
const ATTENDEE_DETAILS = ['givenName', 'familyName', 'email', 'telephone'] as const

interface FormField {
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

const fieldIri = ({ id }: FormField, base: string): string => `${base}/api/identifiers/intake-form/${id}`

const asksForAttendee = ({ flowRequirements }: Offer): boolean => flowRequirements?.includes('OpenBookingAttendeeDetails') === true
const formOf = ({ flowRequirements }: Offer): readonly FormField[] => flowRequirements?.includes('OpenBookingIntakeForm') === true ? INTAKE_FORM : []

/** @returns the properties of an OrderItem that say what an Offer asks for. */
export function detailsAskedFor (offer: Offer, base: string): JsonObject {
  const form = formOf(offer)
  return {
    ...(asksForAttendee(offer) && { attendeeDetailsRequired: ATTENDEE_DETAILS.map((name) => `https://schema.org/${name}`) }),
    ...(form.length > 0 && { orderItemIntakeForm: form.map((field) => fieldDocument(field, base)) })
  }
}

function fieldDocument (field: FormField, base: string): JsonObject {
  const { kind, name, description, required, options } = field
  return {
    '@type': `${kind}FormFieldSpecification`,
    '@id': fieldIri(field, base),
    name,
    description,
    ...(kind !== 'Boolean' && { valueRequired: required }),
    ...(options && { valueOption: options })
  }
}

/** @returns the answers of an OrderItem as documents repeat them. */
export function echoResponses (responses: NonNullable<OrderItemRequest['orderItemIntakeFormResponse']>): JsonObject[] {
  return responses.map(({ propertyID, value }) => ({ '@type': 'PropertyValue', propertyID, value }))
}

/**
 * Looks at attendees and additional details, as C2, P and B do.
 * @returns the items, with an error for each detail that is missing or wrong
 * @see {@link https://openactive.io/open-booking-api/EditorsDraft/#attendee-details-capture}
 * @see {@link https://openactive.io/open-booking-api/EditorsDraft/#additional-details-capture}
 */
export function checkDetails (items: readonly AssessedItem[], base: string): AssessedItem[] {
  return items.map((item) => {
    if (item.offer === undefined) return item
    const errors = [...attendeeErrors(item.request, item.offer), ...formErrors(item.request, item.offer, base)]
    return errors.length === 0 ? item : { ...item, errors: [...item.errors, ...errors] }
  })
}

function attendeeErrors ({ attendee }: OrderItemRequest, offer: Offer): ItemError[] {
  const missing = asksForAttendee(offer) ? ATTENDEE_DETAILS.filter((name) => attendee?.[name] === undefined) : []
  return missing.length === 0 ? [] : [itemError('IncompleteAttendeeDetailsError', `The attendee lacks ${missing.join(', ')}.`)]
}

function formErrors ({ orderItemIntakeFormResponse: responses = [] }: OrderItemRequest, offer: Offer, base: string): ItemError[] {
  const form = formOf(offer)
  const unanswered = form.filter((field) => field.required && !responses.some(({ propertyID }) => propertyID === fieldIri(field, base)))
  const wrong = responses.flatMap(({ propertyID, value }) => {
    const field = form.find((known) => fieldIri(known, base) === propertyID)
    if (field === undefined) return [itemError('InvalidIntakeFormError', 'There is an answer to a question that was not asked.')]
    return isAnswer(value, field) ? [] : [{ ...itemError('InvalidIntakeFormError', `"${field.name}" is not answered in the way it asks for.`), instance: propertyID }]
  })
  const missing = unanswered.map((field) => ({ ...itemError('IncompleteIntakeFormError', `"${field.name}" has to be answered.`), instance: fieldIri(field, base) }))
  return [...missing, ...wrong]
}

function isAnswer (value: string | number | boolean, { kind, options }: FormField): boolean {
  if (kind === 'Boolean') return typeof value === 'boolean'
  if (typeof value !== 'string') return false
  if (kind === 'FileUpload') return /^https?:\/\//.test(value)
  return options === undefined || options.includes(value)
}

/** Errors for which an item still counts in the totals, for a broker will only ask the customer for more. */
const DETAIL_ERRORS = ['IncompleteAttendeeDetailsError', 'IncompleteIntakeFormError', 'InvalidIntakeFormError']

/** @returns whether nothing but details is wrong with an item. */
export function isGoodButForDetails ({ errors }: AssessedItem): boolean {
  return errors.every((error) => DETAIL_ERRORS.includes(error['@type']))
}
