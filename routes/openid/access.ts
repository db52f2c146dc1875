import type { FastifyPluginAsync } from 'fastify'
import fp from 'fastify-plugin'
import { hasAgreed, showsConsent, withdrawConsent } from '../../domain/partners/consent.ts'
import { sellerByPath } from '../../domain/records/seller.ts'
import type { Simulator } from '../../simulator/index.ts'
import { loadRelation } from '../../simulator/load.ts'
import type { Form, OpenId } from './form.ts'

/** Relative, so that the form returns to the server name that the page came from. */
const action = 'access'

/** The page on which a seller sees the brokers with access, and withdraws its consent. It needs no scripts. */
const access: FastifyPluginAsync = async (app) => {
  const { openIdOf } = app.openBooking
  if (openIdOf === null) return

  app.get('/access', { config: { operation: 'showAccess' } }, async ({ openBooking: { simulator } }, reply) => {
    const { pages, logins: { published } } = openIdOf(simulator)
    return reply.page(200, pages.login({ action, published }))
  })

  const change = { config: { operation: 'changeAccess' } } as const
  app.post('/access', change, async ({ raw, body, openBooking: { simulator } }, reply) => {
    const openId = openIdOf(simulator)
    const { pages, logins } = openId
    const { published } = logins
    const form = (body ?? {}) as Form
    const { ticket, broker } = form
    const seller = ticket === undefined
      ? logins.sellerOfForm(form, reply)
      : await logins.sellerOfTicket(ticket, reply)
    if (typeof seller !== 'string') {
      return reply.page(seller.status, pages.login({ ...form, action, published, problem: seller.problem }))
    }
    if (ticket !== undefined && form['logout'] !== undefined) {
      logins.endTicket(ticket)
      await openId.endSession(raw, reply.raw)
      return reply.page(200, pages.login({ action, published, note: 'You are logged out.' }))
    }
    if (broker !== undefined) await withdraw(broker, seller, simulator)
    return reply.page(200, await accessPage(seller, simulator, openId))
  })
}

async function accessPage (
  seller: string, { read, rules, bookingPartners, baseUrl }: Simulator, { pages, logins }: OpenId
): Promise<string> {
  const records = await read(async (reader) => await reader.list('openid', { accountId: seller }))
  const ids = new Set(records.filter(showsConsent).flatMap(({ clientId }) => clientId ?? []))
  const brokers = [...ids].flatMap((id) => bookingPartners.get(id) ?? [])
    .map(({ id, name, client }) => ({ id, name: String(client['client_name'] ?? name) }))
  const ticket = await logins.newTicket(seller)
  return pages.access({ brokers, ticket, action, seller: sellerByPath(rules, seller), base: baseUrl() })
}

async function withdraw (broker: string, seller: string, { transact }: Simulator): Promise<void> {
  await transact(async (tx) => {
    const relation = await loadRelation(tx, broker, seller)
    // A form sent twice has withdrawn the consent already.
    return { changes: hasAgreed(relation) ? withdrawConsent(relation) : [] }
  })
}

export default fp(access, { name: 'open-booking-simulator-openid-access', encapsulate: true })
