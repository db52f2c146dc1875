import type { OrderItemRequest } from '../../schemas/order-request.ts'
import { asksForAttendee, ATTENDEE_DETAILS, fieldIri, type FormField, formOf } from '../checks/intake-form.ts'
import type { JsonObject } from '../protocol/json.ts'
import type { Offer } from '../records/opportunity.ts'

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
