import type { DueRecord, Reader, Tx } from '../data/store.ts'
import { processDueProposal } from '../domain/approval/proposal-due.ts'
import { expireLeases } from '../domain/leasing/lease-changes.ts'
import type { Change } from '../domain/records/change.ts'
import type { Environment } from '../domain/records/environment.ts'
import type { Lease } from '../domain/records/lease.ts'
import type { Opportunity } from '../domain/records/opportunity.ts'
import { isFree } from '../domain/records/order.ts'
import { renewSample } from '../domain/sample/sample-data.ts'
import { deleteDataset } from '../domain/test-interface/dataset-deletion.ts'
import { loadDataset, loadOpportunities, loadOrderContext } from './load.ts'
import { applyWithConsequences } from './transact.ts'

/** Most records of one step (count). */
const STEP_RECORDS = 200
/** Most Opportunities of the leases of one step (count), unless a single lease has more. */
const STEP_OPPORTUNITIES = 1000

/** The time of a step. */
export interface DueTime {
  readonly now: Date
  /** @returns time, ids and rules at an instant. */
  readonly environmentAt: (now: Date) => Environment
}

/** The work of a step. */
export interface Step {
  readonly processed: readonly DueRecord[]
  /** Changes applied (count). */
  readonly changes: number
}

/** Name a record and the instant at which it was due. */
export const dueKey = ({ kind, id, record }: DueRecord): string => `${kind} ${id} ${expiryOf(record)}`

/**
 * Process records whose time has come, each at its own instant, as many as one commit should hold. A step ends early
 * where its changes make a record due before the next one.
 * @param tx - the transaction of the step
 * @param time - current instant, and time, ids and rules at the instant of a record
 * @param skipped - keys of records that are left for later
 * @returns the processed records and the number of changes; none once nothing is due
 */
export async function processDueRecords (
  tx: Tx, time: DueTime, skipped: ReadonlySet<string> = new Set()
): Promise<Step> {
  const due = firstOf((await tx.due(time.now, STEP_RECORDS)).filter((one) => !skipped.has(dueKey(one))))
  let index = 0
  let changes = 0
  let soonest = Infinity
  for (let next = due[index]; next !== undefined && expiryOf(next.record) < soonest; next = due[index]) {
    const leases = leasesFrom(due, index)
    const applied = leases.length > 0
      ? await expireAll(leases, tx)
      : await processOne(next, tx, time.environmentAt(new Date(expiryOf(next.record))))
    changes += applied.length
    for (const { record } of applied) soonest = Math.min(soonest, expiryOf(record))
    index += Math.max(leases.length, 1)
  }
  return { processed: due.slice(0, index), changes }
}

/** @returns the instant at which a record is due (ms since 1970), Infinity for none. */
function expiryOf (record: object | null): number {
  return record !== null && 'expires' in record ? Date.parse(String(record.expires)) : Infinity
}

/** @returns the records up to the most Opportunities of one step, at least one record. */
function firstOf (due: readonly DueRecord[]): readonly DueRecord[] {
  const paths = new Set<string>()
  const end = due.findIndex(({ kind, record }, index) => {
    for (const path of kind === 'lease' ? Object.keys(record.spaces) : []) paths.add(path)
    return index > 0 && paths.size > STEP_OPPORTUNITIES
  })
  return end === -1 ? due : due.slice(0, end)
}

/** @returns the leases that follow each other. Nothing else happens in between, so they expire in one change. */
function leasesFrom (due: readonly DueRecord[], from: number): Lease[] {
  const leases: Lease[] = []
  for (let one = due[from]; one?.kind === 'lease'; one = due[from + leases.length]) leases.push(one.record)
  return leases
}

async function expireAll (leases: readonly Lease[], tx: Tx): Promise<readonly Change[]> {
  const paths = leases.flatMap(({ spaces }) => Object.keys(spaces))
  const changes = expireLeases(leases, await loadOpportunities(tx, paths))
  await tx.apply(changes)
  return changes
}

async function processOne (due: DueRecord, tx: Tx, environment: Environment): Promise<readonly Change[]> {
  return await applyWithConsequences(tx, await changesOf(due, tx, environment), environment)
}

async function changesOf ({ kind, id, record }: DueRecord, tx: Reader, environment: Environment): Promise<Change[]> {
  switch (kind) {
    case 'order':
    case 'proposal':
      // The retention period of a free UUID has ended.
      if (isFree(record)) return [{ kind, id, record: null }]
      return processDueProposal(await loadOrderContext(tx, record, record.uuid, []), environment)
    case 'sample': {
      const existing = await tx.list('opportunity', { sample: 'yes' }) as Opportunity[]
      return renewSample(record, record.seed, existing, environment)
    }
    case 'dataset': return deleteDataset(await loadDataset(tx, id), environment.now)
    case 'opportunity':
    case 'openid':
    case 'classic': return [{ kind, id, record: null }]
    // Leases expire together; partners, the clock, faults and scenarios never do.
    case 'lease':
    case 'partner':
    case 'clock':
    case 'fault':
    case 'scenario': return []
  }
}
