import type { AddressInfo } from 'node:net'

/**
 * The absolute URL of a request, without its query, which may hold secrets.
 * @param prefix - part of the request's path that `base` stands for
 * @param requestUrl - as it came: mostly a path, but a whole URL or `*` is allowed, too
 */
export function urlBelow (base: string, prefix: string, requestUrl: string): string {
  const path = requestUrl.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '').replace(/[?#].*$/s, '')
  const url = new URL(base)
  url.pathname = `${url.pathname.replace(/\/$/, '')}${path.startsWith(prefix) ? path.slice(prefix.length) : path}`
  // A reader could take an ampersand for the begin of an HTML entity.
  return url.href.replaceAll('&', '%26')
}

/** @returns scheme, host and port of an address that a server listens at. Loopback and wildcard addresses are reached as localhost. */
export function originOf (address: AddressInfo | string | null, secure: boolean): string {
  const scheme = secure ? 'https' : 'http'
  if (address === null || typeof address === 'string') return `${scheme}://localhost`
  const local = ['127.0.0.1', '0.0.0.0', '::1', '::'].includes(address.address)
  const host = address.family === 'IPv6' ? `[${address.address}]` : address.address
  return `${scheme}://${local ? 'localhost' : host}:${address.port}`
}
