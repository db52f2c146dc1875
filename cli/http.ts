import { once } from 'node:events'
import { type ClientRequest as NodeClientRequest, type IncomingMessage, request as requestHttp } from 'node:http'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import type { ResolvedCommandOptions } from '../schemas/options.ts'

/** Longest time without a response, by default (ms). */
const ANSWER_WITHIN = 3000

/** The place of a running simulator. */
export interface ServerAddress { readonly host: string, readonly port: number, readonly isSecure: boolean }

/** A request to a simulator; `path` begins with a slash. */
export interface ClientRequest {
  readonly method: string
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  /** A text, or a stream for a large one. */
  readonly body?: string | Readable
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
 * @param sent - the request
 * @param within - longest time without a response (ms)
 * @returns status and body of the response
 * @throws {Error} if there is no connection, or no response within this time
 */
export async function request (
  address: ServerAddress, sent: ClientRequest, within = ANSWER_WITHIN
): Promise<ClientResponse> {
  const response = await open(address, sent, within)
  return { status: response.statusCode ?? 0, body: await text(response) }
}

/**
 * Send a request to a running simulator, and wait for the beginning of the response.
 * @param address - the place of the simulator
 * @param request - the request
 * @param within - longest time without a response, and between its parts (ms)
 * @returns the response, whose body is not read yet
 * @throws {Error} if there is no connection, or no response within this time
 */
export async function open (
  address: ServerAddress, { body, ...head }: ClientRequest, within: number
): Promise<IncomingMessage> {
  const sent = await begin(address, head)
  sent.setTimeout(within, () => { sent.destroy(new Error(`no response within ${within} ms`)) })
  // Once there is a response, its reader gets the error.
  sent.on('error', () => {})
  if (body instanceof Readable) {
    sent.once('close', () => { body.destroy() })
    body.on('error', (error) => { sent.destroy(error) }).pipe(sent)
  } else sent.end(body)
  const [response] = await once(sent, 'response') as [IncomingMessage]
  return response
}

async function begin (
  { port, host, isSecure }: ServerAddress, { method, path, headers }: Omit<ClientRequest, 'body'>
): Promise<NodeClientRequest> {
  const to = { host: REACHABLE[host] ?? host, port, method, path, agent: false, headers: { ...headers } }
  // This client talks to its own server only; the certificate may be self-signed, and names the host that brokers use.
  return isSecure ? (await import('node:https')).request({ ...to, rejectUnauthorized: false }) : requestHttp(to)
}
