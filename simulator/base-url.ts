import type { AddressInfo } from 'node:net'
import { pathOfTarget } from '../domain/protocol/parse-url.ts'
import { OptionsError } from './options/spelling.ts'

/**
 * Normalise the prefix of a registration to the path that all addresses below it begin with. Fastify joins a prefix and
 * a path with one slash, whether or not the prefix ends with one, and reads percent-encoded requests decoded.
 * @param prefix - the prefix, such as `/sim`, `/sim/`, `/a/b/` or `/my sim`; empty or `/` without one
 * @returns the path, percent-encoded, without a trailing slash; empty without a prefix
 * @throws {OptionsError} if no request can reach the prefix, or not at one address
 */
export function pathOfPrefix (prefix: string): string {
  const sign = UNREACHABLE.exec(prefix)?.[0]
  if (sign !== undefined) {
    throw new OptionsError(`The prefix ${prefix} must not have ${sign}: no single address leads there. ` +
      'Choose another prefix, and write its letters as they are, such as /ü for /%C3%BC.')
  }
  return encodeURI(prefix.replace(/\/$/, ''))
}

/** Fastify compares prefixes with decoded paths; it takes these signs for a query, a parameter or a wildcard. */
const UNREACHABLE = /[%?#*:\\]|\/\//

/**
 * Build the absolute URL of a request, without its query, which may hold secrets.
 * @param base - the base URL
 * @param prefix - the leading part of the request's path that `base` already covers
 * @param requestUrl - the request target: mostly a path, but HTTP permits an absolute URL and `*`, too
 * @returns the URL
 */
export function urlBelow (base: string, prefix: string, requestUrl: string): string {
  const path = pathOfTarget(requestUrl).replace(/[?#].*$/s, '')
  const url = new URL(base)
  url.pathname = `${url.pathname.replace(/\/$/, '')}${path.startsWith(prefix) ? path.slice(prefix.length) : path}`
  // A reader could take an ampersand for the start of an HTML entity.
  return url.href.replaceAll('&', '%26')
}

/**
 * Build the origin of a listening address. Loopback and wildcard addresses become localhost.
 * @param address - the address, null before the server listens
 * @param secure - whether the server speaks https
 * @returns scheme, host and port
 */
export function originOf (address: AddressInfo | string | null, secure: boolean): string {
  const scheme = secure ? 'https' : 'http'
  if (address === null || typeof address === 'string') return `${scheme}://localhost`
  const local = ['127.0.0.1', '0.0.0.0', '::1', '::'].includes(address.address)
  const host = address.family === 'IPv6' ? `[${address.address}]` : address.address
  return `${scheme}://${local ? 'localhost' : host}:${address.port}`
}

/**
 * Split the path of a request below `/t/{name}`. A prefix has several spellings, so its segments are counted.
 * @param requestUrl - the request target: mostly a path, but HTTP permits an absolute URL, too
 * @param prefix - the path below which the simulator is, without a trailing slash
 * @returns the name of the tenant, and the path with its query that the default simulator serves in the same way
 */
export function splitTenant (requestUrl: string, prefix: string): { readonly id: string, readonly url: string } {
  const before = `(?:/+[^/?#]*){${prefix.split('/').length - 1}}`
  const parts = new RegExp(`^(?:[a-z][a-z0-9+.-]*://[^/?#]*)?(${before})/+[^/?#]*/+([^/?#]*)(.*)$`, 'is')
  const [, start = '', id = '', rest = ''] = parts.exec(requestUrl) ?? []
  const url = start === '' && !rest.startsWith('/') ? `/${rest}` : `${start}${rest}`
  return { id: decodeURIComponent(id), url }
}
