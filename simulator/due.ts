import type { DueRecord, Tx } from '../data/store.ts'
import { processDueProposal } from '../domain/approval/proposal-due.ts'
import { expireLeases } from '../domain/leasing/lease-changes.ts'
import type { Change } from '../domain/records/change.ts'
import type { Environment } from '../domain/records/environment.ts'
import type { Opportunity } from '../domain/records/opportunity.ts'
import { renewSample } from '../domain/sample/sample-data.ts'
import { loadContext, loadListed } from './load.ts'
import { applyAll } from './transact.ts'

/** Does all that is due: leases lapse at once, all else one after the other, for several may be about the same spaces. */
export async function doDue (tx: Tx, environment: Environment): Promise<void> {
  const due = await tx.due()
  const leases = due.flatMap(({ kind, record }) => kind === 'lease' ? [record] : [])
  await tx.apply(expireLeases(leases, await loadListed(tx, leases.flatMap(({ spaces }) => Object.keys(spaces)))))
  for (const one of due) await applyAll(tx, await changesOf(one, tx, environment), environment)
}

async function changesOf ({ kind, id, record }: DueRecord, tx: Tx, environment: Environment): Promise<Change[]> {
  switch (kind) {
    case 'proposal': return processDueProposal(await loadContext(tx, record.partner, record.uuid, []), environment)
    case 'sample': return renewSample(record, record.seed, await tx.list('opportunity', { sample: true }) as Opportunity[], environment)
    case 'opportunity':
    case 'openid':
    case 'classic': return [{ kind, id, record: null }]
    // These have lapsed already, or never expire.
    case 'lease':
    case 'order':
    case 'partner': return []
  }
}
