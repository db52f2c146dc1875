import type { ClassicOrder } from './classic-order.ts'
import type { ClockSetting } from './control/clock-setting.ts'
import type { FaultRecord } from './control/fault.ts'
import type { RunningScenario } from './control/running-scenario.ts'
import type { Lease } from './lease.ts'
import type { DeletedDataset, Opportunity, OpportunityGroup, Tombstone } from './opportunity.ts'
import type { Proposal } from './order-proposal.ts'
import type { DeletedOrder, Order, PlacedItem, Purchase } from './order.ts'
import type { OpenIdRecord, Partner } from './partner.ts'
import type { SamplePlan } from './sample.ts'

/**
 * Stored records by kind. Records are plain JSON, are never changed in place, and contain no absolute IRI of this
 * system: a `path` is relative to the base URL, a time is an ISO 8601 string in UTC, money is in minor units.
 */
export interface Records {
  opportunity: Opportunity | OpportunityGroup | Tombstone
  order: Order | DeletedOrder
  proposal: Proposal | DeletedOrder
  lease: Lease
  classic: ClassicOrder | DeletedOrder
  dataset: DeletedDataset
  sample: SamplePlan
  partner: Partner
  openid: OpenIdRecord
  clock: ClockSetting
  fault: FaultRecord
  scenario: RunningScenario
}

export type Kind = keyof Records

/** @returns how much work a record makes for those who read it whole: the number of its items, at least 1 */
export function workOf (record: Records[Kind] | null | undefined): number {
  if (record === null || record === undefined) return 1
  if ('booked' in record) return record.booked.items.length
  return 'placed' in record ? record.placed.items.length : 1
}

type Lookups<R> = Readonly<Record<string, (record: R) => ReadonlyArray<string | undefined>>>

/**
 * The lookups of each kind: a store finds records by a value without reading the others. A lookup gives the values of a
 * record; it ignores undefined.
 */
export const LOOKUPS = {
  opportunity: {
    dataset: (record) => ['dataset' in record ? record.dataset : undefined],
    /** `yes` for the regularly renewed sample data. */
    sample: (record) => ['sample' in record && record.sample === true ? 'yes' : undefined]
  },
  order: {
    uuid: ({ uuid }) => [uuid],
    partner: ({ partner }) => [partner],
    seller: ({ seller }) => [seller],
    /** Paths of its Opportunities and their groups, as booked and as replaced. */
    opportunity: (record) => 'booked' in record
      ? pathsOf([...record.booked.items, ...record.items.flatMap(({ purchase }) => purchase ?? [])])
      : []
  },
  proposal: {
    uuid: ({ uuid }) => [uuid],
    partner: ({ partner }) => [partner],
    seller: ({ seller }) => [seller],
    /** Paths of its Opportunities and their groups, as proposed, added and amended. */
    opportunity: (record) => 'placed' in record
      ? pathsOf([...record.placed.items, ...record.added ?? [], ...Object.values(record.amended)])
      : []
  },
  lease: { uuid: ({ uuid }) => [uuid], partner: ({ partner }) => [partner] },
  classic: { uuid: ({ uuid }) => [uuid], partner: ({ partner }) => [partner] },
  dataset: {},
  sample: {},
  partner: {},
  openid: {
    model: ({ model }) => [model],
    grantId: ({ grantId }) => [grantId],
    uid: ({ uid }) => [uid],
    accountId: ({ accountId }) => [accountId],
    clientId: ({ clientId }) => [clientId]
  },
  clock: {},
  scenario: {},
  fault: {}
} as const satisfies { readonly [K in Kind]: Lookups<Records[K]> }

/** The values that records must have, by lookup. */
export type Where<K extends Kind> = { readonly [Name in keyof typeof LOOKUPS[K]]?: string }

function pathsOf (items: ReadonlyArray<Pick<PlacedItem | Purchase, 'orderedItem'>>): string[] {
  const paths = new Set<string>()
  for (const { orderedItem: { opportunity, group } } of items) {
    paths.add(opportunity.path)
    if (group !== undefined) paths.add(group.path)
  }
  return [...paths]
}
