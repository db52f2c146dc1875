import type { IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import { text as textOf } from 'node:stream/consumers'
import { resolveCommandOptions } from '../../simulator/options/resolve.ts'
import { addressOf, type ClientRequest, type ClientResponse, open, request } from '../http.ts'
import type { Command, Invocation, Io } from '../io.ts'

/** Sends control calls to a running simulator. */
export interface ControlClient {
  /**
   * Send a control call.
   * @param method - HTTP method
   * @param path - path below `/simulator`, with its query
   * @param body - the arguments, or a stream of their JSON; undefined for none
   * @returns the answer, undefined without a body
   * @throws {Error} with the description of the simulator, if it refuses the call
   */
  send (method: string, path: string, body?: unknown): Promise<unknown>
  /**
   * Open a stream of the control calls.
   * @param path - path below `/simulator`, with its query
   * @param mediaType - its media type
   * @returns the response, whose body has only begun
   * @throws {Error} with the description of the simulator, if it refuses the call
   */
  open (path: string, mediaType: string): Promise<IncomingMessage>
}

/** A refusal of a control call. */
export class Refusal extends Error {
  /** HTTP status. */
  readonly status: number

  constructor (status: number, message: string) {
    super(message)
    this.status = status
  }
}

/** The text to print; with an exit code if the command can fail without an error. */
export type ControlOutcome = string | { readonly text: string, readonly exitCode: number }

/** Does the work of a command. */
export type ControlAction = (invocation: Invocation, client: ControlClient, io: Io) => Promise<ControlOutcome>

/** Sends requests to the server of the simulator. */
export interface Transport {
  send (sent: ClientRequest): Promise<ClientResponse>
  open (sent: ClientRequest): Promise<IncomingMessage>
}

/** Longest time for a control call (ms): to advance the clock by a year takes a while, and so does a large import. */
const ANSWER_WITHIN = 300_000

/**
 * Make a command of the command line from its action.
 * @param act - the action
 */
export function controlCommand (act: ControlAction): Command {
  return async (invocation, io) => {
    const options = resolveCommandOptions(invocation.given)
    const address = addressOf(options)
    const transport: Transport = {
      send: async (sent) => await request(address, sent, ANSWER_WITHIN),
      open: async (sent) => await open(address, sent, ANSWER_WITHIN)
    }
    const client = createClient(transport, { token: options.control, tenant: invocation.flags['tenant'] })
    const outcome = await act(invocation, client, io)
    const { text, exitCode } = typeof outcome === 'string' ? { text: outcome, exitCode: 0 } : outcome
    io.stdout.write(text)
    return exitCode
  }
}

/**
 * Create a client of the control calls.
 * @param transport - sends HTTP requests
 * @param target - the option `control`, and the name of a tenant
 */
export function createClient (
  transport: Transport, { token, tenant }: { readonly token: string, readonly tenant?: unknown }
): ControlClient {
  const path = typeof tenant === 'string' ? `/t/${encodeURIComponent(tenant)}` : ''
  const headers: Record<string, string> = ['on', 'off'].includes(token) ? {} : { authorization: `Bearer ${token}` }
  const pathOf = (below: string): string => `${path}/simulator${below}`
  return {
    send: async (method, below, body) => unwrap(await transport.send({
      method,
      path: pathOf(below),
      headers: { ...headers, ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: body instanceof Readable ? body : JSON.stringify(body) })
    })),
    open: async (below, mediaType) => {
      const response = await transport.open({ method: 'GET', path: pathOf(below), headers })
      const { statusCode: status = 0, headers: { 'content-type': type } } = response
      if (status !== 200) unwrap({ status, body: await textOf(response) })
      if (type?.startsWith(mediaType) === true) return response
      response.destroy()
      throw otherServer(status)
    }
  }
}

/**
 * Read the answer of a control call.
 * @throws {Refusal} with the description in the response, if it is no success
 */
function unwrap ({ status, body }: ClientResponse): unknown {
  const answer = parse(status, body)
  if (status < 300) return answer
  const { detail, path } = (answer ?? {}) as { readonly detail?: unknown, readonly path?: unknown }
  if (typeof detail === 'string') {
    throw new Refusal(status, typeof path === 'string' && path !== '' ? `${detail} (${path})` : detail)
  }
  throw new Error(status === 404
    ? 'the simulator has no control calls: start it with --control on'
    : `the simulator answered with status ${status}`)
}

const otherServer = (status: number): Error =>
  new Error(`expected a simulator at this host and port, got another server (status ${status})`)

function parse (status: number, body: string): unknown {
  if (body === '') return undefined
  try {
    return JSON.parse(body)
  } catch {
    throw otherServer(status)
  }
}
