import crypto, { type KeyObject } from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'
import { promisify } from 'node:util'

const { generateKeyPair } = crypto
let shared: Promise<{ readonly privateKey: KeyObject, readonly publicKey: KeyObject }> | undefined

/**
 * Give every simulator the same signing keys from now on. An RSA key pair takes longer to make than the rest of a start.
 * @returns a function that ends this
 */
export function shareKeyPair (): () => void {
  const stubbed = Object.assign(() => { throw new Error('Promisify generateKeyPair, as the simulator does') }, {
    [promisify.custom]: async () => await (shared ??= promisify(generateKeyPair)('rsa', { modulusLength: 2048 }))
  })
  replace(stubbed)
  return () => { replace(generateKeyPair) }
}

function replace (generate: object): void {
  Object.assign(crypto, { generateKeyPair: generate })
  syncBuiltinESMExports()
}
