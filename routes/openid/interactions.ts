import type { FastifyPluginAsync } from 'fastify'
import fp from 'fastify-plugin'
import type { default as Provider, InteractionResults } from 'oidc-provider'
import { giveConsent } from '../../domain/partners/consent.ts'
import { sellerByPath } from '../../domain/records/seller.ts'
import type { Simulator } from '../../simulator/index.ts'
import { loadRelation } from '../../simulator/load.ts'
import { type Form, WRONG_PASSWORD } from './form.ts'

type Interaction = Awaited<ReturnType<Provider['interactionDetails']>>

/** One step of a login in progress. */
interface Step { readonly provider: Provider, readonly interaction: Interaction, readonly simulator: Simulator }

const DENIED: InteractionResults = { error: 'access_denied', error_description: 'The seller did not agree.' }
const NO_ANSWER = 'Please choose one of the two buttons.'

/** The pages on which a seller logs in and consents. They need no scripts. */
const interactions: FastifyPluginAsync = async (app) => {
  const { openId } = app.openBooking
  if (openId === null) return
  const { pages, logins } = openId

  app.get('/interaction/:uid', async ({ raw, openBooking: { simulator } }, reply) => {
    const provider = await openId.provider()
    const interaction = await provider.interactionDetails(raw, reply.raw)
    return reply.page(200, await pageFor({ provider, interaction, simulator }))
  })

  app.post('/interaction/:uid', async ({ raw, body, ip, openBooking: { simulator } }, reply) => {
    const provider = await openId.provider()
    const interaction = await provider.interactionDetails(raw, reply.raw)
    const step = { provider, interaction, simulator }
    const form = (body ?? {}) as Form
    const isLogin = interaction.prompt.name === 'login'
    const result = form['answer'] === 'deny' ? DENIED : isLogin ? await login(form, ip) : await consent(step, form)
    if (result === undefined) {
      return reply.page(isLogin ? 401 : 400, await pageFor(step, isLogin ? WRONG_PASSWORD : NO_ANSWER))
    }
    const next = await provider.interactionResult(raw, reply.raw, result, { mergeWithLastSubmission: true })
    return await reply.redirect(next, 303)
  })

  async function pageFor ({ provider, interaction, simulator }: Step, problem?: string): Promise<string> {
    const { uid, prompt, params, session } = interaction
    const client = await provider.Client.find(String(params['client_id']))
    const base = simulator.baseUrl()
    const broker = client?.clientName ?? ''
    const page = { broker, action: `${base}/openid/interaction/${uid}`, ...(problem && { problem }) }
    if (prompt.name === 'login') return pages.login(page)
    return pages.consent({
      ...page,
      base,
      seller: sellerByPath(simulator.rules, session?.accountId),
      scopes: String(params['scope']).split(' '),
      elsewhere: `${base}/openid/auth?${new URLSearchParams({ ...params as Form, prompt: 'login' })}`
    })
  }

  async function login (form: Form, address: string): Promise<InteractionResults | undefined> {
    const { username = '', password = '' } = form
    const accountId = await logins.sellerOf(username, password, address)
    return accountId === undefined ? undefined : { login: { accountId } }
  }
}

/** @returns the consent, undefined unless the seller pressed the button that allows it. */
async function consent (
  { interaction: { session, params }, simulator: { transact } }: Step, { answer }: Form
): Promise<InteractionResults | undefined> {
  if (answer !== 'allow' || session === undefined) return undefined
  const parties = { partner: String(params['client_id']), seller: session.accountId }
  await transact(async (tx) => {
    const relation = await loadRelation(tx, parties.partner, parties.seller)
    return { changes: giveConsent(relation, parties, String(params['scope']).split(' '), tx.now) }
  })
  return { consent: {} }
}

export default fp(interactions, { name: 'open-booking-simulator-openid-interactions', encapsulate: true })
