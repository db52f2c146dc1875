import { addSeconds } from 'date-fns/addSeconds'
import equal from 'fast-deep-equal'
import type { Adapter, AdapterPayload } from 'oidc-provider'
import { hasAgreed } from '../../domain/partners/consent.ts'
import { dropOpenIdRecord, putPartner } from '../../domain/partners/partner-changes.ts'
import type { JsonObject } from '../../domain/protocol/json.ts'
import { isoInstant } from '../../domain/protocol/time.ts'
import type { Change } from '../../domain/records/change.ts'
import type { OpenIdRecord, Partner } from '../../domain/records/partner.ts'
import { digestOf } from '../../simulator/credentials.ts'
import { processTime, type Simulator } from '../../simulator/index.ts'
import type { Reader } from '../../simulator/load.ts'
import type { RecordLimits } from './record-limits.ts'
import { type Instants, toProcessTimes, toSimulatedTimes } from './record-times.ts'
import { isPublic } from './registration.ts'

/** Brokers and browsers hold the ids of everything but grants, so those ids are secrets and stored as digests. */
const isSecret = (model: string): boolean => model !== 'Grant'
const keyOf = (model: string, id: string): string => `${model} ${isSecret(model) ? digestOf(id) : id}`

/** The booking partner of each registration in progress. */
const registering = new WeakMap<object, string>()

/** @returns the client id for a registration in progress: the id of the partner whose token came with it. */
export function clientIdFor (context: object): string {
  const id = registering.get(context)
  if (id === undefined) throw new Error('A registration came without its token')
  return id
}

/**
 * Store the provider's records in the state of a simulator.
 * @param limits - limits of their number
 * @param context - gives the context of the request in progress, which a registration belongs to
 * @see {@link https://github.com/panva/node-oidc-provider/blob/main/docs/README.md#adapter}
 */
export function adapterFor (
  simulator: Simulator, limits: RecordLimits, context: () => object | undefined
): (model: string) => Adapter {
  return (model) => {
    if (model === 'Client') return clients(simulator)
    return model === 'InitialAccessToken' ? initialTokens(simulator, context) : records(simulator, limits, model)
  }
}

function records ({ read, transact, clock }: Simulator, limits: RecordLimits, model: string): Adapter {
  const instants = (): Instants => ({ simulated: clock(), process: processTime() })

  /** @returns the payload of a record that is in use, undefined if it has ended. */
  async function use (load: (reader: Reader) => Promise<OpenIdRecord | undefined>) {
    const record = await read(load)
    const payload = record && toProcessTimes(record, instants())
    if (record !== undefined && payload !== undefined) await limits.used(record)
    return payload
  }

  return {
    ...NOTHING,
    upsert: async (id, payload, expiresIn) => {
      const { record } = await transact(async (tx, { now }) => {
        if (await isWithdrawn(tx, model, payload)) return { changes: [] }
        const expires = expiresIn === undefined ? undefined : addSeconds(now, expiresIn)
        const record = recordOf(keyOf(model, id), model, toSimulatedTimes(payload, instants()), expires)
        return { record, changes: [putRecord(record)] }
      })
      if (record !== undefined) await limits.stored(record)
    },
    find: async (id) => {
      const found = await use(async (reader) => await reader.get('openid', keyOf(model, id)))
      return found && { ...found, jti: id }
    },
    findByUid: async (uid) => await use(async (reader) => (await reader.list('openid', { model, uid }))[0]),
    consume: async (id) => {
      await transact(async (tx, { now }) => {
        const record = await tx.get('openid', keyOf(model, id))
        if (record === undefined) return { changes: [] }
        const consumed = Math.floor(now.getTime() / 1000)
        return { changes: [putRecord({ ...record, payload: { ...record.payload, consumed } })] }
      })
    },
    destroy: async (id) => {
      const { record } = await transact(async (tx) => {
        const record = await tx.get('openid', keyOf(model, id))
        return { record, changes: record === undefined ? [] : [dropOpenIdRecord(record)] }
      })
      if (record !== undefined) await limits.ended(record)
    },
    revokeByGrantId: async (grantId) => {
      await transact(async (tx) => ({ changes: (await tx.list('openid', { model, grantId })).map(dropOpenIdRecord) }))
    }
  }
}

/** @returns whether the seller has withdrawn the consent behind a grant or token since the request began. */
async function isWithdrawn (tx: Reader, model: string, payload: AdapterPayload): Promise<boolean> {
  const { grantId, clientId = '', accountId = '' } = payload
  if (model === 'Grant') return !hasAgreed({ granted: await tx.list('openid', { clientId, accountId }) })
  return grantId !== undefined && await tx.get('openid', keyOf('Grant', grantId)) === undefined
}

const putRecord = (record: OpenIdRecord): Change => ({ kind: 'openid', id: record.id, record })

function recordOf (
  id: string, model: string, { jti, ...rest }: AdapterPayload, expires: Date | undefined
): OpenIdRecord {
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

/** @returns whether a booking partner is a client: it has a client secret, or has registered without one. */
export const isClient = ({ client, digests }: Partner): boolean =>
  digests.clientSecret !== undefined || isPublic(client)

/** Booking partners are the provider's clients. */
function clients ({ bookingPartners }: Simulator): Adapter {
  return {
    ...NOTHING,
    upsert: async (id, { client_secret: secret, ...client }) => {
      await bookingPartners.change(async (tx) => {
        const partner = await tx.get('partner', id)
        if (partner === undefined) throw new Error(`The client ${id} is no booking partner`)
        // Sellers consented to the earlier redirect addresses only.
        const isElsewhere = !equal(client.redirect_uris, partner.client['redirect_uris'])
        const granted = isElsewhere ? await tx.list('openid', { clientId: id }) : []
        const { clientSecret: _former, ...others } = partner.digests
        const digests = { ...others, ...(secret !== undefined && { clientSecret: digestOf(secret) }) }
        const registered = putPartner({ ...partner, digests, client: client as JsonObject })
        return { changes: [registered, ...granted.map(dropOpenIdRecord)] }
      })
    },
    find: async (id) => {
      const partner = bookingPartners.get(id)
      const secret = partner?.digests.clientSecret
      if (partner === undefined || !isClient(partner)) return undefined
      const { name, client } = partner
      return { client_name: name, ...client, client_id: id, ...(!isPublic(client) && { client_secret: secret }) }
    }
  }
}

/** Tokens by which booking partners register, as often as they like. */
function initialTokens ({ bookingPartners }: Simulator, context: () => object | undefined): Adapter {
  return {
    ...NOTHING,
    find: async (token) => {
      const partner = bookingPartners.bySecret('initialAccessToken', token)
      const request = context()
      if (partner === undefined || request === undefined) return undefined
      registering.set(request, partner.id)
      return { kind: 'InitialAccessToken', jti: token, policies: ['partner'] } as AdapterPayload
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
