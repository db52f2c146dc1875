import type { Tx } from '../data/store.ts'
import type { Change } from '../domain/changes.ts'
import { dueChanges } from '../domain/due.ts'
import type { Rules } from '../domain/rules.ts'
import { isDeleted, type Opportunity } from '../domain/state.ts'

/** Loads what is due and what it concerns. @returns what follows from that */
export async function changesDue (tx: Tx, rules: Rules): Promise<Change[]> {
  const due = await tx.due()
  const leases = due.flatMap(({ kind, record }) => kind === 'lease' ? [record] : [])
  const records = new Map<string, Opportunity>()
  for (const path of [...new Set(leases.flatMap(({ places }) => Object.keys(places)))].sort()) {
    const record = await tx.get('opportunity', path)
    if (record !== undefined && 'spaces' in record) records.set(path, record)
  }
  const [sample] = due.flatMap(({ kind, record }) => kind === 'sample' ? [record] : [])
  const sampleItems = sample === undefined ? [] : await tx.list('opportunity', { sample: true }) as Opportunity[]
  const tombstones = due.flatMap(({ kind, record }) => kind === 'opportunity' && isDeleted(record) ? [record] : [])
  return dueChanges({ leases, tombstones, sample, records, sampleItems }, { now: tx.now, rules })
}
