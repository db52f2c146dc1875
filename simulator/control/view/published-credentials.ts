import type { Partner, Secret } from '../../../domain/records/partner.ts'
import { SECRETS } from '../../../domain/records/partner.ts'
import type { Login } from '../../../schemas/credentials.ts'
import type { ResolvedSimulatorOptions } from '../../../schemas/options.ts'
import { configuredCredentials, matchesDigest } from '../../credentials.ts'

/** The options that replace the published credentials, which everybody may know. */
type Options = Pick<ResolvedSimulatorOptions, 'credentials'>

/** @returns the published secrets of a booking partner that are valid; none where the owner has configured others */
export function publishedSecrets (
  { id, digests, revoked }: Partner, options: Options
): Partial<Record<Secret, string>> {
  if (options.credentials !== undefined || revoked === true) return {}
  const configured = configuredCredentials(options).partners.find((partner) => partner.id === id)
  return Object.fromEntries(SECRETS.flatMap((kind) => {
    const secret = configured?.[kind]
    return secret !== undefined && matchesDigest(secret, digests[kind]) ? [[kind, secret]] : []
  }))
}

/** @returns the published logins of the sellers, in their order; none where the owner has configured others */
export const publishedLogins = (options: Options): readonly Login[] =>
  options.credentials === undefined ? configuredCredentials(options).logins : []
