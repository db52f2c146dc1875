import basicAuth from '@fastify/basic-auth'
import fp from 'fastify-plugin'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { callerFor } from '../domain/checks/parties.ts'
import { BOOKING_SCOPE } from '../domain/partners/consent.ts'
import { BookingError } from '../domain/protocol/errors.ts'
import type { Caller } from '../domain/records/environment.ts'
import { sellerByIri } from '../domain/records/seller.ts'
import { CLIENT_HEADER, SELLER_HEADER } from '../schemas/header-names.ts'
import { matchesDigest } from '../simulator/credentials.ts'

// Node knows headers by small letters.
const [CLIENT, SELLER] = [CLIENT_HEADER.toLowerCase(), SELLER_HEADER.toLowerCase()]
const KEY = 'x-api-key'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Set where a booking partner is all that need be known of the caller. */
    anySeller?: boolean
  }
  interface FastifyInstance {
    /** @returns who asks, undefined without credentials. Throws a BookingError for wrong ones. */
    identify (request: FastifyRequest, reply: FastifyReply): Promise<Caller | undefined>
  }
}

/** Knows callers by HTTP Basic, API key or partner headers, whichever are switched on. */
export default fp(async (app) => {
  const { options, rules } = app.openBooking
  const isOn = (scheme: typeof options.auth[number]): boolean => options.auth.includes(scheme)

  await app.register(basicAuth, {
    validate: async (username, password, request) => {
      const partner = app.partners.get(username)
      if (!matchesDigest(password, partner?.digests.password)) throw new BookingError('InvalidAuthorizationDetailsError', 'User name or password is wrong.')
      request.openBooking = { caller: { partner: username, seller: null } }
    }
  })

  function byPassword (request: FastifyRequest, reply: FastifyReply): Promise<Caller> {
    return new Promise((resolve, reject) => {
      app.basicAuth(request, reply, (error) => {
        if (error === undefined && request.openBooking !== null) resolve(request.openBooking.caller)
        else reject(error instanceof BookingError ? error : new BookingError('InvalidAuthorizationDetailsError', 'The Authorization header is malformed.'))
      })
    })
  }

  function byKey (key: string): Caller {
    const partner = app.partners.bySecret('key', key)
    if (partner === undefined) throw new BookingError('InvalidAPITokenError', 'The API key is not known here.')
    return { partner: partner.id, seller: null }
  }

  function byHeaders (client: string, request: FastifyRequest): Caller {
    if (app.partners.get(client) === undefined) {
      throw new BookingError('InvalidAPITokenError', 'The client id is not known here.')
    }
    const sellerId = textOf(request.headers[SELLER])
    const seller = sellerId === undefined ? undefined : sellerByIri(rules, app.openBooking.baseUrl(), sellerId)
    if (sellerId !== undefined && seller === undefined) throw new BookingError('InvalidAuthorizationDetailsError', 'The seller id is not known here.')
    const { anySeller = false } = request.routeOptions.config
    return callerFor(client, seller?.path, { anySeller, problem: `The header ${SELLER} must name the seller to act for.` }, rules)
  }

  app.decorate('identify', async (request, reply) => {
    const { authorization } = request.headers
    const token = bearerOf(authorization)
    if (token !== undefined) {
      if (app.openId === null) throw new BookingError('InvalidAPITokenError', 'The access token is not valid.')
      const { scope = BOOKING_SCOPE, anySeller = false } = request.routeOptions.config
      return await app.openId.callerOf(token, { scope, anySeller })
    }
    if (authorization !== undefined && isOn('basic')) return await byPassword(request, reply)
    const key = textOf(request.headers[KEY])
    if (key !== undefined && isOn('key')) return byKey(key)
    const client = textOf(request.headers[CLIENT])
    return client !== undefined && isOn('header') ? byHeaders(client, request) : undefined
  })
}, { name: 'open-booking-simulator-auth', dependencies: ['open-booking-simulator-core', 'open-booking-simulator-partners', 'open-booking-simulator-openid'] })

/** @returns the token of an Authorization header (RFC 6750), undefined if it has none. */
export const bearerOf = (authorization: string | undefined): string | undefined => /^bearer +(\S+)$/i.exec(authorization ?? '')?.[1]

const textOf = (header: string | string[] | undefined): string | undefined => typeof header === 'string' ? header : header?.[0]

/** @returns the error for a request without credentials (Open Booking API, Authentication). */
export function missingCredentials (auth: readonly string[]): BookingError {
  return auth.length === 1 && auth[0] === 'key'
    ? new BookingError('NoAPITokenError', `The header ${KEY} must have an API key.`)
    : new BookingError('UnauthenticatedError', `Credentials are needed; accepted are: ${auth.join(', ')}.`)
}
