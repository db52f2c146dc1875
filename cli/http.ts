import { once } from 'node:events'
import { type IncomingMessage, request as requestHttp } from 'node:http'
import { text } from 'node:stream/consumers'
import type { ResolvedCommandOptions } from '../schemas/options.ts'

/** Longest time without a response (ms). */
const ANSWER_WITHIN = 3000

/** The place of a running simulator. */
export interface ServerAddress { readonly host: string, readonly port: number, readonly isSecure: boolean }

/** A request to a simulator; `path` begins with a slash. */
export interface ClientRequest {
  readonly method: string
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}
/** The response, with its body as text. */
export interface ClientResponse { readonly status: number, readonly body: string }

/** Addresses at which a server on all interfaces can be reached. */
const REACHABLE: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '::1' }

/** @returns the place of the simulator that runs with these options */
export const addressOf = ({ host, port, tlsCert }: ResolvedCommandOptions): ServerAddress =>
  ({ host, port, isSecure: tlsCert !== undefined })

/**
 * Send a request to a running simulator. It uses `node:http`: `fetch` refuses some ports.
 * @param address - the place of the simulator
 * @param request - the request
 * @returns status and body of the response
 * @throws {Error} if there is no connection, or no response within 3 seconds
 */
export async function request (
  { port, host, isSecure }: ServerAddress, { method, path, headers, body }: ClientRequest
): Promise<ClientResponse> {
  const to = {
    host: REACHABLE[host] ?? host, port, method, path, agent: false, timeout: ANSWER_WITHIN, headers: { ...headers }
  }
  // This client talks to its own server only; the certificate may be self-signed, and names the host that brokers use.
  const sent = isSecure ? (await import('node:https')).request({ ...to, rejectUnauthorized: false }) : requestHttp(to)
  sent.once('timeout', () => { sent.destroy(new Error(`no response within ${ANSWER_WITHIN} ms`)) })
  sent.end(body)
  const [response] = await once(sent, 'response') as [IncomingMessage]
  return { status: response.statusCode ?? 0, body: await text(response) }
}
