import type { DueRecord, Reader, Tx } from '../data/store.ts'
import { processDueProposal } from '../domain/approval/proposal-due.ts'
import { expireLeases } from '../domain/leasing/lease-changes.ts'
import type { Change } from '../domain/records/change.ts'
import type { Environment } from '../domain/records/environment.ts'
import type { Opportunity } from '../domain/records/opportunity.ts'
import { renewSample } from '../domain/sample/sample-data.ts'
import { loadOpportunities, loadOrderContext } from './load.ts'
import { applyWithConsequences } from './transact.ts'

/** Most records of one step (count). */
const STEP_RECORDS = 200
/** Most Opportunities of the leases of one step (count), unless a single lease has more. */
const STEP_OPPORTUNITIES = 1000

/**
 * Process records whose time has come, as many as one commit should hold. Leases expire together; the rest follows one
 * by one, since several records may concern the same spaces. A record that becomes due at once by its own change waits
 * for the next request, so that a broker sees every state.
 * @returns whether records that were due are left
 */
export async function processDueRecords (tx: Tx, environment: Environment): Promise<boolean> {
  const found = await tx.due(STEP_RECORDS)
  const due = firstOf(found)
  const leases = due.flatMap(({ kind, record }) => kind === 'lease' ? [record] : [])
  const paths = leases.flatMap(({ spaces }) => Object.keys(spaces))
  const expired = expireLeases(leases, await loadOpportunities(tx, paths))
  await tx.apply(expired)
  let count = expired.length
  for (const record of due) {
    const changes = await changesOf(record, tx, environment)
    count += changes.length
    await applyWithConsequences(tx, changes, environment)
  }
  return count > 0 && (found.length === STEP_RECORDS || due.length < found.length)
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

async function changesOf ({ kind, id, record }: DueRecord, tx: Reader, environment: Environment): Promise<Change[]> {
  switch (kind) {
    case 'proposal': return processDueProposal(await loadOrderContext(tx, record, record.uuid, []), environment)
    case 'sample': {
      const existing = await tx.list('opportunity', { sample: 'yes' }) as Opportunity[]
      return renewSample(record, record.seed, existing, environment)
    }
    case 'opportunity':
    case 'openid':
    case 'classic': return [{ kind, id, record: null }]
    // Leases have expired above; orders and partners never expire.
    case 'lease':
    case 'order':
    case 'partner': return []
  }
}
