import { questionPath } from '../protocol/ids.ts'
import { type Offer, questionsOf } from '../records/opportunity.ts'
import { FORM_FIELDS, type FormField } from './questions.ts'

/**
 * Make the IRI of a question.
 * @param field - the question
 * @param base - base URL
 * @returns the IRI, which responses name as `propertyID`
 */
export function fieldIri ({ id }: FormField, base: string): string {
  return `${base}/${questionPath(id)}`
}

/** @returns the questions of an Offer; none unless it requires additional details */
export function formOf (offer: Offer): readonly FormField[] {
  return questionsOf(offer).flatMap((id) => FORM_FIELDS.find((field) => field.id === id) ?? [])
}
