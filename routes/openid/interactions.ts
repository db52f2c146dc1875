import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import type { default as Provider, InteractionResults } from 'oidc-provider'
import { giveConsent } from '../../domain/partners/consent.ts'
import { sellerByPath } from '../../domain/records/seller.ts'
import type { Simulator } from '../../simulator/index.ts'
import { loadRelation } from '../../simulator/load.ts'
import type { Form, OpenId, Refusal } from './form.ts'

type Interaction = Awaited<ReturnType<Provider['interactionDetails']>>

/** One step of a login in progress. */
interface Step {
  readonly openId: OpenId
  readonly provider: Provider
  readonly interaction: Interaction
  readonly simulator: Simulator
}

const DENIED: InteractionResults = { error: 'access_denied', error_description: 'The seller did not agree.' }
const isRefusal = (result: InteractionResults | Refusal): result is Refusal => 'problem' in result
const NO_ANSWER: Refusal = { status: 400, problem: 'Please choose one of the two buttons.' }

/** The pages on which a seller logs in and consents. They need no scripts. */
const interactions: FastifyPluginAsync = async (app) => {
  const { openIdOf } = app.openBooking
  if (openIdOf === null) return

  const stepOf = async ({ raw, openBooking }: FastifyRequest, reply: FastifyReply): Promise<Step> => {
    const { simulator } = openBooking
    const openId = openIdOf(simulator)
    const provider = await openId.provider()
    return { openId, provider, interaction: await provider.interactionDetails(raw, reply.raw), simulator }
  }

  app.get('/interaction/:uid', { config: { operation: 'showInteraction' } }, async (request, reply) =>
    await show(reply, 200, await stepOf(request, reply)))

  app.post('/interaction/:uid', { config: { operation: 'submitInteraction' } }, async (request, reply) => {
    const step = await stepOf(request, reply)
    const { raw } = request
    const form = (request.body ?? {}) as Form
    const result = await resultOf(form, step, reply)
    if (isRefusal(result)) return await show(reply, result.status, step, { ...form, problem: result.problem })
    const next = await step.provider.interactionResult(raw, reply.raw, result, { mergeWithLastSubmission: true })
    return await reply.redirect(next, 303)
  })
}

async function resultOf (form: Form, step: Step, reply: FastifyReply): Promise<InteractionResults | Refusal> {
  if (form['answer'] === 'deny') return DENIED
  if (step.interaction.prompt.name !== 'login') return await consent(step, form)
  const login = step.openId.logins.sellerOfForm(form, reply)
  return typeof login === 'string' ? { login: { accountId: login } } : login
}

async function show (
  reply: FastifyReply, status: number, step: Step, { problem, username }: Form = {}
): Promise<FastifyReply> {
  const { openId: { pages, logins }, provider, interaction: { uid, prompt, params, session }, simulator } = step
  const client = await provider.Client.find(String(params['client_id']))
  const base = simulator.baseUrl()
  const broker = client?.clientName ?? ''
  const page = { broker, action: `${base}/openid/interaction/${uid}`, ...(problem !== undefined && { problem }) }
  // The answer to the form redirects there.
  const targets = [String(params['redirect_uri']), ...client?.redirectUris ?? []]
  if (prompt.name === 'login') {
    const login = { ...page, published: logins.published, ...(username !== undefined && { username }) }
    return reply.page(status, pages.login(login), targets)
  }
  return reply.page(status, pages.consent({
    ...page,
    base,
    seller: sellerByPath(simulator.rules, session?.accountId),
    scopes: String(params['scope']).split(' '),
    elsewhere: `${base}/openid/auth?${new URLSearchParams({ ...params as Form, prompt: 'login' })}`
  }), targets)
}

/** Store the consent if the seller has pressed the button that gives it. */
async function consent (
  { interaction: { session, params }, simulator: { transact } }: Step, { answer }: Form
): Promise<InteractionResults | Refusal> {
  if (answer !== 'allow' || session === undefined) return NO_ANSWER
  const parties = { partner: String(params['client_id']), seller: session.accountId }
  await transact(async (tx, { now }) => {
    const relation = await loadRelation(tx, parties.partner, parties.seller)
    return { changes: giveConsent(relation, parties, String(params['scope']).split(' '), now) }
  })
  return { consent: {} }
}

export default fp(interactions, { name: 'open-booking-simulator-openid-interactions', encapsulate: true })
