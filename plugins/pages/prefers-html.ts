import Negotiator from 'negotiator'

const HTML = 'text/html'

/** The media types of documents for programs; they win where a client takes everything. */
const JSON_TYPES = [
  'application/json', 'application/ld+json', 'application/problem+json', 'application/vnd.openactive.booking+json',
  'application/vnd.openactive.v1.0+json'
]

/** The default header of Java's HttpURLConnection names this type after HTML; no browser names it. */
const JAVA = 'image/gif'

/**
 * Tell a browser, in which a person opens an address, from a program.
 * @param accept - the header `Accept` of the request
 * @returns whether it prefers HTML to JSON
 */
export const prefersHtml = (accept: string | undefined): boolean =>
  accept?.includes(JAVA) === false && new Negotiator({ headers: { accept } }).mediaType([...JSON_TYPES, HTML]) === HTML
