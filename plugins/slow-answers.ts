import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import fp from 'fastify-plugin'

/**
 * Keep the idle timeout of a server off requests that were received completely: their answer may take its time. A
 * reader that no longer takes the bytes of a complete answer is still disconnected.
 */
export default fp(async (app) => {
  app.addHook('onRequest', (_request, { raw }, done) => {
    raw.on('timeout', endUnlessAnswering)
    done()
  })
}, { name: 'open-booking-simulator-slow-answers' })

function endUnlessAnswering (this: ServerResponse, socket: Socket): void {
  if (!this.req.complete || this.writableEnded) socket.destroy()
}
