import fp from 'fastify-plugin'
import Negotiator from 'negotiator'
import { BookingError } from '../domain/protocol/errors.ts'
import { type BodyProblem, acceptJson } from './json-body.ts'

export const BOOKING_MEDIA_TYPE = 'application/vnd.openactive.booking+json; version=1'

const BOOKING_TYPE = 'application/vnd.openactive.booking+json'
const ACCEPTABLE = [BOOKING_MEDIA_TYPE, BOOKING_TYPE, 'application/json', 'application/ld+json']
const JSON_TYPE = /^application\/(?:json|ld\+json|vnd\.openactive\.booking\+json)\s*(?:;|$)/i
const OTHER_VERSION = /;\s*version\s*=\s*(?!"?1"?\s*(?:;|$))/i

const PROBLEMS: Readonly<Record<BodyProblem, readonly [description: string, status?: number]>> = {
  type: [`The request body must be of the type ${BOOKING_MEDIA_TYPE}.`, 415],
  duplicate: ['The request body has a property twice in one object.'],
  depth: ['The request body is nested too deeply.'],
  syntax: ['The request body is not valid JSON.']
}

/**
 * What an area reads and writes: JSON in, whatever its JSON type is called; JSON-LD out under one exact type.
 * @see {@link https://openactive.io/open-booking-api/EditorsDraft/#media-types}
 */
export default fp(async (app) => {
  acceptJson(app, (type) => JSON_TYPE.test(type) && !OTHER_VERSION.test(type), (problem) => new BookingError('OpenBookingError', ...PROBLEMS[problem]))
  // After the credentials were looked at.
  app.addHook('preParsing', async ({ headers: { accept } }) => {
    if (accept !== undefined && !isAcceptable(accept)) {
      throw new BookingError('OpenBookingError', `This answers in ${BOOKING_MEDIA_TYPE} only.`, 406)
    }
  })
  // A content type that is set earlier would get a charset and quotation marks.
  app.addHook('onSend', async (_request, reply, payload) => {
    if (payload !== undefined && payload !== null && payload !== '') reply.header('content-type', BOOKING_MEDIA_TYPE)
    return payload
  })
}, { name: 'open-booking-simulator-media-type', dependencies: ['open-booking-simulator-core'] })

/** Of the parameters of a media type, only the version of ours says anything about what is wanted. */
function isAcceptable (accept: string): boolean {
  const entries = accept.split(',').filter((entry) => entry.trim() !== '').map((entry) => {
    const [type = '', ...parameters] = entry.split(';')
    const ours = type.trim().toLowerCase() === BOOKING_TYPE
    return [type, ...parameters.filter((parameter) => /^\s*q\s*=/i.test(parameter) || (ours && /^\s*version\s*=/i.test(parameter)))].join(';')
  })
  return entries.length === 0 || new Negotiator({ headers: { accept: entries.join(',') } }).mediaType(ACCEPTABLE) !== undefined
}
