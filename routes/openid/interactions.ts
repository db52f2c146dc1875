import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import type { default as Provider, InteractionResults } from 'oidc-provider'

type Interaction = Awaited<ReturnType<Provider['interactionDetails']>>
/** What a page sends. */
type Form = Readonly<Record<string, string>>

const HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; img-src *; base-uri 'none'; frame-ancestors 'none'",
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY'
}

const send = (reply: FastifyReply, status: number, page: string): FastifyReply => reply.code(status).headers(HEADERS).type('text/html; charset=utf-8').send(page)

/** The pages on which a seller logs in and agrees. They need no scripts. */
const interactions: FastifyPluginAsync = async (app) => {
  const { openId, openBooking: { baseUrl, rules, settle } } = app
  if (openId === null) return
  const { pages } = openId
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string', bodyLimit: 10_000 }, (_request, body, done) => {
    done(null, Object.fromEntries(new URLSearchParams(String(body))))
  })
  app.addHook('preHandler', settle)
  app.setErrorHandler((error, request, reply) => {
    const isOver = error instanceof ForeignFormError || (error instanceof Error && error.name === 'SessionNotFound')
    if (isOver) return send(reply, 400, pages.error('This login has ended, or was begun in another browser. Go back to the app that sent you here, and begin anew.'))
    request.log.error({ err: error }, 'a page of a login failed')
    return send(reply, 500, pages.error('The booking system made a mistake. Please try again.'))
  })

  async function pageFor (provider: Provider, { uid, prompt, params, session }: Interaction, problem?: string): Promise<string> {
    const client = await provider.Client.find(String(params['client_id']))
    const page = { broker: client?.clientName ?? '', action: `${baseUrl()}/openid/interaction/${uid}`, ...(problem && { problem }) }
    if (prompt.name === 'login') return pages.login(page)
    return pages.consent({ ...page, seller: rules.sellers.find(({ path }) => path === session?.accountId), base: baseUrl(), scopes: String(params['scope']).split(' ') })
  }

  app.get('/interaction/:uid', async (request, reply) => {
    const provider = await openId.provider()
    return send(reply, 200, await pageFor(provider, await provider.interactionDetails(request.raw, reply.raw)))
  })

  app.post('/interaction/:uid', async (request, reply) => {
    expectOwnPage(request, baseUrl())
    const provider = await openId.provider()
    const details = await provider.interactionDetails(request.raw, reply.raw)
    const form = request.body as Form
    const result = form['answer'] === 'deny' ? DENIED : details.prompt.name === 'login' ? await loggedIn(form, request.ip) : await agreed(provider, details)
    if (result === undefined) return send(reply, 401, await pageFor(provider, details, 'User name or password is wrong. After five wrong ones, wait a minute.'))
    return await reply.redirect(await provider.interactionResult(request.raw, reply.raw, result, { mergeWithLastSubmission: true }), 303)
  })

  async function loggedIn ({ username = '', password = '' }: Form, address: string): Promise<InteractionResults | undefined> {
    const accountId = await openId?.sellerOf(username, password, address)
    return accountId === undefined ? undefined : { login: { accountId } }
  }
}

const DENIED: InteractionResults = { error: 'access_denied', error_description: 'The seller did not agree.' }

async function agreed (provider: Provider, { grantId, session, params }: Interaction): Promise<InteractionResults> {
  const known = grantId === undefined ? undefined : await provider.Grant.find(grantId)
  const grant = known ?? new provider.Grant({ accountId: session?.accountId, clientId: String(params['client_id']) })
  grant.addOIDCScope(String(params['scope']))
  return { consent: { grantId: await grant.save() } }
}

/** Other sites can make a browser send a form, but not in our name. The cookie of the interaction, too, is not sent along then. */
function expectOwnPage ({ headers: { origin, 'sec-fetch-site': site } }: FastifyRequest, base: string): void {
  const isForeign = (origin !== undefined && origin !== new URL(base).origin) || site === 'cross-site'
  if (isForeign) throw new ForeignFormError('A form of another site was sent')
}

class ForeignFormError extends Error {}

export default interactions
