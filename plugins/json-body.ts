import fp from 'fastify-plugin'
import { findJsonProblem, type JsonProblem } from '../domain/protocol/json-problem.ts'

/** The deepest nesting of objects and arrays accepted (count); documents of the APIs need about ten. */
const MAX_DEPTH = 50

/** A fault of a request body. */
export type BodyProblem = JsonProblem | 'type' | 'syntax'

/** Options of the JSON bodies of an area. */
export interface JsonBodyOptions {
  /** @returns whether the area accepts this media type. */
  readonly isJson: (contentType: string) => boolean
  /** @returns the error for a fault of the body. */
  readonly refuse: (problem: BodyProblem) => Error
}

/** Parse request bodies as JSON, without duplicate keys and deep nesting. */
export default fp<JsonBodyOptions>(async (app, { isJson, refuse }) => {
  const parseJson = app.getDefaultJsonParser('error', 'error')
  const { bodyLimit } = app.openBooking.options
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'string', bodyLimit }, (request, body: string, done) => {
    if (body === '') { done(null); return }
    // Before parsing, which takes long for a text nested a million times.
    const problem = isJson(request.headers['content-type'] ?? '') ? findJsonProblem(body, MAX_DEPTH) : 'type'
    if (problem !== null) { done(refuse(problem)); return }
    parseJson.call(app, request, body, (error: Error | null, value?: unknown) => {
      if (error === null) done(null, value)
      else done(refuse('syntax'))
    })
  })
}, { name: 'open-booking-simulator-json-body', dependencies: ['open-booking-simulator-core'] })
