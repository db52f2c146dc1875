import { generateKeyPair, type JsonWebKey, randomBytes } from 'node:crypto'
import { promisify } from 'node:util'
import type { JsonObject } from '../../domain/protocol/json.ts'
import { type OpenIdRecord, SIGNING_KEYS } from '../../domain/records/partner.ts'
import type { Simulator } from '../../simulator/index.ts'

/** The keys that sign tokens, and the secret that signs cookies. */
export interface SigningKeys { readonly keys: readonly JsonWebKey[], readonly cookieSecret: string }

/** Read the signing keys of a simulator, or make them at its first start. */
export async function signingKeys ({ read, transact }: Pick<Simulator, 'read' | 'transact'>): Promise<SigningKeys> {
  const known = await read(async (reader) => await reader.get('openid', SIGNING_KEYS))
  if (known !== undefined) return known.payload as unknown as SigningKeys
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 })
  const jwk = { ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256' }
  const created: SigningKeys = { keys: [jwk], cookieSecret: randomBytes(32).toString('base64url') }
  const payload = created as unknown as JsonObject
  const record: OpenIdRecord = { id: SIGNING_KEYS, model: 'Keys', payload }
  // Several processes may start at once on one store: the first keys count.
  const { keys } = await transact(async (tx) => {
    const earlier = await tx.get('openid', SIGNING_KEYS)
    return earlier === undefined
      ? { keys: created, changes: [{ kind: 'openid', id: SIGNING_KEYS, record }] }
      : { keys: earlier.payload as unknown as SigningKeys, changes: [] }
  })
  return keys
}
