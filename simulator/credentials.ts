import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { PUBLISHED } from '../data/sample/credentials.ts'
import type { Secret } from '../domain/records/partner.ts'
import type { ConfiguredPartner, Login } from '../schemas/credentials.ts'
import type { ResolvedSimulatorOptions } from '../schemas/options.ts'

/** Who gets in from the start. */
export interface ConfiguredCredentials { readonly partners: readonly ConfiguredPartner[], readonly logins: readonly Login[] }

/** @returns the credentials of the options, or else the published ones. */
export function configuredCredentials ({ credentials }: Pick<ResolvedSimulatorOptions, 'credentials'>): ConfiguredCredentials {
  return credentials === undefined ? PUBLISHED : { partners: credentials.partners ?? [], logins: credentials.logins ?? [] }
}

/** Compares without telling by its time how much was right. */
export function secretsMatch (given: string, right: string): boolean {
  return matchesDigest(given, digestOf(right))
}

/** Compares a text with the digest of the right one, in the same way. There is no right one where the digest is missing. */
export const matchesDigest = (given: string, digest: string | undefined): boolean => digestsMatch(digestOf(given), digest)

/** Compares two digests. */
export function digestsMatch (given: string, digest: string | undefined): boolean {
  return timingSafeEqual(Buffer.from(given), Buffer.from(digest ?? EMPTY_DIGEST)) && digest !== undefined
}

/** @returns the digest of a text: what secrets are kept as, and what requests are told apart by. */
export function digestOf (text: string): string {
  return createHash('sha256').update(text).digest('base64url')
}

const EMPTY_DIGEST = digestOf('')

/** @returns a text that nobody can guess: digits and letters. */
export const newSecret = (): string => randomBytes(24).toString('hex')

/** @returns secrets for a booking partner, one for each way in. */
export function newSecrets (): Record<Secret, string> {
  return { password: newSecret(), key: newSecret(), clientSecret: newSecret(), initialAccessToken: newSecret() }
}
