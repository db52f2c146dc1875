import type { Change } from './changes.ts'
import { type ClassicOrder, forgetClassic } from './classic/order.ts'
import { forget } from './partner.ts'
import { dropLease, movePlaces, type Places, subtract } from './places.ts'
import type { Rules } from './rules.ts'
import { renewSample } from './sample/sample-data.ts'
import type { Lease, Listed, OpenIdRecord, Opportunity, SamplePlan, Tombstone } from './state.ts'

/** Everything whose time has come, with what is needed to deal with it. */
export interface Due {
  readonly leases: readonly Lease[]
  readonly tombstones: readonly Tombstone[]
  readonly openId: readonly OpenIdRecord[]
  readonly classics: readonly ClassicOrder[]
  readonly sample: SamplePlan | undefined
  /** The Opportunities whose places the leases hold. */
  readonly records: Listed
  /** The sample items, if the sample is due. */
  readonly sampleItems: readonly Opportunity[]
}

/**
 * All that happens just because time passes: leases lapse, sample data is renewed, tombstones, tokens and orders that were not paid go.
 * @returns the changes; what is due is so no more once they are applied
 */
export function dueChanges ({ leases, tombstones, openId, classics, sample, records, sampleItems }: Due, environment: { readonly now: Date, readonly rules: Rules }): Change[] {
  const freed = leases.reduce<Places>((sum, lease) => subtract(sum, lease.places), {})
  const moved = movePlaces(records, { leased: freed })
  return [
    ...moved,
    ...leases.map(dropLease),
    ...tombstones.map(({ path }): Change => ({ kind: 'opportunity', id: path, record: null })),
    ...openId.map(forget),
    ...classics.map(forgetClassic),
    ...(sample === undefined ? [] : renewSample(sample, sample.seed, sampleItems, environment))
  ]
}
