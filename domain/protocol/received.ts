/** Longest text to repeat (characters). */
const LONGEST = 150

/** Signs that a document must not contain as they are: those that begin tags and entities. */
const MARKUP = /<|&(?=#?\w)/g

/**
 * Describe a received value for an error message. The caller must not pass secrets or personal data.
 * @param value - a value of a request
 * @returns a text in quotation marks, shortened and escaped as in JSON; a number, true or false as it is; the kind of
 * any other value
 */
export function received (value: unknown): string {
  if (typeof value === 'string') return quote(value)
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return String(value)
  if (value === undefined) return 'nothing'
  return Array.isArray(value) ? 'a list' : 'an object'
}

/**
 * Describe the kind of a received value that can be personal data.
 * @param value - a value of a request
 * @returns the kind of a text, number or list; true, false or null as it is
 */
export function receivedKind (value: unknown): string {
  if (typeof value === 'string') return value === '' ? 'an empty text' : 'a text'
  if (typeof value === 'number') return 'a number'
  return Array.isArray(value) ? `a list of ${value.length}` : received(value)
}

function quote (text: string): string {
  const part = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
  // The message stays valid in a document that contains it.
  return JSON.stringify(part).replace(MARKUP, (sign) => sign === '<' ? '\\u003c' : '\\u0026')
}

/**
 * Describe an id of the wrong form. It names the base URL only where the id has another: the same server can have
 * several names, such as localhost and 127.0.0.1, and only one of them begins its ids.
 * @param expectation - a sentence without its full stop, for example `seller must be the @id of a seller`
 * @param iri - the received id
 * @param base - base URL of this system
 * @returns the sentence with the received id
 */
export function wrongId (expectation: string, iri: unknown, base: string): string {
  const start = `${base}/`
  const isForeign = iri !== undefined && !(typeof iri === 'string' && iri.startsWith(start))
  return `${expectation}${isForeign ? `, which begins with ${start}` : ''}; received ${received(iri)}.`
}
