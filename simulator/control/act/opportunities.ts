import { ControlError } from '../../../domain/control/control-error.ts'
import { patchOpportunity, type PatchedRecord } from '../../../domain/control/act/patch-opportunity.ts'
import { pathOf } from '../../../domain/protocol/ids.ts'
import { received } from '../../../domain/protocol/received.ts'
import type { Change } from '../../../domain/records/change.ts'
import type { Opportunity } from '../../../domain/records/opportunity.ts'
import { isDeleted } from '../../../domain/records/order.ts'
import type { OpportunityPatch } from '../../../schemas/control/opportunities.ts'
import type { Simulator } from '../../index.ts'
import type { Reader } from '../../load.ts'
import { refusals } from './order-of-seller.ts'
import { itemMadeBy, opportunitiesIn, type ShownItem } from './published.ts'

/** The result of a change of an opportunity. */
export interface OpportunityResult {
  /** Whether anything has changed. */
  readonly changed: boolean
  /** The item that the change has made in its open feed. */
  readonly feedItem?: ShownItem
  /** `@id`s of everything that the change has published, the opportunity included. */
  readonly affected: readonly string[]
  /** The orders that show the change. */
  readonly orders: ReadonlyArray<{ readonly uuid: string, readonly partner: string }>
}

/**
 * Change an opportunity, or the SessionSeries or FacilityUse of others.
 * @param id - its path below the base URL, or its `@id`
 * @throws {ControlError} with status 404 if there is none; if a property does not fit
 */
export async function change (
  simulator: Simulator, id: string, patch: OpportunityPatch
): Promise<OpportunityResult> {
  const { changes } = await refusals(async () => await simulator.transact(async (tx, environment) => {
    const path = pathOf(environment.base, id) ?? id
    return { changes: patchOpportunity(await loadPatched(tx, path), patch, environment) }
  }))
  return await resultOf(simulator, changes)
}

/**
 * Load a record that a tester changes, with everything that its change concerns.
 * @throws {ControlError} with status 404 if there is no such record
 */
export async function loadPatched (tx: Reader, path: string): Promise<PatchedRecord> {
  const record = await tx.get('opportunity', path)
  if (record === undefined || isDeleted(record)) {
    throw new ControlError(404, `There is no opportunity at this path; received ${received(path)}. ` +
      'GET /simulator/opportunities lists them.')
  }
  const isGroup = !('spaces' in record)
  const members = !isGroup
    ? []
    : (await tx.list('opportunity', {})).filter((one): one is Opportunity =>
        'spaces' in one && one.group === path)
  return { record, members, orders: await tx.list('order', { opportunity: path }) }
}

async function resultOf (simulator: Simulator, changes: readonly Change[]): Promise<OpportunityResult> {
  const [first] = changes
  const feedItem = await itemMadeBy(simulator, first)
  return {
    changed: changes.length > 0,
    ...(feedItem && { feedItem }),
    affected: opportunitiesIn(changes, simulator.baseUrl()),
    orders: changes.flatMap(({ kind, record }) =>
      kind === 'order' && record !== null ? [{ uuid: record.uuid, partner: record.partner }] : [])
  }
}
