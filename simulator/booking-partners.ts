import type { Reader } from '../data/store.ts'
import {
  configuredPartners, renewPartner, revokePartner
} from '../domain/partners/partner-changes.ts'
import type { Change } from '../domain/records/change.ts'
import type { Identifying, Partner } from '../domain/records/partner.ts'
import type { ResolvedSimulatorOptions } from '../schemas/options.ts'
import { configuredCredentials, digestOf, digestsMatch } from './credentials.ts'
import type { Transact } from './transact.ts'

/** The booking partners of a simulator, at hand in memory so that identifying a caller costs no transaction. */
export interface BookingPartners {
  /** @returns the partner with this id, undefined if there is none or it was revoked. */
  get (id: string): Partner | undefined
  /** @returns all partners that are not revoked. */
  all (): Partner[]
  /** @returns the partner that holds this secret, undefined if nobody does. */
  bySecret (kind: Identifying, secret: string): Partner | undefined
  /** Run a transaction that changes partners. */
  readonly change: Transact
  /** Read the stored partners, and apply the configured ones. */
  load (): Promise<void>
  /** Find the changes that bring the configured partners into a state. */
  configurationChanges (reader: Reader): Promise<Change[]>
  /** Take over the stored partners, and forget all others. */
  take (reader: Reader): Promise<void>
}

/** Create the partners of a simulator: those of its options, and those that its owner adds. */
export function createBookingPartners (transact: Transact, options: ResolvedSimulatorOptions): BookingPartners {
  const known = new Map<string, Partner>()

  function remember (partner: Partner): void {
    if (partner.revoked === true) known.delete(partner.id)
    else known.set(partner.id, partner)
  }

  function rememberChanged (changes: readonly Change[]): void {
    for (const { kind, record } of changes) if (kind === 'partner' && record !== null) remember(record)
  }

  const change: Transact = async (work) => {
    const decision = await transact(work)
    rememberChanged(decision.changes)
    return decision
  }

  return {
    get: (id) => known.get(id),
    all: () => [...known.values()],
    bySecret (kind, secret) {
      const digest = digestOf(secret)
      return [...known.values()].find(({ digests }) => digestsMatch(digest, digests[kind]))
    },
    change,
    async load () {
      const { stored, changes } = await transact(async (tx) =>
        ({ stored: await tx.list('partner', {}), changes: await configurationChanges(tx, options) }))
      for (const partner of stored) remember(partner)
      rememberChanged(changes)
    },
    configurationChanges: async (reader) => await configurationChanges(reader, options),
    async take (reader) {
      const stored = await reader.list('partner', {})
      known.clear()
      for (const partner of stored) remember(partner)
    }
  }
}

async function configurationChanges (reader: Reader, options: ResolvedSimulatorOptions): Promise<Change[]> {
  const changes: Change[] = []
  const stored = await reader.list('partner', {})
  for (const partner of configuredPartners(stored, configuredCredentials(options).partners, digestOf)) {
    const granted = await reader.list('openid', { clientId: partner.id })
    changes.push(...partner.revoked === true ? revokePartner(partner, granted) : renewPartner(partner, granted))
  }
  return changes
}
