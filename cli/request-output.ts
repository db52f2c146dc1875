import type { FastifyInstance } from 'fastify'
import { summarizeRequest } from '../domain/control/request-entry.ts'
import { requestLine } from '../domain/control/request-line.ts'
import type { ResolvedCommandOptions } from '../schemas/options.ts'
import type { Io } from './io.ts'

/** Levels of a log that has requests. */
const WITH_REQUESTS: readonly string[] = ['info', 'debug', 'trace']

/**
 * Print each request of a simulator: one line for a person at a terminal, one line of JSON elsewhere.
 * @param app - the server, before the plugin is registered
 */
export function printRequests (
  app: FastifyInstance, { logLevel }: Pick<ResolvedCommandOptions, 'logLevel'>, { stdout }: Io
): void {
  if (!WITH_REQUESTS.includes(logLevel)) return
  let isFirst = true
  // Fastify shows the decorator of a plugin only inside its scope, which is the first.
  app.addHook('onRegister', (scope) => {
    if (!isFirst) return
    isFirst = false
    scope.addHook('onReady', async () => {
      scope.openBooking.onRequestLogged = (logged) => {
        const request = summarizeRequest(logged)
        if (stdout.isTTY === true) stdout.write(`${requestLine(request)}\n`)
        else app.log.info({ request }, requestLine(request))
      }
    })
  })
}
