import type { IncomingHttpHeaders } from 'node:http'
import { parseUrl } from '../../domain/protocol/parse-url.ts'
import { received } from '../../domain/protocol/received.ts'
import { isLoopback } from './token.ts'

/** Names by which a server may be asked. */
export interface KnownNames {
  readonly baseUrl: string
  /** The option `controlHosts`. */
  readonly controlHosts?: readonly string[]
}

/**
 * Find out why a request must not steer this server: it names another host, or it comes from a page of another site.
 * @returns the problem, undefined if there is none
 */
export function foreignSender (
  headers: IncomingHttpHeaders, { baseUrl, controlHosts }: KnownNames
): string | undefined {
  const { host, origin } = headers
  const base = new URL(baseUrl)
  const asked = parseUrl(`http://${host ?? ''}`)
  if (asked === undefined) return `The Host header is no host; received ${received(host)}.`
  if (!isKnown(asked.hostname, base, controlHosts)) {
    return 'The Host header must name this machine, the host of the base URL, or one in the option controlHosts ' +
      `(--control-hosts); received ${received(host)}.`
  }
  if (origin !== undefined && ![base.host, asked.host].includes(parseUrl(origin)?.host ?? '')) {
    return `Pages of other origins must not send control calls; received ${received(origin)}.`
  }
  return isEmbedded(headers) ? 'Pages of other sites must not embed control calls.' : undefined
}

/**
 * Say whether a request may make a tenant by its first use: not by another name of the server, and not as a part of a
 * page of another site. Pages of this machine may be apps that are tested.
 */
export function mayMakeTenant (headers: IncomingHttpHeaders, { baseUrl, controlHosts }: KnownNames): boolean {
  const base = new URL(baseUrl)
  const isKnownUrl = (url: string): boolean => isKnown(parseUrl(url)?.hostname ?? '', base, controlHosts)
  if (!isKnownUrl(`http://${headers.host ?? ''}`)) return false
  return headers.origin === undefined ? !isEmbedded(headers) : isKnownUrl(headers.origin)
}

/** @returns whether a page of another site loads this as a part of it; a link to it is no part (Fetch Metadata) */
function isEmbedded ({ 'sec-fetch-site': site, 'sec-fetch-dest': destination }: IncomingHttpHeaders): boolean {
  return site === 'cross-site' && destination !== 'document'
}

function isKnown (hostname: string, base: URL, controlHosts: readonly string[] = []): boolean {
  return isLocalName(hostname) || [base.hostname, ...controlHosts].some((name) => name.toLowerCase() === hostname)
}

const isLocalName = (name: string): boolean =>
  name === 'localhost' || name.endsWith('.localhost') || isLoopback(name.replace(/^\[|\]$/g, ''))
