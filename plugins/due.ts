import { loadContext, loadListed } from '../data/loading.ts'
import type { DueRecord, Tx } from '../data/store.ts'
import type { Change } from '../domain/changes.ts'
import { lapse, proposalDue } from '../domain/due.ts'
import type { Environment } from '../domain/rules.ts'
import { renewSample } from '../domain/sample/sample-data.ts'
import type { Opportunity } from '../domain/state.ts'
import { applyAll } from './deciding.ts'

/** Does all that is due, one after the other: several may be about the same places. */
export async function doDue (tx: Tx, environment: Environment): Promise<void> {
  for (const due of await tx.due()) await applyAll(tx, await changesOf(due, tx, environment), environment)
}

async function changesOf ({ kind, id, record }: DueRecord, tx: Tx, environment: Environment): Promise<Change[]> {
  switch (kind) {
    case 'lease': return lapse(record, await loadListed(tx, Object.keys(record.places)))
    case 'proposal': return proposalDue(await loadContext(tx, record.partner, record.uuid, []), environment)
    case 'sample': return renewSample(record, record.seed, await tx.list('opportunity', { sample: true }) as Opportunity[], environment)
    case 'opportunity':
    case 'openid':
    case 'classic': return [{ kind, id, record: null }]
    // These never expire.
    case 'order':
    case 'partner': return []
  }
}
