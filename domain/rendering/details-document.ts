import { fieldIri, formOf } from '../checks/intake-form.ts'
import type { FormField } from '../checks/questions.ts'
import type { JsonObject } from '../protocol/json.ts'
import { attendeeDetailsOf, type Offer } from '../records/opportunity.ts'
import type { OrderItemRequest } from '../request/order-requests.ts'
import { isProblem, valid } from '../request/problem.ts'
import { renderedOnce } from './base-url-in.ts'

/**
 * Render the details that an Offer asks for as properties of an OrderItem.
 * @param offer - the accepted Offer
 * @param base - base URL
 * @returns required attendee details and the intake form
 */
export const detailsAskedFor = renderedOnce((offer: Offer, base): JsonObject => {
  const [details, form] = [attendeeDetailsOf(offer), formOf(offer)]
  return {
    ...(details.length > 0 && { attendeeDetailsRequired: details.map((name) => `https://schema.org/${name}`) }),
    ...(form.length > 0 && { orderItemIntakeForm: form.map((field) => formFieldDocument(field, base)) })
  }
})

/**
 * Render a question of an intake form.
 * @param field - the question
 * @param base - base URL
 * @returns the FormFieldSpecification document
 */
export function formFieldDocument (field: FormField, base: string): JsonObject {
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

/**
 * Repeat the intake form responses of an OrderItem.
 * @param responses - responses of the request
 * @returns the responses with a question and an answer
 */
export function echoResponses (responses: OrderItemRequest['orderItemIntakeFormResponse']): JsonObject[] {
  return (valid(responses) ?? []).flatMap((response) => {
    const { value, ...question } = valid(response) ?? {}
    return value === undefined || isProblem(value) ? [] : { ...question, value }
  })
}
