import { inSteps } from '../../../data/in-steps.ts'
import { type LoggedRequest, summarizeRequest } from '../../../domain/control/requests/request-entry.ts'
import { positionIn } from '../../../domain/control/view/feed-readers.ts'
import { consentingSellers } from '../../../domain/partners/consent.ts'
import type { Secret } from '../../../domain/records/partner.ts'
import type { Simulator } from '../../index.ts'
import { publishedSecrets } from './published-credentials.ts'

/** The recent requests of a booking partner, as far as the request log reaches. */
export interface PartnerActivity {
  readonly id: string
  readonly name: string
  readonly revoked: boolean
  readonly orders: number
  readonly proposals: number
  readonly leases: number
  /** Its latest request (ISO 8601 UTC, by the clock of the simulator). */
  readonly lastSeen?: string
  readonly requests: number
  /** Refused requests, by error type (counts); an answer without one counts under its status. */
  readonly errors: Readonly<Record<string, number>>
  readonly feeds: readonly FeedPosition[]
  /** `@id`s of the sellers that have consented that it acts for them. */
  readonly consents: readonly string[]
  /** Its credentials, as far as they are the published ones, which everybody may know. */
  readonly published?: Readonly<Partial<Record<Secret, string>>>
}

/** The change number from which a booking partner last read a feed; null for a start from the beginning. */
interface FeedPosition { readonly feed: string, readonly afterChangeNumber: number | null, readonly at: string }

/** Show the booking partners: when each was last seen, its errors, positions in its feeds, consents and credentials. */
export async function partners (simulator: Simulator): Promise<{ readonly items: readonly PartnerActivity[] }> {
  const base = simulator.baseUrl()
  const logged = simulator.requestLog.kept()
  const stored = await simulator.read(async (reader) => ({
    granted: await reader.list('openid', {}),
    partners: await reader.list('partner', {}),
    orders: await reader.list('order', {}),
    proposals: await reader.list('proposal', {}),
    leases: await reader.list('lease', {})
  }))
  const orders = await countByPartner(stored.orders)
  const proposals = await countByPartner(stored.proposals)
  const leases = await countByPartner(stored.leases)
  const items = stored.partners.map((record): PartnerActivity => {
    const { id: partner, name, revoked } = record
    const log = logged.filter(({ caller }) => caller?.partner === partner)
    const lastSeen = log.at(-1)?.at
    const published = publishedSecrets(record, simulator.options)
    return {
      id: partner,
      name,
      revoked: revoked === true,
      orders: orders.get(partner) ?? 0,
      proposals: proposals.get(partner) ?? 0,
      leases: leases.get(partner) ?? 0,
      ...(lastSeen !== undefined && { lastSeen: lastSeen.toISOString() }),
      requests: log.length,
      errors: errorsIn(log),
      feeds: positionsIn(log),
      consents: consentingSellers(stored.granted, partner).map((path) => `${base}/${path}`),
      ...(Object.keys(published).length > 0 && { published })
    }
  })
  return { items }
}

/** Count records without those that are deleted. */
async function countByPartner (
  records: ReadonlyArray<{ readonly partner: string, readonly deleted?: boolean }>
): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>()
  await inSteps(records, ({ partner, deleted }) => {
    if (deleted !== true) counts.set(partner, (counts.get(partner) ?? 0) + 1)
  })
  return counts
}

function errorsIn (log: readonly LoggedRequest[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const request of log) {
    if (request.status < 400) continue
    const name = summarizeRequest(request).error?.type ?? String(request.status)
    counts[name] = (counts[name] ?? 0) + 1
  }
  return counts
}

function positionsIn (log: readonly LoggedRequest[]): FeedPosition[] {
  const positions = new Map<string, FeedPosition>()
  for (const { stage, url, status, at } of log) {
    if (stage !== 'feed' || status >= 400) continue
    const { path: feed, afterChangeNumber } = positionIn(url)
    positions.set(feed, { feed, afterChangeNumber, at: at.toISOString() })
  }
  return [...positions.values()]
}
