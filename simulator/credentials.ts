import { hash, randomBytes, timingSafeEqual } from 'node:crypto'
import { PUBLISHED } from '../data/sample/credentials.ts'
import type { Secret } from '../domain/records/partner.ts'
import type { ConfiguredPartner, Login } from '../schemas/credentials.ts'
import type { ResolvedSimulatorOptions } from '../schemas/options.ts'

/** Booking partners and seller logins from the start. */
export interface ConfiguredCredentials {
  readonly partners: readonly ConfiguredPartner[]
  readonly logins: readonly Login[]
}

/** @returns the credentials in the options, by default the published ones. */
export function configuredCredentials (
  { credentials }: Pick<ResolvedSimulatorOptions, 'credentials'>
): ConfiguredCredentials {
  if (credentials === undefined) return PUBLISHED
  return { partners: credentials.partners ?? [], logins: credentials.logins ?? [] }
}

/** Compare two secrets in constant time. */
export function secretsMatch (given: string, right: string): boolean {
  return matchesDigest(given, digestOf(right))
}

/** Compare a text with the digest of the right one in constant time. Without a digest, no text matches. */
export const matchesDigest = (given: string, digest: string | undefined): boolean =>
  digestsMatch(digestOf(given), digest)

/** Compare two digests in constant time. Without the second, none matches. */
export function digestsMatch (given: string, digest: string | undefined): boolean {
  return timingSafeEqual(Buffer.from(given), Buffer.from(digest ?? EMPTY_DIGEST)) && digest !== undefined
}

/** @returns the digest of a text, to store in place of a secret and to tell requests apart. */
export function digestOf (text: string): string {
  return hash('sha256', text, 'base64url')
}

const EMPTY_DIGEST = digestOf('')

/** @returns a random secret (48 hexadecimal digits). */
export const newSecret = (): string => randomBytes(24).toString('hex')

/** @returns secrets for a booking partner, one for each kind of credentials. */
export function newSecrets (): Record<Secret, string> {
  return { password: newSecret(), key: newSecret(), clientSecret: newSecret(), initialAccessToken: newSecret() }
}
