import type { OrderItemRequest } from '../../schemas/order-request.ts'
import { type ItemError, itemError } from '../protocol/errors.ts'
import type { Offer } from '../records/opportunity.ts'
import { asksForAttendee, ATTENDEE_DETAILS, fieldIri, type FormField, formOf } from './intake-form.ts'
import type { AssessedItem } from './order-items.ts'

/**
 * Check attendee details and intake form responses, as C2, P and B require.
 * @param items - checked items of one order
 * @param base - base URL
 * @returns the items, with an error for each missing or wrong detail
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
  if (missing.length === 0) return []
  return [itemError('IncompleteAttendeeDetailsError', `The attendee lacks ${missing.join(', ')}.`)]
}

function formErrors (request: OrderItemRequest, offer: Offer, base: string): ItemError[] {
  const { orderItemIntakeFormResponse: responses = [] } = request
  const form = formOf(offer)
  const unanswered = form.filter((field) =>
    field.required && !responses.some(({ propertyID }) => propertyID === fieldIri(field, base)))
  const missing = unanswered.map((field) => ({
    ...itemError('IncompleteIntakeFormError', `Answer the question "${field.name}".`),
    instance: fieldIri(field, base)
  }))
  const wrong = responses.flatMap(({ propertyID, value }) => {
    const field = form.find((known) => fieldIri(known, base) === propertyID)
    if (field === undefined) {
      return [itemError('InvalidIntakeFormError', 'The propertyID of each response must be a question of this offer.')]
    }
    if (isAnswer(value, field)) return []
    const description = `The response to "${field.name}" must be ${EXPECTED[field.kind]}.`
    return [{ ...itemError('InvalidIntakeFormError', description), instance: propertyID }]
  })
  return [...missing, ...wrong]
}

const EXPECTED: Readonly<Record<FormField['kind'], string>> = {
  ShortAnswer: 'a text',
  Paragraph: 'a text',
  Dropdown: 'one of its options',
  Boolean: 'true or false',
  FileUpload: 'a URL with http or https'
}

function isAnswer (value: string | number | boolean, { kind, options }: FormField): boolean {
  if (kind === 'Boolean') return typeof value === 'boolean'
  if (typeof value !== 'string') return false
  if (kind === 'FileUpload') return /^https?:\/\//.test(value)
  return options === undefined || options.includes(value)
}

/** Errors that a customer can correct with more details: the item still counts in the totals. */
const DETAIL_ERRORS = ['IncompleteAttendeeDetailsError', 'IncompleteIntakeFormError', 'InvalidIntakeFormError']

/**
 * Say whether an item has no errors but those about details.
 * @param item - a checked item
 * @returns true also for an item without errors
 */
export function lacksDetailsAtMost ({ errors }: AssessedItem): boolean {
  return errors.every((error) => DETAIL_ERRORS.includes(error['@type']))
}
