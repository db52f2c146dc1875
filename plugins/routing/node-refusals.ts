import fp from 'fastify-plugin'
import { received } from '../../domain/protocol/received.ts'
import { BookingError } from '../../domain/protocol/errors.ts'

/**
 * Refuse requests that the server of Node would refuse without a document: those that expect another interim answer
 * than 100 (417), and those of HTTP/1.1 without a host (400), which it passes with `requireHostHeader` off.
 * @see {@link https://www.rfc-editor.org/rfc/rfc9110#section-10.1.1}
 * @see {@link https://www.rfc-editor.org/rfc/rfc9112#section-3.2}
 */
export default fp(async (app) => {
  app.server.on('checkExpectation', (request, response) => { app.routing(request, response) })
  app.addHook('onRequest', ({ raw: { headers, httpVersion } }, _reply, done) => {
    const { expect, host } = headers
    if (expect !== undefined && expect.toLowerCase() !== '100-continue') {
      done(new BookingError('OpenBookingError',
        `The Expect header must be 100-continue, or missing; received ${received(expect)}.`, 417))
    } else if (host === undefined && httpVersion === '1.1') {
      done(new BookingError('OpenBookingError',
        'A request of HTTP/1.1 must have a Host header, such as Host: localhost:5000; received none.', 400))
    } else done()
  })
}, { name: 'open-booking-simulator-node-refusals' })
