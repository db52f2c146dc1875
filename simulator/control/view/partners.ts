import type { RequestEntry } from '../../../domain/control/requests/request-entry.ts'
import { isDeleted } from '../../../domain/records/order.ts'
import type { Simulator } from '../../index.ts'

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
}

/** The change number from which a booking partner last read a feed; null for a start from the beginning. */
interface FeedPosition { readonly feed: string, readonly afterChangeNumber: number | null, readonly at: string }

/** Show the booking partners: when each was last seen, its errors, and its positions in its feeds. */
export async function partners (simulator: Simulator): Promise<{ readonly items: readonly PartnerActivity[] }> {
  return await simulator.read(async (reader) => {
    const items: PartnerActivity[] = []
    for (const { id: partner, name, revoked } of await reader.list('partner', {})) {
      const log = simulator.requestLog.list({ partner })
      const lastSeen = log.at(-1)?.at
      items.push({
        id: partner,
        name,
        revoked: revoked === true,
        orders: (await reader.list('order', { partner })).filter((order) => !isDeleted(order)).length,
        proposals: (await reader.list('proposal', { partner })).filter((one) => !isDeleted(one)).length,
        leases: (await reader.list('lease', { partner })).length,
        ...(lastSeen !== undefined && { lastSeen }),
        requests: log.length,
        errors: errorsIn(log),
        feeds: positionsIn(log)
      })
    }
    return { items }
  })
}

function errorsIn (log: readonly RequestEntry[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { status, error } of log) {
    if (status < 400) continue
    const name = error?.type ?? String(status)
    counts[name] = (counts[name] ?? 0) + 1
  }
  return counts
}

function positionsIn (log: readonly RequestEntry[]): FeedPosition[] {
  const positions = new Map<string, FeedPosition>()
  for (const { stage, path, status, at } of log) {
    if (stage !== 'feed' || status >= 400) continue
    const [feed = '', query = ''] = path.split('?', 2)
    const cursor = new URLSearchParams(query).get('afterChangeNumber')
    positions.set(feed, { feed, afterChangeNumber: cursor === null ? null : Number(cursor), at })
  }
  return [...positions.values()]
}
