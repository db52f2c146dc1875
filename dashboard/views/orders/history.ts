import type { Listed } from '../../client/api.ts'
import { read, readAll } from '../../client/api.ts'
import { words } from '../../client/format.ts'
import type {
  LeaseSummary, OpportunitySummary, OrderSummary, PartnerItem, ProposalSummary, RequestSummary
} from '../../client/types.ts'

/** Everything that the control interface knows of an order. */
export interface OrderFile {
  readonly order: OrderSummary | undefined
  readonly proposal: ProposalSummary | undefined
  readonly lease: LeaseSummary | undefined
  readonly requests: readonly RequestSummary[]
  readonly feedItems: readonly PartnerItem[]
  /** Its opportunities that do not take place as planned. */
  readonly disturbed: readonly OpportunitySummary[]
}

/** Opportunities of one order that the page looks at (count). */
const MOST_OPPORTUNITIES = 20

/** Read everything about an order. */
export async function loadOrder (uuid: string, partner: string | undefined, signal: AbortSignal): Promise<OrderFile> {
  const query = { order: uuid, partner }
  const [orders, proposals, leases, requests, feed] = await Promise.all([
    read<Listed<OrderSummary>>('orders', query, signal),
    read<Listed<ProposalSummary>>('proposals', query, signal),
    read<Listed<LeaseSummary>>('leases', query, signal),
    readAll<RequestSummary>('requests', { ...query, bodies: false }, signal),
    read<Listed<PartnerItem>>('feed-items', query, signal)
  ])
  const [order, proposal, lease] = [orders.items[0], proposals.items[0], leases.items[0]]
  const disturbed = await loadDisturbed((order ?? proposal)?.items ?? [], signal)
  return { order, proposal, lease, requests, feedItems: feed.items, disturbed }
}

async function loadDisturbed (
  items: ReadonlyArray<{ readonly opportunity: string }>, signal: AbortSignal
): Promise<OpportunitySummary[]> {
  const named = [...new Set(items.map(({ opportunity }) => opportunity))].slice(0, MOST_OPPORTUNITIES)
  const found = await Promise.all(named.map(async (opportunity) =>
    await read<Listed<OpportunitySummary>>('opportunities', { opportunity }, signal)))
  return found.flatMap(({ items }) => items).filter(({ status }) => status !== undefined)
}

/** An event in the life of an order. */
export type Event =
  | { readonly kind: 'request', readonly at: string, readonly key: string, readonly request: RequestSummary }
  | { readonly kind: 'feed', readonly at: string | undefined, readonly key: string, readonly item: PartnerItem }
  | { readonly kind: 'action', readonly at: string, readonly key: string, readonly action: string }
  | { readonly kind: 'opportunity', readonly at: undefined, readonly key: string, readonly one: OpportunitySummary }
  | { readonly kind: 'lease', readonly at: string, readonly key: string, readonly ended: boolean }

/** Events that this page has seen itself, by UUID: a feed keeps only the latest item of an order. */
const seen = new Map<string, Event[]>()
const visited = new Set<string>()

const keep = (uuid: string, event: Event): void => { seen.set(uuid, [...seen.get(uuid) ?? [], event]) }

/** Remember an action of the seller. */
export function keepAction (uuid: string, action: string, at: number): void {
  const known = seen.get(uuid) ?? []
  keep(uuid, { kind: 'action', at: new Date(at).toISOString(), key: `action ${known.length}`, action })
}

/**
 * List the events of an order, oldest first. Feed items that were there before this page looked, and changes of its
 * opportunities, have no instant, and come last.
 * @param now - the simulated time (ms since 1970)
 */
export function eventsOf (uuid: string, { requests, feedItems, lease, disturbed }: OrderFile, now: number): Event[] {
  for (const item of feedItems) {
    const key = `${item.feed} ${item.modified}`
    if ((seen.get(uuid) ?? []).some((event) => event.key === key)) continue
    keep(uuid, { kind: 'feed', at: visited.has(uuid) ? new Date(now).toISOString() : undefined, key, item })
  }
  visited.add(uuid)
  const events: Event[] = [
    ...requests.map((request) => ({ kind: 'request', at: request.at, key: `request ${request.id}`, request } as const)),
    ...seen.get(uuid) ?? [],
    ...disturbed.map((one) => ({ kind: 'opportunity', at: undefined, key: one.id, one } as const))
  ]
  if (lease?.expires !== undefined) {
    events.push({ kind: 'lease', at: lease.expires, key: 'lease', ended: Date.parse(lease.expires) <= now })
  }
  // Equal instants keep their order: first the request, then what it made.
  return events.sort((a, b) => (a.at ?? '9').localeCompare(b.at ?? '9'))
}

/** @returns the state that a feed item shows, in words */
export function stateIn ({ state, data }: PartnerItem): string {
  if (state === 'deleted') return 'deleted'
  const proposal = data?.['orderProposalStatus']
  if (typeof proposal === 'string') return words(proposal)
  const items = (data?.['orderedItem'] ?? []) as unknown as ReadonlyArray<Record<string, unknown>>
  const parts = items.flatMap(({ orderItemStatus, cancellationMessage, customerNotice }) => [
    words(String(orderItemStatus)), cancellationMessage, customerNotice
  ].filter((text) => typeof text === 'string' && text !== ''))
  return [...new Set(parts)].join(', ')
}
