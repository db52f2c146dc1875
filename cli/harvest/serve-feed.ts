import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { SAMPLE_CONTENT } from '../../data/sample/content.ts'
import type { FeedSetting } from '../../domain/control/harvest/generated-session.ts'
import type { ResolvedCommandOptions } from '../../schemas/options.ts'
import { originOf } from '../../simulator/base-url.ts'
import { rulesOf } from '../../simulator/options/rules.ts'

/** Answer a request for a feed. */
export type FeedListener = (request: IncomingMessage, response: ServerResponse, setting: FeedSetting) => void

/** A server of one feed. */
export interface FeedServer {
  readonly base: string
  close (): Promise<void>
}

/**
 * Serve one feed of generated sessions, without a simulator.
 * @param options - port, host, base URL, seed, and the richness of descriptions
 * @param answer - answers the requests
 * @returns the server, which listens
 * @throws {Error} if it cannot listen
 */
export async function serveFeed (options: ResolvedCommandOptions, answer: FeedListener): Promise<FeedServer> {
  const { port, host, seed, baseUrl } = options
  const server = createServer()
  server.listen(port, host)
  await once(server, 'listening')
  const base = baseUrl ?? originOf(server.address(), false)
  const setting: FeedSetting = { base, seed, rules: rulesOf(options), content: SAMPLE_CONTENT }
  server.on('request', (request, response) => { answer(request, response, setting) })
  return {
    base,
    async close () {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    }
  }
}
