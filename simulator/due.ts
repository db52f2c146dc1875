import type { DueRecord, Reader, Tx } from '../data/store.ts'
import { processDueProposal } from '../domain/approval/proposal-due.ts'
import { expireLeases } from '../domain/leasing/lease-changes.ts'
import type { Change } from '../domain/records/change.ts'
import type { Environment } from '../domain/records/environment.ts'
import type { Opportunity } from '../domain/records/opportunity.ts'
import { renewSample } from '../domain/sample/sample-data.ts'
import { loadOpportunities, loadOrderContext } from './load.ts'
import { applyWithConsequences } from './transact.ts'

/**
 * Process every record whose time has come. Leases expire together; the rest follows one by one, since several records
 * may concern the same spaces.
 */
export async function processDueRecords (tx: Tx, environment: Environment): Promise<void> {
  const due = await tx.due()
  const leases = due.flatMap(({ kind, record }) => kind === 'lease' ? [record] : [])
  await tx.apply(expireLeases(leases, await loadOpportunities(tx, leases.flatMap(({ spaces }) => Object.keys(spaces)))))
  for (const record of due) await applyWithConsequences(tx, await changesOf(record, tx, environment), environment)
}

async function changesOf ({ kind, id, record }: DueRecord, tx: Reader, environment: Environment): Promise<Change[]> {
  switch (kind) {
    case 'proposal': return processDueProposal(await loadOrderContext(tx, record, record.uuid, []), environment)
    case 'sample': {
      const existing = await tx.list('opportunity', { sample: true }) as Opportunity[]
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
