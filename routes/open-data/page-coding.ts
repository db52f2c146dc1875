import Negotiator from 'negotiator'
import { CONTENT_CODINGS, type ContentCoding } from '../../schemas/content-codings.ts'

/**
 * Choose the content coding of a page.
 * @param accepted - the header `Accept-Encoding`
 * @returns the coding, undefined for none: also where the reader refuses the plain page and every coding
 * @see RFC 9110, section 12.5.3
 */
export function codingFor (accepted: string | string[] | undefined): ContentCoding | undefined {
  if (accepted === undefined) return undefined
  const negotiator = new Negotiator({ headers: { 'accept-encoding': String(accepted) } })
  const [best] = negotiator.encodings([...CONTENT_CODINGS, 'identity'])
  return CONTENT_CODINGS.find((coding) => coding === best)
}
