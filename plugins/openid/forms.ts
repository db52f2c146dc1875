import fp from 'fastify-plugin'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { parseUrl } from '../../domain/protocol/parse-url.ts'
import { pages } from './pages.ts'
import { toBookingError } from '../errors.ts'
import { pageHeaders } from '../pages/page-headers.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Set where a form may come from another site. */
    takesForeignForms?: boolean
  }
  interface FastifyReply {
    /**
     * Reply with an HTML page.
     * @param targets - addresses outside this server that its forms lead to
     */
    page (status: number, page: string, targets?: readonly string[]): FastifyReply
  }
}

/** The longest form accepted (bytes). */
const LONGEST_FORM = 10_000

const IS_OVER = 'This login has ended, or began in another browser. ' +
  'Go back to the app that sent you here and start again.'
const PROBLEMS: Readonly<Record<number, string>> = {
  400: 'The server cannot read this form.',
  413: 'The form is too long.',
  429: 'Too many requests came from here. Please wait a minute.',
  503: 'The booking system cannot write at the moment. Please try again.'
}
const FAILED = 'The booking system failed. Please try again.'

/** Answer with pages and read their forms; a failure is a page, too. */
export default fp(async (app) => {
  app.decorateReply('page', function (this: FastifyReply, status, page, targets = []) {
    const base = this.request.openBooking.simulator.baseUrl()
    return this.code(status).headers(pageHeaders(page, [base, ...targets])).type('text/html; charset=utf-8').send(page)
  })
  app.removeAllContentTypeParsers()
  const options = { parseAs: 'string', bodyLimit: LONGEST_FORM } as const
  app.addContentTypeParser('application/x-www-form-urlencoded', options, (_request, body, done) => {
    done(null, Object.fromEntries(new URLSearchParams(String(body))))
  })
  app.addHook('onRequest', async (request, reply) => {
    const { simulator, config } = request.openBooking
    if (config.takesForeignForms === true) return
    if (isForeign(request, simulator.baseUrl())) return reply.page(400, pages.error('Another site sent this form.'))
  })
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    if (error.name === 'SessionNotFound') return reply.page(400, pages.error(IS_OVER))
    const { status } = toBookingError(error, undefined)
    if (status >= 500) request.log.error({ err: error }, 'a page of a login failed')
    const problem = PROBLEMS[status] ?? (status < 500 ? PROBLEMS[400] : undefined) ?? FAILED
    return reply.page(status, pages.error(problem))
  })
}, { name: 'open-booking-simulator-forms', dependencies: ['open-booking-simulator-core'] })

/** @returns whether another site made the browser send this form. */
function isForeign ({ method, headers }: FastifyRequest, base: string): boolean {
  const { origin, host, 'sec-fetch-site': site } = headers
  if (method !== 'POST' || origin === undefined) return site === 'cross-site' && method === 'POST'
  // A server has several names: a page read from 127.0.0.1 sends its form there, not to localhost.
  const isOwn = origin === new URL(base).origin || parseUrl(origin)?.host === host
  return !isOwn || site === 'cross-site'
}
