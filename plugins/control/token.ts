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

/**
 * Find the token of the control calls. Where others reach a server that has none, it gets one for this process.
 * @param control - the option
 * @param addresses - reads the addresses that the server listens at
 * @returns the function that finds the token at the moment: null where none is needed, undefined where control is off
 */
export function controlTokenOf (
  control: string, addresses: () => readonly Address[]
): () => string | null | undefined {
  if (control === 'off') return () => undefined
  if (control !== 'on') return () => control
  let made: string | undefined
  return () => isBeyondLoopback(addresses()) ? made ??= newSecret() : null
}
