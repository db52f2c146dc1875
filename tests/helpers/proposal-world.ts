import type { Opportunity, Spaces } from '../../domain/records/opportunity.ts'
import { type Answered, BASE, type Simulator } from './build-app.ts'
import type { Kept } from './kept.ts'
import type { Model } from './proposal-model.ts'
import { type Basket, ENDS, type Event, SPACES, firstOpportunity } from './proposal-thread.ts'
import { bAfterP, customerRejects, makeForApproval, p, PROPOSALS_FEED, seller } from './proposals.ts'
import { b, type Bookable, c1, c2, newUuid, PARTNER_1, PARTNER_2, sellerCancels } from './requests.ts'

type Body = ReturnType<typeof JSON.parse>

const SESSIONS = '/feeds/scheduled-sessions'
const ORDERS_FEED = '/api/openbooking/orders-rpde'
const PARTNERS = [PARTNER_1, PARTNER_2] as const
/** Names of the threads: index of the UUID and index of the booking partner. */
export const NAMES = ['0 of 0', '1 of 0', '0 of 1', '1 of 1']

/** A simulator, and the next page to read of each of its feeds. */
export interface Stage { readonly simulator: Simulator, readonly read: Map<string, string> }

/** Two opportunities and two UUIDs for two booking partners, and the contents of the feeds about them. */
export interface World extends Stage {
  readonly items: readonly [Bookable, Bookable]
  readonly uuids: readonly string[]
  /** By name of a thread, its versions and its status in the feed. */
  readonly versions: Map<string, string[]>
  readonly shown: Map<string, string>
  readonly remaining: [number, number]
}

const FEEDS = [
  { key: 'sessions', path: SESSIONS, headers: {} },
  ...PARTNERS.flatMap((headers, partner) => [{ key: `order ${partner}`, path: ORDERS_FEED, headers }, { key: `proposal ${partner}`, path: PROPOSALS_FEED, headers }])
]

/** Create a world whose opportunities have few spaces and end soon. */
export async function newWorld ({ simulator, read }: Stage): Promise<World> {
  const items = [await makeSmall(simulator, 0), await makeSmall(simulator, 1)] as const
  const world: World = { simulator, items, uuids: [newUuid(), newUuid()], versions: new Map(NAMES.map((name) => [name, []])), shown: new Map(), remaining: [NaN, NaN], read }
  await readNews(world)
  return world
}

async function makeSmall (simulator: Simulator, which: 0 | 1): Promise<Bookable> {
  const item = await makeForApproval(simulator, 'TestOpportunityBookableFiveSpaces')
  const end = new Date(simulator.clock.now.getTime() + (ENDS[which] ?? 0) * 60_000).toISOString().replace('.000', '')
  const start = simulator.clock.now.toISOString().replace('.000', '')
  const id = item.opportunity.slice(BASE.length + 1)
  await simulator.store.transaction(async (tx) => {
    const record = await tx.get('opportunity', id) as Opportunity
    const offers = record.offers.map((offer) => ({ ...offer, flowRequirements: [...offer.flowRequirements ?? [], 'OpenBookingNegotiation' as const] }))
    await tx.apply([{ kind: 'opportunity', id, record: { ...record, start, end, offers, spaces: { ...record.spaces, maximum: SPACES[which] ?? 0 } }, feed: item.feed }])
  })
  return item
}

/**
 * Read the new items of the feeds.
 * @param keys - pattern of the feeds to read
 * @returns the items about orders and proposals, in the form of the model's `newsSince`
 */
export async function readNews (world: World, keys: RegExp = /./): Promise<string[]> {
  const news: string[] = []
  for (const { key, path, headers } of FEEDS.filter(({ key }) => keys.test(key))) {
    // One step adds less than a page.
    const { body } = await world.simulator.request('GET', world.read.get(key) ?? path, { headers })
    world.read.set(key, body.next)
    for (const item of body.items) news.push(...(key === 'sessions' ? seeSession(world, item) : seeOrder(world, item, key)))
  }
  return news.sort()
}

function seeSession ({ items, remaining }: World, { data }: Body): string[] {
  const which = items.findIndex(({ opportunity }) => data?.['@id'] === opportunity)
  if (which === 0 || which === 1) remaining[which] = data.remainingAttendeeCapacity
  return []
}

function seeOrder ({ uuids, shown, versions }: World, { id, state, data }: Body, key: string): string[] {
  const [kind, partner] = key.split(' ')
  const name = `${uuids.indexOf(id)} of ${partner}`
  // Other items are about UUIDs of an earlier world.
  if (!NAMES.includes(name)) return []
  if (kind === 'proposal') {
    shown.set(name, state === 'deleted' ? state : data.orderProposalStatus.split('/').at(-1))
    if (state !== 'deleted' && !versions.get(name)?.includes(data.orderProposalVersion)) versions.get(name)?.push(data.orderProposalVersion)
  }
  return [`${kind} ${name}`]
}

/** Send the request of an event. */
export async function act (
  { simulator, items: [one, other], uuids, versions }: World, event: Event, name: string, basket: Basket
): Promise<Answered> {
  const [order, partner] = [Number(name[0]), Number(name.at(-1))]
  const [uuid = '', headers = PARTNER_1] = [uuids[order], PARTNERS[partner]]
  const items = [...Array<Bookable>(basket[0]).fill(one), ...Array<Bookable>(basket[1]).fill(other)]
  const known = versions.get(name) ?? []
  const [target, first] = [[one, other][firstOpportunity(basket)] ?? one, `${BASE}/api/openbooking/orders/${uuid}#/orderedItems/1`]
  const never = `${BASE}/api/openbooking/order-proposals/${uuid}/versions/${newUuid()}`
  const acts: Readonly<Record<Event, () => Promise<Answered>>> = {
    C1: () => c1(simulator, items, { uuid, headers }),
    C2: () => c2(simulator, items, { uuid, headers }),
    P: () => p(simulator, items, { uuid, headers }),
    accept: () => seller(simulator, 'Accept', uuid, {}, headers),
    amend: () => seller(simulator, 'Amend', uuid, {}, headers),
    move: () => seller(simulator, 'Amend', uuid, { orderedItem: [{ '@id': first, orderedItem: target.opportunity, acceptedOffer: target.offer }] }, headers),
    reject: () => seller(simulator, 'Reject', uuid, {}, headers),
    U: () => customerRejects(simulator, uuid, { headers }),
    B: () => bAfterP(simulator, uuid, known.at(-1) ?? never, { headers }),
    'old B': () => bAfterP(simulator, uuid, known.at(-2) ?? never, { headers }),
    'B without P': () => b(simulator, items, { uuid, headers }),
    delete: () => simulator.request('DELETE', `/api/openbooking/orders/${uuid}`, { headers }),
    'delete quote': () => simulator.request('DELETE', `/api/openbooking/order-quotes/${uuid}`, { headers }),
    cancel: () => sellerCancels(simulator, uuid, headers)
  }
  const answer = await acts[event]()
  if (event === 'P' && answer.status === 201 && known.length === 0) known.push(answer.body.orderProposalVersion)
  return answer
}

/** Read the stored spaces of both opportunities. */
export function storedSpaces ({ items }: World, state: Kept): Spaces[] {
  return items.flatMap(({ opportunity }) => state.flatMap(([kind, id, record]) =>
    kind === 'opportunity' && opportunity.endsWith(`/${id}`) && 'offers' in record && 'spaces' in record ? record.spaces : []))
}

/** A lease: whether it holds spaces, and its spaces in each opportunity (count). */
type LeaseSummary = readonly ['holds' | 'asks for', ...Basket]

/** Read the stored leases by name of their thread. */
export function storedLeases ({ items, uuids }: World, state: Kept): Record<string, LeaseSummary> {
  return Object.fromEntries(state.flatMap(([kind, , record]) => {
    if (kind !== 'lease' || !('spaces' in record) || !('partner' in record) || !uuids.includes(record.uuid)) return []
    const count = (which: 0 | 1): number => record.spaces[items[which].opportunity.slice(BASE.length + 1)] ?? 0
    return [[nameOf(uuids, record), [record.unreserved ? 'asks for' : 'holds', count(0), count(1)] as const]]
  }))
}

/** Name the thread of a record. */
const nameOf = (uuids: readonly string[], { uuid, partner }: { readonly uuid: string, readonly partner: string }): string =>
  `${uuids.indexOf(uuid)} of ${Number(partner.at(-1)) - 1}`

/**
 * Read the stored proposals by name of their thread.
 * @returns status and version: the status is `none` before P and `deleted` once consumed
 */
export function storedProposals (
  { uuids }: World, state: Kept
): Map<string, readonly [status: string, version: string]> {
  const found = new Map(NAMES.map((name) => [name, ['none', ''] as const as readonly [string, string]]))
  for (const [kind, , record] of state) {
    if (kind !== 'proposal' || !('uuid' in record)) continue
    const name = nameOf(uuids, record)
    if (found.has(name)) found.set(name, 'status' in record ? [record.status, record.version] : ['deleted', ''])
  }
  return found
}

/** Contents of the feeds: status and versions (count) by name of a thread, and remaining spaces (count). */
interface FeedSummary {
  readonly shown: Record<string, string>
  readonly versions: Record<string, number>
  readonly remaining: readonly number[]
}

/** Summarize the latest contents of the feeds. */
export function feedSummary ({ shown, versions, remaining }: World): FeedSummary {
  const counts = [...versions].map(([name, known]) => [name, known.length])
  return { shown: Object.fromEntries(shown), versions: Object.fromEntries(counts), remaining }
}

/** Derive the expected leases from the model. */
export function expectedLeases ({ threads, leasedBy, proposedBy }: Model): Record<string, LeaseSummary> {
  const lease = (name: string, what: LeaseSummary[0], basket: Basket): Array<readonly [string, LeaseSummary]> =>
    basket.every((count) => count === 0) ? [] : [[name, [what, ...basket]]]
  return Object.fromEntries(threads.flatMap((thread) =>
    [...lease(thread.name, 'holds', leasedBy(thread)), ...lease(thread.name, 'asks for', proposedBy(thread))]))
}

/** Derive the expected contents of the feeds from the model. */
export function expectedFeedSummary ({ threads, shown, remaining }: Model): FeedSummary {
  return {
    shown: Object.fromEntries(threads.flatMap((thread) => {
      const value = shown(thread)
      return value === undefined ? [] : [[thread.name, value]]
    })),
    versions: Object.fromEntries(threads.map(({ name, versions }) => [name, versions])),
    remaining: [remaining(0), remaining(1)]
  }
}
