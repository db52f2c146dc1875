import { type ItemError, itemError } from '../protocol/errors.ts'
import { FORMATS } from '../protocol/formats.ts'
import { received, receivedKind } from '../protocol/received.ts'
import { attendeeDetailsOf, type Offer } from '../records/opportunity.ts'
import type { IntakeFormResponse, OrderItemRequest } from '../request/order-requests.ts'
import { isProblem, itemErrorOf } from '../request/problem.ts'
import { fieldIri, formOf } from './intake-form.ts'
import type { AssessedItem } from './order-items.ts'
import type { FormField } from './questions.ts'

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
  if (isProblem(attendee)) return [itemErrorOf(attendee)]
  const missing = attendeeDetailsOf(offer).filter((name) => attendee?.[name] === undefined)
  if (missing.length === 0) return []
  return [itemError('IncompleteAttendeeDetailsError', `The attendee lacks ${missing.join(', ')}.`)]
}

function formErrors (request: OrderItemRequest, offer: Offer, base: string): ItemError[] {
  const { orderItemIntakeFormResponse: list = [] } = request
  if (isProblem(list)) return [itemErrorOf(list, list.isEmpty ? 'IncompleteIntakeFormError' : undefined)]
  const form = formOf(offer)
  const problems = list.filter(isProblem)
  const responses = list.flatMap((response) => isProblem(response) ? [] : response)
  const answered = form.map((field) => {
    const iri = fieldIri(field, base)
    return { field, iri, answers: responses.filter(({ propertyID }) => propertyID === iri) }
  })
  const questions = new Set<string>(answered.map(({ iri }) => iri))
  const unknown = responses.filter(({ propertyID }) => !questions.has(propertyID))
  const errors = answered.flatMap(({ field, iri, answers }) => {
    const error = answerError(field, answers)
    return error === undefined ? [] : { ...error, instance: iri }
  })
  const isMissing = (error: ItemError): boolean => error['@type'] === 'IncompleteIntakeFormError'
  return [
    ...errors.filter(isMissing),
    ...problems.map((problem) => itemErrorOf(problem)),
    ...errors.filter((error) => !isMissing(error)),
    ...unknown.map(({ propertyID }) => itemError('InvalidIntakeFormError',
      `propertyID must be ${questionsIn(questions)}; received ${received(propertyID)}.`))
  ]
}

function questionsIn (questions: ReadonlySet<string>): string {
  return questions.size === 0
    ? 'a question of this offer, which has none'
    : `a question of this offer, ${[...questions].join(' or ')}`
}

/** @returns the error of the answers to one question */
function answerError (field: FormField, answers: readonly IntakeFormResponse[]): ItemError | undefined {
  const [answer, ...others] = answers
  if (answer === undefined && !field.required) return undefined
  if (others.length > 0) {
    return itemError('InvalidIntakeFormError',
      `The question "${field.name}" must have one response; received ${answers.length}.`)
  }
  const value = answer?.value
  // An answer that is null or an empty text is as good as missing.
  if (value === undefined || (isProblem(value) && value.isEmpty)) {
    return itemError('IncompleteIntakeFormError', field.required
      ? `The question "${field.name}" is required: answer it.`
      : `The response to "${field.name}" has no value: answer the question or omit the response.`)
  }
  if (!isProblem(value)) return isAnswer(value, field) ? undefined : wrongAnswer(value, field)
  // A text that no property may have, such as HTML, breaks the constraint of all texts.
  return typeof value.value === 'string' && takesAnyText(field) ? itemErrorOf(value) : wrongAnswer(value.value, field)
}

function wrongAnswer (value: unknown, field: FormField): ItemError {
  return itemError('InvalidIntakeFormError',
    `The response to "${field.name}" must be ${constraintOf(field)}; received ${receivedKind(value)}.`)
}

const takesAnyText = ({ kind }: FormField): boolean => kind === 'ShortAnswer' || kind === 'Paragraph'

const PATTERNS: Readonly<Record<Exclude<FormField['kind'], 'Dropdown'>, string>> = {
  ShortAnswer: 'a text',
  Paragraph: 'a text',
  Boolean: 'true or false',
  FileUpload: 'an address with the pattern http://… or https://…'
}

/** @returns the constraint of the answers to a question, in words */
function constraintOf ({ kind, options = [] }: FormField): string {
  if (kind !== 'Dropdown') return PATTERNS[kind]
  return `one of its options: ${options.map((option) => `"${option}"`).join(', ')}`
}

function isAnswer (value: string | boolean, { kind, options }: FormField): boolean {
  if (kind === 'Boolean') return typeof value === 'boolean'
  if (typeof value !== 'string') return false
  if (kind === 'FileUpload') return FORMATS['web-url'](value)
  return options === undefined || options.includes(value)
}

/** Errors of missing details: the specification counts these items in the totals. */
const MISSING_DETAILS = ['IncompleteAttendeeDetailsError', 'IncompleteIntakeFormError']

/**
 * Say whether an item counts in the totals: it has no errors but those of missing details.
 * @param item - a checked item
 * @returns true also for an item without errors
 * @see {@link https://openactive.io/open-booking-api/EditorsDraft/#orderquote-creation-c2}
 */
export function lacksDetailsAtMost ({ errors }: AssessedItem): boolean {
  return errors.every((error) => MISSING_DETAILS.includes(error['@type']))
}
