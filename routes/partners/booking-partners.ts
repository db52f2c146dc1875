import fp from 'fastify-plugin'
import { consentingSellers, requireConsent, withdrawConsent } from '../../domain/partners/consent.ts'
import {
  newPartner, putPartner, renewPartner, requireNoPartner, requirePartner, revokePartner, rotateSecrets
} from '../../domain/partners/partner-changes.ts'
import { BookingError } from '../../domain/protocol/errors.ts'
import { type OpenIdRecord, type Partner, SECRETS } from '../../domain/records/partner.ts'
import { sellerByIri } from '../../domain/records/seller.ts'
import { consentQuery, emptyBody, partnerParams, partnerRequest } from '../../schemas/partners.ts'
import type { RoutePlugin } from '../../schemas/type-provider.ts'
import { loadRelation } from '../../simulator/load.ts'

/** List, add, rotate and revoke booking partners. A secret is shown once, when it is made. */
const bookingPartners: RoutePlugin = async (app) => {
  app.get('/partners', { config: { operation: 'listPartners' } }, async ({ openBooking: { simulator } }) => {
    const [partners, records] = await simulator.read(async (reader) =>
      [await reader.list('partner', {}), await reader.list('openid', {})] as const)
    return { partners: partners.map((partner) => partnerDocument(partner, records, simulator.baseUrl())) }
  })

  const addition = { schema: { body: partnerRequest }, config: { operation: 'addPartner' } } as const
  app.post('/partners', addition, async ({ body, openBooking: { simulator } }, reply) => {
    const secrets = simulator.newSecrets()
    const { partner } = await simulator.bookingPartners.change(async (tx, { digest }) => {
      requireNoPartner(await tx.get('partner', body.id))
      const partner = newPartner({ ...body, ...secrets }, digest)
      return { partner, changes: [putPartner(partner)] }
    })
    const location = `${simulator.baseUrl()}/partners/${encodeURIComponent(partner.id)}`
    return await reply.code(201).header('location', location).send({ id: partner.id, name: partner.name, ...secrets })
  })

  const rotation = {
    schema: { params: partnerParams, body: emptyBody }, config: { operation: 'rotateSecrets' }
  } as const
  app.post('/partners/:id/secrets', rotation, async ({ params: { id }, openBooking: { simulator } }) => {
    const secrets = simulator.newSecrets()
    const { partner } = await simulator.bookingPartners.change(async (tx, { digest }) => {
      const partner = rotateSecrets(requirePartner(await tx.get('partner', id)), secrets, digest)
      return { partner, changes: renewPartner(partner, await tx.list('openid', { clientId: id })) }
    })
    return { id, name: partner.name, ...secrets }
  })

  const revocation = { schema: { params: partnerParams }, config: { operation: 'revokePartner' } } as const
  app.delete('/partners/:id', revocation, async ({ params: { id }, openBooking: { simulator } }, reply) => {
    await simulator.bookingPartners.change(async (tx) => {
      const partner = requirePartner(await tx.get('partner', id))
      return { changes: revokePartner(partner, await tx.list('openid', { clientId: id })) }
    })
    return await reply.code(204).send()
  })

  /** Withdraw a seller's consent, as the seller does on its page. */
  const withdrawal = {
    schema: { params: partnerParams, querystring: consentQuery }, config: { operation: 'withdrawConsent' }
  } as const
  app.delete('/partners/:id/consent', withdrawal, async ({ params: { id }, query, openBooking }, reply) => {
    const { simulator } = openBooking
    const seller = sellerByIri(simulator.rules, simulator.baseUrl(), query.seller)
    if (seller === undefined) throw new BookingError('NotFoundError', 'The seller id is unknown.')
    await simulator.transact(async (tx) => {
      requirePartner(await tx.get('partner', id))
      return { changes: withdrawConsent(requireConsent(await loadRelation(tx, id, seller.path))) }
    })
    return await reply.code(204).send()
  })
}

function partnerDocument (partner: Partner, records: readonly OpenIdRecord[], base: string) {
  const { id, name, digests, client, revoked } = partner
  return {
    id,
    name,
    revoked: revoked === true,
    secrets: SECRETS.filter((secret) => digests[secret] !== undefined),
    redirectUris: client['redirect_uris'] ?? [],
    /** Ids of the sellers that consented to its access. */
    sellers: consentingSellers(records, id).map((path) => `${base}/${path}`)
  }
}

export default fp(bookingPartners, { name: 'open-booking-simulator-booking-partners', encapsulate: true })
