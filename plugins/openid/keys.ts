import { generateKeyPair, type JsonWebKey, randomBytes } from 'node:crypto'
import { promisify } from 'node:util'
import type { Store } from '../../data/store.ts'
import type { JsonObject } from '../../domain/protocol/json.ts'

/** What the provider signs with: tokens by the keys, cookies by the secret. */
export interface SigningKeys { readonly keys: readonly JsonWebKey[], readonly cookieSecret: string }

const ID = 'keys'

/** @returns the keys of this instance; they are made at its first start. */
export async function signingKeys (store: Store): Promise<SigningKeys> {
  const known = await store.transaction(async (tx) => await tx.get('openid', ID))
  if (known !== undefined) return known.payload as unknown as SigningKeys
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 })
  const made: SigningKeys = { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256' }], cookieSecret: randomBytes(32).toString('base64url') }
  await store.transaction(async (tx) => {
    await tx.apply([{ kind: 'openid', id: ID, record: { id: ID, model: 'Keys', payload: made as unknown as JsonObject } }])
  })
  return made
}
