import type { FastifyPluginAsync } from 'fastify'
import fp from 'fastify-plugin'
import { hasAgreed, showsConsent, withdrawConsent } from '../../domain/partners/consent.ts'
import { sellerByPath } from '../../domain/records/seller.ts'
import type { Simulator } from '../../simulator/index.ts'
import { loadRelation } from '../../simulator/load.ts'
import { type Form, WRONG_PASSWORD } from './form.ts'

/** Relative, so that the form returns to the server name that the page came from. */
const action = 'access'

/** The page on which a seller sees the brokers with access, and withdraws its consent. It needs no scripts. */
const access: FastifyPluginAsync = async (app) => {
  const { openId } = app.openBooking
  if (openId === null) return
  const { pages, logins } = openId

  app.get('/access', async (_request, reply) => reply.page(200, pages.login({ action })))

  app.post('/access', async ({ body, ip, openBooking: { simulator } }, reply) => {
    const { username = '', password = '', ticket, broker = '' } = (body ?? {}) as Form
    const seller = ticket === undefined
      ? await logins.sellerOf(username, password, ip)
      : await logins.sellerOfTicket(ticket)
    if (seller === undefined) {
      const problem = ticket === undefined ? WRONG_PASSWORD : 'Please log in again.'
      return reply.page(401, pages.login({ action, problem }))
    }
    if (ticket !== undefined) await withdraw(broker, seller, simulator)
    return reply.page(200, await accessPage(seller, simulator))
  })

  async function accessPage (seller: string, { read, rules, bookingPartners, baseUrl }: Simulator): Promise<string> {
    const records = await read(async (reader) => await reader.list('openid', { accountId: seller }))
    const ids = new Set(records.filter(showsConsent).flatMap(({ clientId }) => clientId ?? []))
    const brokers = [...ids].flatMap((id) => bookingPartners.get(id) ?? [])
      .map(({ id, name, client }) => ({ id, name: String(client['client_name'] ?? name) }))
    const ticket = await logins.newTicket(seller)
    return pages.access({ brokers, ticket, action, seller: sellerByPath(rules, seller), base: baseUrl() })
  }
}

async function withdraw (broker: string, seller: string, { transact }: Simulator): Promise<void> {
  await transact(async (tx) => {
    const relation = await loadRelation(tx, broker, seller)
    // A form sent twice has withdrawn the consent already.
    return { changes: hasAgreed(relation) ? withdrawConsent(relation) : [] }
  })
}

export default fp(access, { name: 'open-booking-simulator-openid-access', encapsulate: true })
