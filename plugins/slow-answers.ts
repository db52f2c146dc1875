import type { Socket } from 'node:net'
import fp from 'fastify-plugin'

/**
 * Keep the idle timeout of a server off requests that were received completely: their answer may take its time. A
 * reader that no longer takes the bytes of a complete answer is still disconnected.
 */
export default fp(async (app) => {
  app.addHook('onRequest', ({ raw: request }, { raw: response }, done) => {
    response.on('timeout', (socket: Socket) => {
      if (!request.complete || response.writableEnded) socket.destroy()
    })
    done()
  })
}, { name: 'open-booking-simulator-slow-answers' })
