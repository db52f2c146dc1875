import { isIP } from 'node:net'
import { newSecret } from '../../simulator/credentials.ts'

/** An address that a server listens at; a path of a Unix socket is a text, and null stands for one not listening. */
export type Address = string | { readonly address: string } | null

/** @returns whether other machines reach a server */
export const isBeyondLoopback = (addresses: readonly Address[]): boolean =>
  addresses.some((address) => address !== null && typeof address !== 'string' && !isLoopback(address.address))

/** @returns whether an IP address is of this machine */
export const isLoopback = (address: string): boolean =>
  address === '::1' || (isIP(address) === 4 && address.startsWith('127.')) || address.startsWith('::ffff:127.')

/** A server that listens, or will. */
interface Listening { readonly server: object, addresses (): readonly Address[] }

/** The tokens that were made, by server. */
const made = new WeakMap<object, string>()

/**
 * Find the token of the control calls. Where others reach a server that has none, it gets one for its life.
 * @param control - the option
 * @param app - the server
 * @returns the token at the moment: null where none is needed, undefined where control is off
 */
export function controlTokenOf (control: string, app: Listening): string | null | undefined {
  if (control === 'off') return undefined
  if (control !== 'on') return control
  if (!isBeyondLoopback(app.addresses())) return null
  const token = made.get(app.server) ?? newSecret()
  made.set(app.server, token)
  return token
}
