/**
 * `@id`s of ours are `{base}/{path}`: opportunities, offers and sellers below `api/identifiers`, what brokers make below
 * `api/openbooking`; events and offers of the older simulator where they have always been. Only paths are stored, so that a base URL can change.
 */
const BOOKING = 'api/openbooking'
const OPPORTUNITY = /^(?:api\/identifiers\/[\w-]+(?:\/[\w-]+)*|events\/[0-9]+)$/
const OFFER = /^(api\/identifiers\/[\w-]+(?:\/[\w-]+)*)#\/offers\/[\w-]+$/
/** Those of the older simulator: an offer has the number of its event and one digit more. */
const CLASSIC_OFFER = /^offers\/([0-9]+)[0-9]$/
// Like that of schemas/params.ts: letter by letter as the broker wrote it.
const UUID = '[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}'
const ORDER = new RegExp(`^${BOOKING}/orders/(${UUID})$`)
const PROPOSAL = new RegExp(`^${BOOKING}/order-proposals/(${UUID})$`)
const VERSION = new RegExp(`^${BOOKING}/order-proposals/(${UUID})/versions/(${UUID})$`)
const ORDER_ITEM = new RegExp(`^${BOOKING}/orders/(${UUID})#/orderedItems/([0-9]+)$`)

/** Stands for the base URL in stored JSON-LD. */
export const BASE = '{base}'

/** A reference in a request: a bare IRI or a node with an `@id`. */
export type Reference = string | { readonly '@id'?: unknown } | undefined

/** @returns the IRI of a term of OpenActive. */
export const oa = (term: string): string => `https://openactive.io/${term}`

/** The licence of all open data here. */
export const LICENCE = 'https://creativecommons.org/licenses/by/4.0/'

/** Media type of a page of open data. */
export const RPDE_MEDIA_TYPE = 'application/vnd.openactive.rpde+json; version=1'

/** @returns the address of the dataset site. */
export const siteUrl = (base: string): string => `${base}/openactive`
/** @returns the address of the Open Booking API. */
export const bookingUrl = (base: string): string => `${base}/${BOOKING}`
/** @returns the address of an open feed. */
export const feedUrl = (base: string, feed: string): string => `${base}/feeds/${feed}`

/** Paths of what brokers make, and of the Offer at an index of whatever holds it. */
export const orderPath = (uuid: string): string => `${BOOKING}/orders/${uuid}`
export const orderQuotePath = (uuid: string): string => `${BOOKING}/order-quotes/${uuid}`
export const proposalPath = (uuid: string): string => `${BOOKING}/order-proposals/${uuid}`
export const versionPath = (uuid: string, version: string): string => `${proposalPath(uuid)}/versions/${version}`
export const orderItemPath = (uuid: string, id: string): string => `${orderPath(uuid)}#/orderedItems/${id}`
export const eventPath = (id: string): string => `events/${id}`
export const classicOfferPath = (id: string): string => `offers/${id}`
export const classicOrderPath = (uuid: string): string => `orders/${uuid}`
export const offerPath = (holder: string, index: number): string => `${holder}#/offers/${index}`

/** @returns the IRI that a reference names, undefined if it names none. */
export function iriOf (reference: Reference): string | undefined {
  const iri = typeof reference === 'object' ? reference['@id'] : reference
  return typeof iri === 'string' ? iri : undefined
}

/** @returns the path below the base URL, undefined for an IRI of somebody else. */
export function pathOf (base: string, iri: string): string | undefined {
  return iri.startsWith(`${base}/`) ? iri.slice(base.length + 1) : undefined
}

/** @returns the path of a copy of an Opportunity; one of the older simulator's events is none of these itself. */
export const copyPath = (path: string, id: string): string => `${isEventPath(path) ? `api/identifiers/${path}` : path}-${id}`

/** @returns whether an Opportunity is an event of the older simulator. */
export const isEventPath = (path: string): boolean => path.startsWith('events/')

/** @returns whether a path has the form of one of an Opportunity. */
export const isOpportunityPath = (path: string | undefined): path is string => path !== undefined && OPPORTUNITY.test(path)

/** @returns the path of what holds the offer, undefined if this is no path of an offer. */
export function holderOfOffer (path: string | undefined): string | undefined {
  const event = CLASSIC_OFFER.exec(path ?? '')?.[1]
  return event === undefined ? OFFER.exec(path ?? '')?.[1] : eventPath(event)
}

/** @returns the UUID of an Order's `@id`, undefined if it has another form. */
export function parseOrderIri (base: string, iri: string): string | undefined {
  return ORDER.exec(pathOf(base, iri) ?? '')?.[1]
}

/** @returns the UUID of an OrderProposal's `@id`, undefined if it has another form. */
export function parseProposalIri (base: string, iri: string): string | undefined {
  return PROPOSAL.exec(pathOf(base, iri) ?? '')?.[1]
}

/** @returns Order UUID and version UUID of an `orderProposalVersion`, undefined if it has another form. */
export function parseVersionIri (base: string, iri: string): { uuid: string, version: string } | undefined {
  const [, uuid, version] = VERSION.exec(pathOf(base, iri) ?? '') ?? []
  return uuid === undefined || version === undefined ? undefined : { uuid, version }
}

/** @returns Order UUID and item id of an OrderItem's `@id`, undefined if it has another form. */
export function parseOrderItemIri (base: string, iri: string): { uuid: string, id: string } | undefined {
  const [, uuid, id] = ORDER_ITEM.exec(pathOf(base, iri) ?? '') ?? []
  return uuid === undefined || id === undefined ? undefined : { uuid, id }
}
