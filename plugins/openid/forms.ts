import fp from 'fastify-plugin'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { PAGE_HEADERS, pages } from '../../routes/openid/pages.ts'
import { toBookingError } from '../errors.ts'

declare module 'fastify' {
  interface FastifyReply {
    /** Answers with a page. */
    page (status: number, page: string): FastifyReply
  }
}

/** No form of ours is longer (bytes). */
const LONGEST_FORM = 10_000

const IS_OVER = 'This login has ended, or was begun in another browser. Go back to the app that sent you here, and begin anew.'
const PROBLEMS: Readonly<Record<number, string>> = {
  400: 'What was sent is no form of this page.',
  413: 'What was sent is too long.',
  429: 'That was too much at once. Please wait a minute.',
  503: 'The booking system can not write at the moment. Please try again.'
}

/** Pages with forms: what goes wrong is answered by a page, too. */
export default fp(async (app) => {
  const { baseUrl } = app.openBooking
  app.decorateReply('page', function (this: FastifyReply, status, page) {
    return this.code(status).headers(PAGE_HEADERS).type('text/html; charset=utf-8').send(page)
  })
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string', bodyLimit: LONGEST_FORM }, (_request, body, done) => {
    done(null, Object.fromEntries(new URLSearchParams(String(body))))
  })
  app.addHook('onRequest', async (request, reply) => {
    if (isForeign(request, baseUrl())) return reply.page(400, pages.error('This form was sent by another site.'))
  })
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    if (error.name === 'SessionNotFound') return reply.page(400, pages.error(IS_OVER))
    const { status } = toBookingError(error, undefined)
    if (status >= 500) request.log.error({ err: error }, 'a page of a login failed')
    return reply.page(status, pages.error(PROBLEMS[status] ?? (status < 500 ? PROBLEMS[400] : undefined) ?? 'The booking system made a mistake. Please try again.'))
  })
}, { name: 'open-booking-simulator-forms', dependencies: ['open-booking-simulator-core'] })

/** Other sites can make a browser send a form, but not in our name. The cookie of a login, too, is not sent along then. */
function isForeign ({ method, headers: { origin, host, 'sec-fetch-site': site } }: FastifyRequest, base: string): boolean {
  if (method !== 'POST' || origin === undefined) return site === 'cross-site' && method === 'POST'
  // Whoever came by another name of ours, as 127.0.0.1 is one of localhost, has the form from there.
  const isOwn = origin === new URL(base).origin || (URL.canParse(origin) && new URL(origin).host === host)
  return !isOwn || site === 'cross-site'
}
