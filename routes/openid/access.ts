import type { FastifyPluginAsync } from 'fastify'
import { hasAgreed, withdrawConsent } from '../../domain/partners/consent.ts'
import { WRONG_PASSWORD } from '../../domain/partners/login-throttle.ts'
import { sellerByPath } from '../../domain/records/seller.ts'
import { loadRelation } from '../../simulator/load.ts'

/** What a page sends. */
type Form = Readonly<Record<string, string>>

/** The page on which a seller sees which brokers may act for it, and withdraws its consent. It needs no scripts. */
const access: FastifyPluginAsync = async (app) => {
  const { openId, openBooking: { baseUrl, rules, store } } = app
  if (openId === null) return
  const { pages, logins } = openId
  /** Below whatever name of ours the page was asked for by. */
  const action = 'access'

  app.get('/access', async (_request, reply) => reply.page(200, pages.login({ action })))

  app.post('/access', async (request, reply) => {
    const { username = '', password = '', ticket, broker = '' } = (request.body ?? {}) as Form
    const seller = ticket === undefined ? await logins.sellerOf(username, password, request.ip) : await logins.sellerOfTicket(ticket)
    if (seller === undefined) {
      const problem = ticket === undefined ? WRONG_PASSWORD : 'Please log in once more.'
      return reply.page(401, pages.login({ action, problem }))
    }
    if (ticket !== undefined) {
      await store.transaction(async (tx) => {
        const relation = await loadRelation(tx, broker, seller)
        // Who sends the form again has withdrawn it already.
        if (hasAgreed(relation)) await tx.apply(withdrawConsent(relation))
      })
    }
    return reply.page(200, await accessPage(seller))
  })

  async function accessPage (seller: string): Promise<string> {
    const grants = await store.transaction(async (tx) => await tx.list('openid', { model: 'Grant', accountId: seller }))
    const brokers = [...new Set(grants.flatMap(({ clientId }) => clientId ?? []))].flatMap((id) => app.partners.get(id) ?? [])
    const shown = { brokers: brokers.map(({ id, name, client }) => ({ id, name: String(client['client_name'] ?? name) })), ticket: await logins.newTicket(seller) }
    return pages.access({ ...shown, action, seller: sellerByPath(rules, seller), base: baseUrl() })
  }
}

export default access
