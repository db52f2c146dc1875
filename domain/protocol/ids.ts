// The `@id` of a record is `{base}/{path}`. Opportunities, Offers and Sellers are below `api/identifiers`, records of
// brokers below `api/openbooking`, and events and offers of the classic API at their traditional paths. Only paths are
// stored, so that the base URL can change.

const BOOKING = 'api/openbooking'
const OPPORTUNITY = /^(?:api\/identifiers\/[\w-]+(?:\/[\w-]+)*|events\/[0-9]+)$/
const OFFER = /^(api\/identifiers\/[\w-]+(?:\/[\w-]+)*)#\/offers\/[\w-]+$/
/** Offer of the classic API: the number of its event and one more digit. */
const CLASSIC_OFFER = /^offers\/([0-9]+)[0-9]$/
// Like the UUID of schemas/params.ts, in either case.
const UUID = '[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}'
const ORDER = new RegExp(`^${BOOKING}/orders/(${UUID})$`)
const PROPOSAL = new RegExp(`^${BOOKING}/order-proposals/(${UUID})$`)
const VERSION = new RegExp(`^${BOOKING}/order-proposals/(${UUID})/versions/(${UUID})$`)
const ORDER_ITEM = new RegExp(`^${BOOKING}/orders/(${UUID})#/orderedItems/([0-9]+)$`)

/** Placeholder of the base URL in stored JSON-LD. */
export const BASE = '{base}'

/** Licence of all open data. */
export const LICENCE = 'https://creativecommons.org/licenses/by/4.0/'

/** Media type of the Open Booking API. */
export const BOOKING_MEDIA_TYPE = 'application/vnd.openactive.booking+json; version=1'

/** Media type of RPDE pages. */
export const RPDE_MEDIA_TYPE = 'application/vnd.openactive.rpde+json; version=1'

/** A reference in a request: a bare IRI or a node with an `@id`. */
export type Reference = string | { readonly '@id'?: unknown } | undefined

/** @returns the IRI of a term of OpenActive */
export const oa = (term: string): string => `https://openactive.io/${term}`

/** @returns the URL of the dataset site */
export const siteUrl = (base: string): string => `${base}/openactive`

/** @returns the URL of the dashboard */
export const dashboardUrl = (base: string): string => `${base}/dashboard/`

/** @returns the URL of the reference page of the API */
export const docsUrl = (base: string): string => `${base}/docs`

/** @returns the URL of the OpenAPI document */
export const openApiUrl = (base: string): string => `${docsUrl(base)}/json`

/** @returns the URL of the Open Booking API */
export const bookingUrl = (base: string): string => `${base}/${BOOKING}`

/** @returns the URL of an open feed */
export const feedUrl = (base: string, feed: string): string => `${base}/feeds/${feed}`

/** @returns the path of an Order */
export const orderPath = (uuid: string): string => `${BOOKING}/orders/${uuid}`

/** @returns the path of an OrderQuote */
export const orderQuotePath = (uuid: string): string => `${BOOKING}/order-quotes/${uuid}`

/** @returns the path of an OrderProposal */
export const proposalPath = (uuid: string): string => `${BOOKING}/order-proposals/${uuid}`

/** @returns the path of a version of an OrderProposal */
export const versionPath = (uuid: string, version: string): string => `${proposalPath(uuid)}/versions/${version}`

/** @returns the path of an OrderItem */
export const orderItemPath = (uuid: string, id: string): string => `${orderPath(uuid)}#/orderedItems/${id}`

/** @returns the path of an event of the classic API */
export const eventPath = (id: string): string => `events/${id}`

/** @returns the path of an offer of the classic API */
export const classicOfferPath = (id: string): string => `offers/${id}`

/** @returns the path of an order of the classic API */
export const classicOrderPath = (uuid: string): string => `orders/${uuid}`

/** @returns the path of an Offer: its index below the path of its holder */
export const offerPath = (holder: string, index: number): string => `${holder}#/offers/${index}`

/** @returns whether two texts are the same UUID, which upper and lower case do not distinguish (RFC 4122, section 3) */
export const isSameUuid = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase()

/** @returns whether an Opportunity is an event of the classic API */
export const isEventPath = (path: string): boolean => path.startsWith('events/')

/** @returns the path of a copy of an Opportunity; a copy of a classic event does not belong to the classic API */
export const copyPath = (path: string, id: string): string =>
  `${isEventPath(path) ? `api/identifiers/${path}` : path}-${id}`

/** @returns whether a path has the form of the path of an Opportunity */
export const isOpportunityPath = (path: string | undefined): path is string =>
  path !== undefined && OPPORTUNITY.test(path)

/**
 * Read a reference.
 * @param reference - a reference of a request
 * @returns its IRI, undefined if it has none
 */
export function iriOf (reference: Reference): string | undefined {
  const iri = typeof reference === 'object' ? reference['@id'] : reference
  return typeof iri === 'string' ? iri : undefined
}

/**
 * Make the path of a question of an intake form.
 * @param id - id of the question
 * @returns the path, of which its `@id` consists below the base URL
 */
export function questionPath (id: string): string {
  return `api/identifiers/intake-form/${id}`
}

/**
 * Make an IRI relative to the base URL.
 * @param base - base URL
 * @param iri - absolute IRI
 * @returns the path, undefined for an IRI of another system
 */
export function pathOf (base: string, iri: string): string | undefined {
  return iri.startsWith(`${base}/`) ? iri.slice(base.length + 1) : undefined
}

/**
 * Find the holder of an Offer.
 * @param path - path of the Offer
 * @returns the path of the Opportunity or group that holds it, undefined if `path` is not the path of an Offer
 */
export function holderOfOffer (path: string | undefined): string | undefined {
  const event = CLASSIC_OFFER.exec(path ?? '')?.[1]
  return event === undefined ? OFFER.exec(path ?? '')?.[1] : eventPath(event)
}

/**
 * Parse the `@id` of an Order.
 * @param base - base URL
 * @param iri - the `@id`
 * @returns the UUID, undefined if the form is wrong
 */
export function parseOrderIri (base: string, iri: string): string | undefined {
  return ORDER.exec(pathOf(base, iri) ?? '')?.[1]
}

/**
 * Parse the `@id` of an OrderProposal.
 * @param base - base URL
 * @param iri - the `@id`
 * @returns the UUID, undefined if the form is wrong
 */
export function parseProposalIri (base: string, iri: string): string | undefined {
  return PROPOSAL.exec(pathOf(base, iri) ?? '')?.[1]
}

/**
 * Parse an `orderProposalVersion`.
 * @param base - base URL
 * @param iri - the `orderProposalVersion`
 * @returns UUIDs of order and version, undefined if the form is wrong
 */
export function parseVersionIri (base: string, iri: string): { uuid: string, version: string } | undefined {
  const [, uuid, version] = VERSION.exec(pathOf(base, iri) ?? '') ?? []
  return uuid === undefined || version === undefined ? undefined : { uuid, version }
}

/**
 * Parse the `@id` of an OrderItem.
 * @param base - base URL
 * @param iri - the `@id`
 * @returns UUID of the order and id of the item, undefined if the form is wrong
 */
export function parseOrderItemIri (base: string, iri: string): { uuid: string, id: string } | undefined {
  const [, uuid, id] = ORDER_ITEM.exec(pathOf(base, iri) ?? '') ?? []
  return uuid === undefined || id === undefined ? undefined : { uuid, id }
}
