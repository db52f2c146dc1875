import { requireConsent, withdrawConsent } from '../../domain/partners/consent.ts'
import {
  requireNoPartner, requirePartner, putPartner, newPartner, renewPartner, revokePartner, rotateSecrets
} from '../../domain/partners/partner-changes.ts'
import { BookingError } from '../../domain/protocol/errors.ts'
import { type OpenIdRecord, type Partner, SECRETS } from '../../domain/records/partner.ts'
import { sellerByIri } from '../../domain/records/seller.ts'
import { consentQuery, emptyBody, partnerParams, partnerRequest } from '../../schemas/partners.ts'
import type { RoutePlugin } from '../../schemas/type-provider.ts'
import { loadRelation } from '../../simulator/load.ts'

/** Booking partners: who there is, who comes, who goes. Secrets are told when they are made, and never again. */
const partners: RoutePlugin = async (app) => {
  const { store, environment, baseUrl, rules, newSecrets } = app.openBooking

  app.get('/partners', async () => {
    const [all, grants] = await store.transaction(async (tx) => [await tx.list('partner', {}), await tx.list('openid', { model: 'Grant' })] as const)
    return { partners: all.map((partner) => describe(partner, grants, baseUrl())) }
  })

  app.post('/partners', { schema: { body: partnerRequest } }, async ({ body }, reply) => {
    const secrets = newSecrets()
    const partner = await app.partners.change(async (tx) => {
      requireNoPartner(await tx.get('partner', body.id))
      const made = newPartner({ ...body, ...secrets }, environment(tx.now).digest)
      await tx.apply([putPartner(made)])
      return made
    })
    return await reply.code(201).send({ id: partner.id, name: partner.name, ...secrets })
  })

  app.post('/partners/:id/secrets', { schema: { params: partnerParams, body: emptyBody } }, async ({ params: { id } }) => {
    const secrets = newSecrets()
    const partner = await app.partners.change(async (tx) => {
      const rotated = rotateSecrets(requirePartner(await tx.get('partner', id)), secrets, environment(tx.now).digest)
      await tx.apply(renewPartner(rotated, await tx.list('openid', { clientId: id })))
      return rotated
    })
    return { id, name: partner.name, ...secrets }
  })

  app.delete('/partners/:id', { schema: { params: partnerParams } }, async ({ params: { id } }, reply) => {
    await app.partners.change(async (tx) => {
      await tx.apply(revokePartner(requirePartner(await tx.get('partner', id)), await tx.list('openid', { clientId: id })))
    })
    return await reply.code(204).send()
  })

  /** What a seller does on its page. */
  app.delete('/partners/:id/consent', { schema: { params: partnerParams, querystring: consentQuery } }, async ({ params: { id }, query }, reply) => {
    const seller = sellerByIri(rules, baseUrl(), query.seller)
    if (seller === undefined) throw new BookingError('NotFoundError', 'The seller id is not known here.')
    await store.transaction(async (tx) => {
      requirePartner(await tx.get('partner', id))
      await tx.apply(withdrawConsent(requireConsent(await loadRelation(tx, id, seller.path))))
    })
    return await reply.code(204).send()
  })
}

function describe ({ id, name, digests, client, revoked }: Partner, grants: readonly OpenIdRecord[], base: string) {
  return {
    id,
    name,
    revoked: revoked === true,
    secrets: SECRETS.filter((secret) => digests[secret] !== undefined),
    redirectUris: client['redirect_uris'] ?? [],
    /** Ids of the sellers that let it act for them. */
    sellers: [...new Set(grants.flatMap(({ clientId, accountId }) => clientId === id && accountId !== undefined ? `${base}/${accountId}` : []))]
  }
}

export default partners
