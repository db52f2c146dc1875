import fp from 'fastify-plugin'
import Negotiator from 'negotiator'
import { BookingError } from '../domain/protocol/errors.ts'
import { BOOKING_MEDIA_TYPE } from '../domain/protocol/ids.ts'
import { received } from '../domain/protocol/received.ts'
import { createRecentMap } from '../simulator/recent-map.ts'
import { refusalOfBody } from './bodies/body-faults.ts'
import { fromRefusal } from './errors.ts'
import jsonBody from './bodies/json-body.ts'
import { isPage } from './pages/page-headers.ts'

const BOOKING_TYPE = 'application/vnd.openactive.booking+json'
/** The published snapshot of the specification calls version 1 `1.0`. */
const ACCEPTABLE = [
  BOOKING_MEDIA_TYPE, `${BOOKING_TYPE}; version=1.0`, BOOKING_TYPE, 'application/json', 'application/ld+json'
]
const JSON_TYPE = /^application\/(?:json|ld\+json|vnd\.openactive\.booking\+json)\s*(?:;|$)/i
const OTHER_VERSION = /;\s*version\s*=\s*(?!"?1(?:\.0)?"?\s*(?:;|$))/i

/**
 * Negotiate media types: JSON in under any of its names; JSON-LD out under one exact type.
 * @see {@link https://openactive.io/open-booking-api/EditorsDraft/#media-types}
 */
export default fp(async (app) => {
  await app.register(jsonBody, {
    isJson: (type) => JSON_TYPE.test(type) && !OTHER_VERSION.test(type),
    refuse: (fault, request) => fromRefusal(refusalOfBody(fault, request, BOOKING_MEDIA_TYPE))
  })
  // After authentication. The document of an `@id` has a page, too.
  app.addHook('preParsing', ({ headers: { accept }, openBooking: { config, prefersHtml } }, _reply, payload, done) => {
    const hasPage = config.isNode === true && prefersHtml
    if (accept === undefined || hasPage || isAcceptable(accept)) done(null, payload)
    else done(notAcceptable(accept))
  })
  // Fastify would add a charset and quotation marks to a content type that is set earlier.
  app.addHook('onSend', (_request, reply, payload, done) => {
    if (!isPage(reply) && payload !== undefined && payload !== null && payload !== '') {
      reply.header('content-type', BOOKING_MEDIA_TYPE)
    }
    done(null, payload)
  })
}, { name: 'open-booking-simulator-media-type', dependencies: ['open-booking-simulator-core'] })

const notAcceptable = (accept: string): BookingError => new BookingError('OpenBookingError',
  `The Accept header must allow ${BOOKING_MEDIA_TYPE}; received ${received(accept)}.`, 406)

/** Clients have few Accept headers. */
const negotiated = createRecentMap<boolean>(100)

function isAcceptable (accept: string): boolean {
  const known = negotiated.get(accept)
  if (known !== undefined) return known
  const result = negotiate(accept)
  negotiated.set(accept, result)
  return result
}

/** Only `q`, and the version of the booking media type, matter among the parameters of an accepted type. */
function negotiate (accept: string): boolean {
  const entries = accept.split(',').filter((entry) => entry.trim() !== '').map((entry) => {
    const [type = '', ...parameters] = entry.split(';')
    const isBookingType = type.trim().toLowerCase() === BOOKING_TYPE
    const matters = (parameter: string): boolean =>
      /^\s*q\s*=/i.test(parameter) || (isBookingType && /^\s*version\s*=/i.test(parameter))
    return [type, ...parameters.filter(matters)].join(';')
  })
  const negotiator = new Negotiator({ headers: { accept: entries.join(',') } })
  return entries.length === 0 || negotiator.mediaType(ACCEPTABLE) !== undefined
}
