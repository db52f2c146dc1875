import { FORM_FIELDS } from '../checks/questions.ts'
import { oa } from '../protocol/ids.ts'
import type { JsonObject } from '../protocol/json.ts'
import type { Rules } from '../records/booking-rules.ts'
import { sellerByPath } from '../records/seller.ts'
import { formFieldDocument } from '../rendering/details-document.ts'
import { organizerDocument } from '../rendering/seller-document.ts'

/** Paths that a stored record can give as `@id`s. */
const IDENTIFIER = /api\/identifiers\/[^"#\\]+/g

/** Records never change, so each is searched once. */
const searched = new WeakMap<object, ReadonlySet<string>>()

/**
 * Say whether the document of a stored record can contain a node.
 * @param record - a record of an open feed
 * @param path - path of the node
 * @returns true if the record names the path
 */
export function namesPath (record: object, path: string): boolean {
  const known = searched.get(record) ?? new Set(JSON.stringify(record).match(IDENTIFIER))
  searched.set(record, known)
  return known.has(path)
}

/**
 * Find a node in a document. A reference, which has only its `@id` and `@type`, is no node.
 * @param part - a document or a part of one
 * @param iri - `@id` of the node
 * @returns the node, undefined if the document lacks it
 */
export function nodeIn (part: unknown, iri: string): JsonObject | undefined {
  if (typeof part !== 'object' || part === null) return undefined
  const isNamed = '@id' in part && part['@id'] === iri
  if (isNamed && Object.keys(part).some((name) => !name.startsWith('@'))) return part as JsonObject
  for (const inner of Object.values(part)) {
    const found = nodeIn(inner, iri)
    if (found !== undefined) return found
  }
  return undefined
}

/**
 * Find a node that no feed contains by itself: a Seller, or a field of an intake form.
 * @param path - path of the node
 * @param base - base URL
 * @param rules - sellers
 * @returns the node, undefined if there is none
 */
export function fixedNode (path: string, base: string, rules: Pick<Rules, 'sellers'>): JsonObject | undefined {
  const seller = sellerByPath(rules, path)
  if (seller !== undefined) return organizerDocument(seller, base)
  const fields = FORM_FIELDS.map((field) => formFieldDocument(field, base))
  return fields.find((field) => field['@id'] === `${base}/${path}`)
}

/** Properties that an IndividualFacilityUse shares with the FacilityUse around it. */
const INHERITED = ['facilityType', 'activity', 'location', 'provider', 'hoursAvailable', 'offers']

/**
 * Make a document of a node.
 * @param node - a node of another document
 * @param holder - that document; an IndividualFacilityUse inherits properties from it
 * @returns the node with a context
 */
export function documentOf (node: JsonObject, holder: JsonObject = {}): JsonObject {
  const isUnit = node['@type'] === 'IndividualFacilityUse'
  const inherited = isUnit ? Object.entries(holder).filter(([name]) => INHERITED.includes(name)) : []
  return { '@context': oa(''), ...Object.fromEntries(inherited), ...node }
}
