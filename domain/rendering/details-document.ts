import type { OrderItemRequest } from '../../schemas/order-request.ts'
import { asksForAttendee, ATTENDEE_DETAILS, fieldIri, type FormField, formOf } from '../checks/intake-form.ts'
import type { JsonObject } from '../protocol/json.ts'
import type { Offer } from '../records/opportunity.ts'

/**
 * Render the details that an Offer asks for as properties of an OrderItem.
 * @param offer - the accepted Offer
 * @param base - base URL
 * @returns required attendee details and the intake form
 */
export function detailsAskedFor (offer: Offer, base: string): JsonObject {
  const form = formOf(offer)
  return {
    ...(asksForAttendee(offer) && {
      attendeeDetailsRequired: ATTENDEE_DETAILS.map((name) => `https://schema.org/${name}`)
    }),
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

type Responses = NonNullable<OrderItemRequest['orderItemIntakeFormResponse']>

/**
 * Repeat the intake form responses of an OrderItem.
 * @param responses - responses of the request
 * @returns PropertyValues with question and answer alone
 */
export function echoResponses (responses: Responses): JsonObject[] {
  return responses.map(({ propertyID, value }) => ({ '@type': 'PropertyValue', propertyID, value }))
}
