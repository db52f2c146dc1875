import type { OrderItemRequest } from '../../schemas/order-request.ts'
import { type ItemError, itemError } from '../protocol/errors.ts'
import type { Offer } from '../records/opportunity.ts'
import { asksForAttendee, ATTENDEE_DETAILS, fieldIri, type FormField, formOf } from './intake-form.ts'
import type { AssessedItem } from './order-items.ts'

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
export function lacksDetailsAtMost ({ errors }: AssessedItem): boolean {
  return errors.every((error) => DETAIL_ERRORS.includes(error['@type']))
}
