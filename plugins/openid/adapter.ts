import { addSeconds } from 'date-fns'
import type { FastifyInstance } from 'fastify'
import type { Adapter, AdapterPayload } from 'oidc-provider'
import type { Store, Tx } from '../../data/store.ts'
import { BOOKING_SCOPE, renewConsent } from '../../domain/partners/consent.ts'
import { dropOpenIdRecord, putPartner } from '../../domain/partners/partner-changes.ts'
import type { JsonObject } from '../../domain/protocol/json.ts'
import { isoInstant } from '../../domain/protocol/time.ts'
import type { Change } from '../../domain/records/change.ts'
import type { OpenIdRecord } from '../../domain/records/partner.ts'
import { digestOf } from '../../simulator/credentials.ts'
import { loadRelation } from '../../simulator/load.ts'

/** Ids of what the provider keeps are what brokers and browsers hold, so that they are kept as digests, too; nobody holds that of a grant. */
const isSecret = (model: string): boolean => model !== 'Grant'
const keyOf = (model: string, id: string): string => `${model} ${isSecret(model) ? digestOf(id) : id}`

type Partners = FastifyInstance['partners']

/** The booking partner that a registration under way is of. */
const registering = new WeakMap<object, string>()

/** @returns the client id for the registration that is under way: that of the partner whose token came with it. */
export function clientIdFor (context: object): string {
  const id = registering.get(context)
  if (id === undefined) throw new Error('A registration came without its token')
  return id
}

/**
 * Keeps what the provider keeps.
 * @param context - of the request that the provider is at, to tell whose registration it is
 * @see {@link https://github.com/panva/node-oidc-provider/blob/main/docs/README.md#adapter}
 */
export function adapterFor (store: Store, partners: Partners, context: () => object | undefined): (model: string) => Adapter {
  return (model) => model === 'Client' ? clients(partners) : model === 'InitialAccessToken' ? initialTokens(partners, context) : records(store, model)
}

function records (store: Store, model: string): Adapter {
  const within = async <T> (work: (tx: Tx) => Promise<T>): Promise<T> => await store.transaction(work)
  const alive = (record: OpenIdRecord | undefined, now: Date): AdapterPayload | undefined =>
    record === undefined || (record.expires !== undefined && new Date(record.expires) <= now) ? undefined : record.payload as AdapterPayload

  return {
    upsert: async (id, payload, expiresIn) => {
      await within(async (tx) => {
        // A seller may have withdrawn its consent while this was made.
        if (payload.grantId !== undefined && model !== 'Grant' && await tx.get('openid', keyOf('Grant', payload.grantId)) === undefined) return
        const record = recordOf(keyOf(model, id), model, payload, expiresIn === undefined ? undefined : addSeconds(tx.now, expiresIn))
        await tx.apply([putRecord(record), ...await renewedBy(tx, record)])
      })
    },
    find: async (id) => await within(async (tx) => {
      const found = alive(await tx.get('openid', keyOf(model, id)), tx.now)
      return found && { ...found, jti: id }
    }),
    findByUid: async (uid) => await within(async (tx) => alive((await tx.list('openid', { model, uid }))[0], tx.now)),
    findByUserCode: async () => undefined,
    consume: async (id) => {
      await within(async (tx) => {
        const record = await tx.get('openid', keyOf(model, id))
        if (record !== undefined) await tx.apply([putRecord({ ...record, payload: { ...record.payload, consumed: Math.floor(tx.now.getTime() / 1000) } })])
      })
    },
    destroy: async (id) => { await within(async (tx) => { await tx.apply([{ kind: 'openid', id: keyOf(model, id), record: null }]) }) },
    revokeByGrantId: async (grantId) => {
      await within(async (tx) => {
        const found = await tx.list('openid', { model, grantId })
        await tx.apply(found.map(dropOpenIdRecord))
      })
    }
  }
}

/** @returns what comes again, and in the same commit, when a seller agrees. To say who it is, is not yet to let a broker act. */
async function renewedBy (tx: Tx, { model, payload, clientId, accountId }: OpenIdRecord): Promise<Change[]> {
  const { scope = '' } = (payload['openid'] ?? {}) as { readonly scope?: string }
  if (model !== 'Grant' || clientId === undefined || accountId === undefined || !scope.split(' ').includes(BOOKING_SCOPE)) return []
  return renewConsent(await loadRelation(tx, clientId, accountId))
}

const putRecord = (record: OpenIdRecord): Change => ({ kind: 'openid', id: record.id, record })

function recordOf (id: string, model: string, { jti, ...rest }: AdapterPayload, expires: Date | undefined): OpenIdRecord {
  const payload = isSecret(model) ? rest : { ...rest, jti }
  const { grantId, uid, accountId, clientId } = payload
  return {
    id,
    model,
    payload: payload as JsonObject,
    ...(grantId !== undefined && { grantId }),
    ...(uid !== undefined && { uid }),
    ...(accountId !== undefined && { accountId }),
    ...(clientId !== undefined && { clientId }),
    ...(expires !== undefined && { expires: isoInstant(expires) })
  }
}

/** Booking partners are the provider's clients. */
function clients (partners: Partners): Adapter {
  return {
    ...NOTHING,
    upsert: async (id, { client_secret: secret, ...client }) => {
      await partners.change(async (tx) => {
        const partner = await tx.get('partner', id)
        if (partner === undefined || secret === undefined) throw new Error('A client that is no booking partner registered')
        // What sellers agreed to, they agreed to for the addresses of then.
        const isElsewhere = JSON.stringify(client.redirect_uris) !== JSON.stringify(partner.client['redirect_uris'])
        const granted = isElsewhere ? await tx.list('openid', { clientId: id }) : []
        await tx.apply([putPartner({ ...partner, digests: { ...partner.digests, clientSecret: digestOf(secret) }, client: client as JsonObject }), ...granted.map(dropOpenIdRecord)])
      })
    },
    find: async (id) => {
      const partner = partners.get(id)
      return partner?.digests.clientSecret === undefined ? undefined : { client_name: partner.name, ...partner.client, client_id: id, client_secret: partner.digests.clientSecret }
    }
  }
}

/** Tokens by which booking partners register, as often as they like. */
function initialTokens (partners: Partners, context: () => object | undefined): Adapter {
  return {
    ...NOTHING,
    find: async (token) => {
      const partner = partners.bySecret('initialAccessToken', token)
      const request = context()
      if (partner === undefined || request === undefined) return undefined
      registering.set(request, partner.id)
      return { kind: 'InitialAccessToken', jti: token, policies: ['any-scope'] } as AdapterPayload
    }
  }
}

const NOTHING: Adapter = {
  upsert: async () => {},
  find: async () => undefined,
  findByUid: async () => undefined,
  findByUserCode: async () => undefined,
  consume: async () => {},
  destroy: async () => {},
  revokeByGrantId: async () => {}
}
