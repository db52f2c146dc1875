import { once } from 'node:events'
import { type IncomingMessage, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { text } from 'node:stream/consumers'
import type { ResolvedCommandOptions } from '../schemas/options.ts'

/** A simulator that runs answers within this (ms). */
const ANSWER_WITHIN = 3000

/** Where a process comes from that asks its own server: no socket has such an address, whatever a request says of itself. */
export const INSIDE = 'this process'

/** What is asked. */
export interface ClientRequest { readonly method: string, readonly path: string, readonly headers?: Readonly<Record<string, string>>, readonly body?: string }
export interface ClientResponse { readonly status: number, readonly body: string }

/** Asks the simulator that runs with these options; with `node:http`, for `fetch` refuses some ports. */
export async function request ({ port, host, tlsCert }: ResolvedCommandOptions, { method, path, headers, body }: ClientRequest): Promise<ClientResponse> {
  const reachable = { '0.0.0.0': '127.0.0.1', '::': '::1' }[host] ?? host
  const to = { host: reachable, port, method, path, agent: false, timeout: ANSWER_WITHIN, headers: { ...headers } }
  // It asks its own server, and nothing but this: the certificate may be self-signed, and is for the name that brokers use.
  const request = tlsCert === undefined ? requestHttp(to) : requestHttps({ ...to, rejectUnauthorized: false })
  request.once('timeout', () => { request.destroy(new Error(`no answer within ${ANSWER_WITHIN} ms`)) })
  request.end(body)
  const [response] = await once(request, 'response') as [IncomingMessage]
  return { status: response.statusCode ?? 0, body: await text(response) }
}
