import Negotiator from 'negotiator'

const HTML = 'text/html'

/** The media types of documents for programs; they win where a client takes everything. */
const JSON_TYPES = [
  'application/json', 'application/ld+json', 'application/problem+json', 'application/vnd.openactive.booking+json',
  'application/vnd.openactive.v1.0+json'
]

/**
 * Tell a browser, in which a person opens an address, from a program.
 * @param accept - the header `Accept` of the request
 * @returns whether it prefers HTML to JSON
 */
export const prefersHtml = (accept: string | undefined): boolean =>
  accept !== undefined && new Negotiator({ headers: { accept } }).mediaType([...JSON_TYPES, HTML]) === HTML
