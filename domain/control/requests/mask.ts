import type { NodeSchema } from '../../../schemas/requests/values.ts'
import { orderPatch, proposalPatch } from '../../../schemas/requests/order-patch.ts'
import {
  confirmationRequest, orderRequest, proposalRequest, quoteRequest
} from '../../../schemas/requests/order-request.ts'
import { actionRequest, opportunityRequest } from '../../../schemas/test-interface.ts'
import { isNode } from '../../request/node.ts'

/** Headers as Node gives them. */
export type Headers = Readonly<Record<string, number | string | readonly string[] | undefined>>

/** In place of a value that is not shown. */
const MASK = '…'

/** Headers without secrets; others may carry some. */
const SHOWN_HEADERS = new Set([
  'accept', 'accept-encoding', 'accept-language', 'allow', 'cache-control', 'content-encoding', 'content-length',
  'content-type', 'etag', 'host', 'if-none-match', 'link', 'origin', 'retry-after', 'user-agent', 'www-authenticate',
  'x-openactive-test-client-id', 'x-openactive-test-seller-id', 'x-simulator-fault'
])

/** Query parameters without secrets: those of feeds. */
const SHOWN_PARAMETERS = ['afterChangeNumber', 'afterId', 'afterTimestamp', 'limit']

/** Properties of customers and attendees, and the ways in. Their values are masked with all that is below them. */
const PERSONAL = new Set([
  'customer', 'attendee', 'orderItemIntakeFormResponse', 'orderCustomerNote', 'identifier', 'email', 'telephone',
  'givenName', 'familyName', 'address', 'streetAddress', 'postalCode', 'accessCode', 'accessPass', 'accessChannel',
  'orderSellerNote', 'customerNotice', 'cancellationMessage'
])

/** Properties of answers without a request of the same name. */
const SHOWN_IN_ANSWERS = [
  'statusCode', 'name', 'description', 'instance', 'status', 'error', 'error_description', 'method', 'message'
]

const REQUESTS = [
  quoteRequest, proposalRequest, orderRequest, confirmationRequest, orderPatch, proposalPatch, actionRequest,
  opportunityRequest
]
const KNOWN: ReadonlySet<string> = new Set([...REQUESTS.flatMap((schema) => namesIn(schema)), ...SHOWN_IN_ANSWERS])

/** @returns the names of all properties that a schema gives its nodes */
function namesIn (schema: NodeSchema): string[] {
  if (typeof schema === 'boolean') return []
  const { properties = {}, items, anyOf = [] } = schema
  const parts = [...Object.values(properties), ...anyOf, ...(isNode(items) ? [items as NodeSchema] : [])]
  return [...Object.keys(properties), ...parts.flatMap((part) => namesIn(part as NodeSchema))]
}

/**
 * Mask secrets and personal data of a body: the values of properties that carry some, and of properties that no API of
 * the simulator knows, for these can be anything.
 * @param body - a parsed body; any text is masked, for it is a page, a form or a part of a document
 * @param isOwn - whether the simulator has written it for a stage of booking: then every name is known
 */
export function maskBody (body: unknown, isOwn: boolean): unknown {
  return typeof body === 'string' ? MASK : masked(body, isOwn)
}

function masked (value: unknown, isOwn: boolean): unknown {
  if (Array.isArray(value)) return value.map((part) => masked(part, isOwn))
  if (!isNode(value)) return value
  return Object.fromEntries(Object.entries(value).map(([name, part]) => {
    const isShown = !PERSONAL.has(name) && (isOwn || KNOWN.has(name))
    return [name, isShown ? masked(part, isOwn) : MASK]
  }))
}

/** @returns the headers, with a mask in place of the values that may be secret */
export function maskHeaders (headers: Headers): Headers {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) =>
    [name, SHOWN_HEADERS.has(name.toLowerCase()) ? value : MASK]))
}

/**
 * Mask what the query of an address may keep secret, such as a token or a code.
 * @param url - path and query
 */
export function maskPath (url: string): string {
  const at = url.indexOf('?')
  if (at === -1) return url
  const parameters = url.slice(at + 1).split('&').map((parameter) => {
    const [name = '', value] = parameter.split('=', 2)
    if (value === undefined) return parameter === '' ? '' : MASK
    return SHOWN_PARAMETERS.includes(name) ? parameter : `${name}=${MASK}`
  })
  return `${url.slice(0, at)}?${parameters.join('&')}`
}
