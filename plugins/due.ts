import { loadContext, loadListed } from '../data/loading.ts'
import type { Tx } from '../data/store.ts'
import { dueChanges } from '../domain/due.ts'
import type { Environment } from '../domain/rules.ts'
import { proposalDue } from '../domain/seller-answer.ts'
import { isDeleted, type Opportunity } from '../domain/state.ts'

/** Does all that is due. */
export async function doDue (tx: Tx, environment: Environment): Promise<void> {
  const due = await tx.due()
  const leases = due.flatMap(({ kind, record }) => kind === 'lease' ? [record] : [])
  const records = await loadListed(tx, leases.flatMap(({ places }) => Object.keys(places)))
  const [sample] = due.flatMap(({ kind, record }) => kind === 'sample' ? [record] : [])
  const sampleItems = sample === undefined ? [] : await tx.list('opportunity', { sample: true }) as Opportunity[]
  const tombstones = due.flatMap(({ kind, record }) => kind === 'opportunity' && isDeleted(record) ? [record] : [])
  const openId = due.flatMap(({ kind, record }) => kind === 'openid' ? [record] : [])
  const classics = due.flatMap(({ kind, record }) => kind === 'classic' && !isDeleted(record) ? [record] : [])
  await tx.apply(dueChanges({ leases, tombstones, openId, classics, sample, records, sampleItems }, environment))
  // One after the other: several may be about the same places.
  for (const { kind, record } of due) {
    if (kind === 'proposal' && !isDeleted(record)) {
      await tx.apply(proposalDue(record, await loadContext(tx, record.partner, record.uuid, []), environment))
    }
  }
}
