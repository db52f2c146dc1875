import fp from 'fastify-plugin'
import type { Tx } from '../data/store.ts'
import { configuredPartners, renewPartner, revokePartner } from '../domain/partners/partner-changes.ts'
import type { Identifying, Partner } from '../domain/records/partner.ts'
import { digestsMatch, configuredCredentials, digestOf } from './credentials.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** Booking partners, at hand for every request. */
    partners: {
      /** @returns a partner that is let in. */
      get (id: string): Partner | undefined
      /** @returns the partner whose secret this is. */
      bySecret (kind: Identifying, secret: string): Partner | undefined
      /** Runs a transaction that changes partners. */
      change<T> (work: (tx: Tx) => Promise<T>): Promise<T>
    }
  }
}

/**
 * Knows the booking partners: those of the options, and those that the owner has added. They are read once and kept in memory, for a
 * reading transaction waits for every write that is under way, and this would be one more for each request.
 */
export default fp(async (app) => {
  const { options, store } = app.openBooking
  let known = new Map<string, Partner>()

  async function change<T> (work: (tx: Tx) => Promise<T>): Promise<T> {
    const { result, partners } = await store.transaction(async (tx) => ({ result: await work(tx), partners: await tx.list('partner', {}) }))
    known = new Map(partners.flatMap((partner) => partner.revoked === true ? [] : [[partner.id, partner]]))
    return result
  }

  app.decorate('partners', {
    get: (id) => known.get(id),
    bySecret (kind, secret) {
      const digest = digestOf(secret)
      return [...known.values()].find(({ digests }) => digestsMatch(digest, digests[kind]))
    },
    change
  })
  app.addHook('onReady', async () => {
    await change(async (tx) => {
      for (const partner of configuredPartners(await tx.list('partner', {}), configuredCredentials(options).partners, digestOf)) {
        const granted = await tx.list('openid', { clientId: partner.id })
        await tx.apply(partner.revoked === true ? revokePartner(partner, granted) : renewPartner(partner, granted))
      }
    })
  })
}, { name: 'open-booking-simulator-partners', dependencies: ['open-booking-simulator-core'] })
