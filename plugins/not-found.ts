import fp from 'fastify-plugin'
import { BookingError } from '../domain/protocol/errors.ts'
import { bookingUrl, siteUrl } from '../domain/protocol/ids.ts'

/** Answers what is not there, whatever else is wrong with the request: before its media types, credentials and body are looked at. */
export default fp(async (app) => {
  const { baseUrl } = app.openBooking
  app.addHook('onRequest', async (request) => {
    if (!request.is404) return
    const [base, api] = [baseUrl(), bookingUrl(baseUrl())]
    throw new BookingError('UnknownOrIncorrectEndpointError', `There is nothing here. The dataset site at ${siteUrl(base)} says what there is; the Open Booking API is below ${api}, its orders feed at ${api}/orders-rpde.`)
  })
  // Hooks of an area run for unknown paths only where it has a handler of its own for them.
  app.setNotFoundHandler(() => {})
}, { name: 'open-booking-simulator-not-found', dependencies: ['open-booking-simulator-core'] })
