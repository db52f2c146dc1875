import type { FastifyReply } from 'fastify'
import type Provider from 'oidc-provider'
import type { KoaContextWithOIDC } from 'oidc-provider'

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

/** Add the headers of the server to each answer of the library. */
export function keepServerHeaders (provider: Provider): void {
  provider.use(async (context, next) => {
    context.set(LIBRARY_HEADERS)
    await next()
    for (const [name, value] of Object.entries(replies.get(context.req)?.getHeaders() ?? {})) {
      if (value === undefined) continue
      if (name === 'vary') context.vary(String(value))
      else context.set(name, Array.isArray(value) ? value : String(value))
    }
  })
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
