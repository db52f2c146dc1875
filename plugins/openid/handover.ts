import type { FastifyReply } from 'fastify'
import type Provider from 'oidc-provider'
import type { KoaContextWithOIDC } from 'oidc-provider'
import { errorPage } from './pages.ts'
import { tooManyFailures, waitAfterFailure } from '../wrong-credentials.ts'

/** Headers of each answer of the library: it names its own scripts and forms. */
const LIBRARY_HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff'
}

/** The reply of the server to each request that the library answers. */
const replies = new WeakMap<object, FastifyReply>()

/**
 * Let the library answer a request. Its answer, an error too, has the headers that hooks of the server have set, those
 * of CORS among them.
 */
export async function handOver (provider: Provider, reply: FastifyReply): Promise<void> {
  const { raw } = reply.request
  replies.set(raw, reply)
  reply.hijack()
  await provider.callback()(raw, reply.raw)
}

/** Errors for wrong credentials: of a client, of a registration, of a token or a code (RFC 6749, RFC 6750). */
const WRONG = ['invalid_client', 'invalid_grant', 'invalid_token']

/** The longest parameter of a login (characters); a pending login stores them. */
const LONGEST_PARAMETER = 2048

/** @returns the problem with the parameters of a login that is too long to store. */
function parameterProblem (parameters: URLSearchParams): string | undefined {
  const long = [...parameters].find(([, value]) => value.length > LONGEST_PARAMETER)
  if (long === undefined) return undefined
  const [name, { length }] = long
  return `The parameter ${name} has ${length} characters; a login takes ${LONGEST_PARAMETER} at most.`
}

/** Add the headers of the server to each answer of the library, and refuse too many wrong credentials. */
export function completeAnswers (provider: Provider): void {
  provider.use(async (context, next) => {
    context.set(LIBRARY_HEADERS)
    const problem = parameterProblem(context.URL.searchParams)
    if (problem === undefined) await next()
    else Object.assign(context, { status: 400, type: 'html', body: errorPage(problem) })
    const reply = replies.get(context.req)
    if (reply === undefined) return
    // A request without a token is invalid_token, too.
    const hasCredentials = context.headers.authorization !== undefined || context.method === 'POST'
    if (hasCredentials && WRONG.includes(errorOf(context.body))) {
      const wait = waitAfterFailure(reply, identityOf(context as KoaContextWithOIDC))
      if (wait !== undefined) refuse(context, wait)
    }
    for (const [name, value] of Object.entries(reply.getHeaders())) {
      if (value === undefined) continue
      if (name === 'vary') context.vary(String(value))
      else context.set(name, Array.isArray(value) ? value : String(value))
    }
  })
}

function errorOf (body: unknown): string {
  return typeof body === 'object' && body !== null && 'error' in body ? String(body.error) : ''
}

function refuse (context: { status: number, body: unknown }, wait: number): void {
  context.status = 429
  context.body = { error: 'temporarily_unavailable', error_description: tooManyFailures(wait) }
}

/** @returns the client that the credentials of a request claim to be, or the kind of their token. */
function identityOf ({ headers: { authorization = '' }, oidc }: KoaContextWithOIDC): string {
  const [scheme = '', value = ''] = authorization.split(' ')
  if (scheme.toLowerCase() !== 'basic') return String(oidc?.params?.['client_id'] ?? 'token')
  return Buffer.from(value, 'base64').toString().split(':', 1)[0] ?? ''
}

/**
 * Decide whether a browser app of an origin may use a client. An app that holds the secret of its client may have any
 * origin; a public client is for the origins of its redirect addresses.
 * @see {@link https://datatracker.ietf.org/doc/html/draft-ietf-oauth-browser-based-apps}
 */
export function allowsOrigin (origin: string, client: NonNullable<KoaContextWithOIDC['oidc']['client']>): boolean {
  if (client.clientAuthMethod !== 'none') return true
  return (client.redirectUris ?? []).some((uri) => new URL(uri).origin === origin)
}
