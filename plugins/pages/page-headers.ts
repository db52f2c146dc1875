import { createHash } from 'node:crypto'
import type { FastifyReply } from 'fastify'
import { parseUrl } from '../../domain/protocol/parse-url.ts'

/**
 * List the sources that a page may use: images, and the style sheet in its head, by its digest. No text of a page can
 * come before that one, and so take its place.
 * @param page - the page
 */
function sourcesOf (page: string): string {
  const style = /<style>(.*?)<\/style>/s.exec(page)?.[1]
  const sheet = style === undefined ? "'none'" : `'sha256-${createHash('sha256').update(style).digest('base64')}'`
  return `default-src 'none'; style-src ${sheet}; img-src * data:; base-uri 'none'`
}

/** Schemes and hosts that a Content Security Policy can name; it has no form for others, such as IPv6 addresses. */
const NAMED_ORIGIN = /^https?:\/\/[a-z0-9.-]+(?::\d+)?$/i
const NAMED_SCHEME = /^[a-z][a-z0-9+.-]*:$/i

/**
 * Make the headers of a page with forms: no cache keeps it, no site frames it, it runs nothing, and its forms lead
 * only to the given addresses.
 * @param page - the page
 * @param targets - addresses that a form leads to, by redirects too: browsers check each of them
 */
export function pageHeaders (page: string, targets: readonly string[]): Record<string, string> {
  const sources = new Set(targets.flatMap((target) => sourceOf(target) ?? []))
  const formAction = ["'self'", ...sources].join(' ')
  return {
    'cache-control': 'no-store',
    'content-security-policy': `${sourcesOf(page)}; frame-ancestors 'none'; form-action ${formAction}`,
    'referrer-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY'
  }
}

/**
 * Make the headers of a page without forms: it runs nothing, and no site frames it.
 * @param page - the page
 */
export const plainPageHeaders = (page: string): Record<string, string> => ({
  'content-security-policy': `${sourcesOf(page)}; frame-ancestors 'none'; form-action 'none'`,
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY'
})

/** @returns the origin of an address in the form of the policy; its scheme alone if the policy cannot name its host. */
function sourceOf (address: string): string | undefined {
  const url = parseUrl(address)
  if (url === undefined || NAMED_ORIGIN.test(url.origin)) return url?.origin
  return NAMED_SCHEME.test(url.protocol) ? url.protocol : undefined
}

/**
 * Make the headers of the reference page: it runs and loads only files of this server, and sends requests to it alone.
 * @param base - base URL of the simulator, which a reader may have opened under another name
 */
export function referenceHeaders (base: string): Record<string, string> {
  const policy = ["default-src 'none'", "script-src 'self'", "style-src 'self' 'unsafe-inline'", "img-src 'self' data:",
    `connect-src ${["'self'", sourceOf(base) ?? ''].join(' ').trim()}`, "base-uri 'none'", "form-action 'none'",
    "frame-ancestors 'none'"]
  return { 'content-security-policy': policy.join('; '), 'referrer-policy': 'same-origin', 'x-frame-options': 'DENY' }
}

/** The headers of the dashboard: it runs and loads only files of this server, and sends requests to it alone. */
export const DASHBOARD_HEADERS = {
  'content-security-policy': "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; " +
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY'
} as const

/** @returns whether an answer is a page */
export const isPage = (reply: FastifyReply): boolean => /^text\/html\b/.test(String(reply.getHeader('content-type')))

/** Give a page a policy that lets it run nothing, unless it has one of its own. */
export function addPolicy (reply: FastifyReply, page: unknown): void {
  reply.header('x-content-type-options', 'nosniff')
  if (reply.hasHeader('content-security-policy')) return
  reply.header('content-security-policy', `${sourcesOf(String(page))}; form-action 'none'`)
}
