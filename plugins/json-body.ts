import type { FastifyInstance } from 'fastify'
import { findJsonProblem, type JsonProblem } from './json-text.ts'

/** No document of the APIs nests deeper than about ten. */
const MAX_DEPTH = 50

/** What may be wrong with a body. */
export type BodyProblem = JsonProblem | 'type' | 'syntax'

/**
 * Lets an area take JSON.
 * @param isJson - whether this is a media type that is taken
 * @param refuse - makes an error of what is wrong
 */
export function acceptJson (app: FastifyInstance, isJson: (contentType: string) => boolean, refuse: (problem: BodyProblem) => Error): void {
  const parseJson = app.getDefaultJsonParser('error', 'error')
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'string', bodyLimit: app.openBooking.options.bodyLimit }, (request, body: string, done) => {
    if (body === '') { done(null); return }
    // Before it is parsed, which takes long for a text that is nested a million times.
    const problem = isJson(request.headers['content-type'] ?? '') ? findJsonProblem(body, MAX_DEPTH) : 'type'
    if (problem !== null) { done(refuse(problem)); return }
    parseJson.call(app, request, body, (error: Error | null, value?: unknown) => {
      if (error === null) done(null, value)
      else done(refuse('syntax'))
    })
  })
}
