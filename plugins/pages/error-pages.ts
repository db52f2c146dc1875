import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { dashboardUrl, docsUrl, siteUrl } from '../../domain/protocol/ids.ts'
import { errorPage, type WayOut } from './error-page.ts'
import { addPolicy, isPage, plainPageHeaders } from './page-headers.ts'
import { prefersHtml } from './prefers-html.ts'

const JSON_TYPE = /^application\/(?:[\w.-]+\+)?json\b/
const HTML = 'text/html; charset=utf-8'
const READS: readonly string[] = ['GET', 'HEAD']

/**
 * Show a person the error of an address opened in a browser as a page. Programs get the document that they always get.
 * Let each other page run nothing. Register this after the request log, which keeps the document.
 */
export default fp(async (app) => {
  app.addHook('onSend', (request, reply, payload, done) => {
    if (reply.statusCode >= 400 && READS.includes(request.method) && isDocument(payload, reply)) {
      done(null, errorFor(request, reply, payload))
      return
    }
    if (isPage(reply)) addPolicy(reply, payload)
    done(null, payload)
  })

  /** @returns the page for a person, the document for a program */
  function errorFor ({ headers: { accept }, openBooking }: FastifyRequest, reply: FastifyReply, json: string): string {
    varyByAccept(reply)
    if (!prefersHtml(accept)) return json
    const base = openBooking.simulator.baseUrl()
    const page = errorPage(reply.statusCode, json, base, waysOut(app, base))
    reply.headers({ ...plainPageHeaders(page), 'content-type': HTML }).removeHeader('content-length')
    return page
  }
}, { name: 'open-booking-simulator-error-pages', dependencies: ['open-booking-simulator-core'] })

const isDocument = (payload: unknown, reply: FastifyReply): payload is string =>
  typeof payload === 'string' && JSON_TYPE.test(String(reply.getHeader('content-type')))

function varyByAccept (reply: FastifyReply): void {
  const known = reply.getHeader('vary')
  const names = known === undefined ? [] : String(known).split(',').map((name) => name.trim())
  if (!names.some((name) => name.toLowerCase() === 'accept')) reply.header('vary', [...names, 'Accept'].join(', '))
}

/** @returns the pages of a simulator that exist under its options */
function waysOut (app: FastifyInstance, base: string): WayOut[] {
  const { prefix, routes } = app.openBooking
  const isRoute = (path: string): boolean => routes.routesAt(path).methods.length > 0
  const optional = (name: string, urlOf: (base: string) => string): WayOut[] =>
    isRoute(urlOf(prefix)) ? [{ name, url: urlOf(base) }] : []
  return [
    ...optional('Dashboard', dashboardUrl),
    { name: 'Dataset site', url: siteUrl(base) },
    ...optional('API reference', docsUrl)
  ]
}

/**
 * Answer an error that occurs before any plugin, and so before Fastify has a reply.
 * @param request - the request, as far as it was read
 * @param status - HTTP status
 * @param json - the error as a program gets it
 * @param base - base URL
 * @returns the headers and the body of the answer, undefined for a program
 */
export function earlyErrorPage (
  request: FastifyRequest, status: number, json: string, base: string
): { readonly headers: Readonly<Record<string, string>>, readonly body: string } | undefined {
  const { method, headers: { accept } } = request
  if (!READS.includes(method) || !prefersHtml(accept)) return undefined
  const body = errorPage(status, json, base, [{ name: 'Dataset site', url: siteUrl(base) }])
  return { headers: { ...plainPageHeaders(body), 'content-type': HTML, vary: 'Accept' }, body }
}
