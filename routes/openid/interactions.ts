import type { FastifyPluginAsync } from 'fastify'
import type { default as Provider, InteractionResults } from 'oidc-provider'
import { WRONG_PASSWORD } from '../../domain/partners/login-throttle.ts'
import { sellerByPath } from '../../domain/records/seller.ts'

/** What a page sends. */
type Form = Readonly<Record<string, string>>
type Interaction = Awaited<ReturnType<Provider['interactionDetails']>>

/** The pages on which a seller logs in and agrees. They need no scripts. */
const interactions: FastifyPluginAsync = async (app) => {
  const { openId, openBooking: { baseUrl, rules } } = app
  if (openId === null) return
  const { pages, logins } = openId

  async function pageFor (provider: Provider, { uid, prompt, params, session }: Interaction, problem?: string): Promise<string> {
    const client = await provider.Client.find(String(params['client_id']))
    const [base, broker] = [baseUrl(), client?.clientName ?? '']
    const page = { action: `${base}/openid/interaction/${uid}`, ...(problem && { problem }) }
    if (prompt.name === 'login') return pages.login({ ...page, broker })
    const elsewhere = `${base}/openid/auth?${new URLSearchParams({ ...params as Form, prompt: 'login' })}`
    return pages.consent({ ...page, broker, seller: sellerByPath(rules, session?.accountId), base, scopes: String(params['scope']).split(' '), elsewhere })
  }

  app.get('/interaction/:uid', async (request, reply) => {
    const provider = await openId.provider()
    return reply.page(200, await pageFor(provider, await provider.interactionDetails(request.raw, reply.raw)))
  })

  app.post('/interaction/:uid', async (request, reply) => {
    const provider = await openId.provider()
    const details = await provider.interactionDetails(request.raw, reply.raw)
    const form = (request.body ?? {}) as Form
    const isLogin = details.prompt.name === 'login'
    const result = form['answer'] === 'deny' ? DENIED : isLogin ? await loggedIn(form, request.ip) : await agreed(provider, details, form)
    if (result === undefined) return reply.page(isLogin ? 401 : 400, await pageFor(provider, details, isLogin ? WRONG_PASSWORD : NO_ANSWER))
    return await reply.redirect(await provider.interactionResult(request.raw, reply.raw, result, { mergeWithLastSubmission: true }), 303)
  })

  async function loggedIn ({ username = '', password = '' }: Form, address: string): Promise<InteractionResults | undefined> {
    const accountId = await logins.sellerOf(username, password, address)
    return accountId === undefined ? undefined : { login: { accountId } }
  }

  async function agreed (provider: Provider, { grantId, session, params }: Interaction, { answer }: Form): Promise<InteractionResults | undefined> {
    // Only who presses the button agrees, not who sends anything.
    if (answer !== 'allow') return undefined
    const known = grantId === undefined ? undefined : await provider.Grant.find(grantId)
    const grant = known ?? new provider.Grant({ accountId: session?.accountId, clientId: String(params['client_id']) })
    grant.addOIDCScope(String(params['scope']))
    return { consent: { grantId: await grant.save() } }
  }
}

const DENIED: InteractionResults = { error: 'access_denied', error_description: 'The seller did not agree.' }
const NO_ANSWER = 'Please choose one of the two.'

export default interactions
