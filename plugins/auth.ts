import basicAuth from '@fastify/basic-auth'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { callerFor } from '../domain/checks/parties.ts'
import { BOOKING_SCOPE } from '../domain/partners/consent.ts'
import { BookingError } from '../domain/protocol/errors.ts'
import { received } from '../domain/protocol/received.ts'
import { ANYBODY, type Caller } from '../domain/records/environment.ts'
import { sellerByIri, sellerIris } from '../domain/records/seller.ts'
import { CLIENT_HEADER, SELLER_HEADER } from '../schemas/header-names.ts'
import { matchesDigest, secretsMatch } from '../simulator/credentials.ts'
import type { Simulator } from '../simulator/index.ts'
import { wrongCredentials } from './wrong-credentials.ts'

// Node lower-cases header names.
const [CLIENT, SELLER] = [CLIENT_HEADER.toLowerCase(), SELLER_HEADER.toLowerCase()]
const KEY = 'x-api-key'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Set where the booking partner is enough: the credentials need not name a seller. */
    anySeller?: boolean
    /** Set where the token of the control interface opens the records of every booking partner. */
    takesControlToken?: boolean
  }
}

/** Options of the authentication of an area. */
export interface AuthOptions {
  /** @returns the refusal of a request without credentials; without it, such a request may act for everybody. */
  readonly refuse?: (simulator: Simulator) => Error
}

/** Identify the caller of each request by HTTP Basic, API key, partner headers or access token. */
export default fp<AuthOptions>(async (app, { refuse }) => {
  await app.register(basicAuth, {
    validate: async (username, password, { openBooking }, reply) => {
      const partner = openBooking.simulator.bookingPartners.get(username)
      if (!matchesDigest(password, partner?.digests.password)) {
        const problem = new BookingError('InvalidAuthorizationDetailsError', 'User name or password is wrong.')
        throw wrongCredentials(reply, username, problem)
      }
      openBooking.caller = { partner: username, seller: null }
    }
  })
  app.addHook('onRequest', async (request, reply) => {
    const { openBooking } = request
    if (openBooking.config.takesControlToken === true && hasControlToken(app, request)) {
      openBooking.caller = ANYBODY
      return
    }
    const caller = await identify(app, request, reply)
    if (caller === undefined && refuse !== undefined) throw refuse(openBooking.simulator)
    openBooking.caller = caller ?? ANYBODY
  })
}, {
  name: 'open-booking-simulator-auth',
  dependencies: ['open-booking-simulator-core', 'open-booking-simulator-openid']
})

function hasControlToken (app: FastifyInstance, { headers }: FastifyRequest): boolean {
  const token = app.openBooking.controlToken()
  const given = bearerOf(headers.authorization)
  return typeof token === 'string' && given !== undefined && secretsMatch(given, token)
}

/**
 * @returns the caller, undefined without credentials
 * @throws {BookingError} for wrong credentials
 */
async function identify (
  app: FastifyInstance, request: FastifyRequest, reply: FastifyReply
): Promise<Caller | undefined> {
  const { headers, openBooking: { simulator } } = request
  const { auth } = simulator.options
  const token = bearerOf(headers.authorization)
  if (token !== undefined) return await byToken(token, app, reply)
  if (headers.authorization !== undefined && auth.includes('basic')) return await byPassword(app, request, reply)
  const key = textOf(headers[KEY])
  if (key !== undefined && auth.includes('key')) return byKey(key, reply)
  const client = textOf(headers[CLIENT])
  return client !== undefined && auth.includes('header') ? byHeaders(client, reply) : undefined
}

async function byToken (token: string, app: FastifyInstance, reply: FastifyReply): Promise<Caller> {
  const openId = app.openBooking.openIdOf?.(reply.request.openBooking.simulator)
  const { scope = BOOKING_SCOPE, anySeller = false } = reply.request.openBooking.config
  const caller = await openId?.callerOf(token, { scope, anySeller })
  if (caller !== undefined) return caller
  throw wrongCredentials(reply, 'token', new BookingError('InvalidAPITokenError', 'The access token is not valid.'))
}

function byPassword (app: FastifyInstance, request: FastifyRequest, reply: FastifyReply): Promise<Caller> {
  return new Promise((resolve, reject) => {
    app.basicAuth(request, reply, (error) => {
      if (error === undefined) resolve(request.openBooking.caller)
      else reject(error instanceof BookingError ? error : malformed())
    })
  })
}

const malformed = (): BookingError =>
  new BookingError('InvalidAuthorizationDetailsError',
    'The Authorization header must be Basic with user name and password in Base64 (RFC 7617).')

function byKey (key: string, reply: FastifyReply): Caller {
  const partner = reply.request.openBooking.simulator.bookingPartners.bySecret('key', key)
  if (partner === undefined) {
    throw wrongCredentials(reply, 'key', new BookingError('InvalidAPITokenError', 'The API key is unknown.'))
  }
  return { partner: partner.id, seller: null }
}

function byHeaders (client: string, reply: FastifyReply): Caller {
  const { headers, openBooking: { simulator, config: { anySeller = false } } } = reply.request
  if (simulator.bookingPartners.get(client) === undefined) {
    const problem = `The client id in ${CLIENT_HEADER} is unknown; received ${received(client)}.`
    throw wrongCredentials(reply, client, new BookingError('InvalidAPITokenError', problem))
  }
  const { rules } = simulator
  const sellerId = textOf(headers[SELLER])
  const seller = sellerId === undefined ? undefined : sellerByIri(rules, simulator.baseUrl(), sellerId)
  const expectation = `${SELLER_HEADER} must be ${sellerIris(rules, simulator.baseUrl())}`
  if (sellerId !== undefined && seller === undefined) {
    const problem = `${expectation}; received ${received(sellerId)}.`
    throw wrongCredentials(reply, client, new BookingError('InvalidAuthorizationDetailsError', problem))
  }
  const problem = `${expectation}; received nothing.`
  return callerFor({ partner: client, seller: seller?.path, anySeller, problem }, rules)
}

/** @returns the token of an Authorization header (RFC 6750), undefined if it has none. */
export const bearerOf = (authorization: string | undefined): string | undefined =>
  /^bearer +(\S+)$/i.exec(authorization ?? '')?.[1]

const textOf = (header: string | string[] | undefined): string | undefined =>
  typeof header === 'string' ? header : header?.[0]

/** @returns the error for a request without credentials (Open Booking API, Authentication). */
export function missingCredentials ({ options: { auth } }: Simulator): BookingError {
  if (auth.length === 1 && auth[0] === 'key') {
    return new BookingError('NoAPITokenError', `The header ${KEY} must carry an API key.`)
  }
  return new BookingError('UnauthenticatedError',
    `The request has no credentials. This booking system accepts: ${auth.join(', ')}.`)
}
