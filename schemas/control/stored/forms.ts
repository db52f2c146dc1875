import { classic, lease } from './leases.ts'
import { group, opportunity, tombstone } from './opportunities.ts'
import { deletedOrder, order, proposal } from './orders.ts'
import { dataset, fault, openid, partner, samplePlan, scenario } from './others.ts'

/** Kinds of the records of an export. The clock is no record there. */
export type ExportedKind =
  'opportunity' | 'order' | 'proposal' | 'lease' | 'classic' | 'dataset' | 'sample' | 'partner' | 'openid' | 'fault' |
  'scenario'

type Forms = ReadonlyArray<readonly [member: string | undefined, form: object]>

/**
 * The forms of the records that a state consists of, by kind. A record has the form of the first member that it has;
 * the last form of a kind needs none.
 */
export const STORED_FORMS: Readonly<Record<ExportedKind, Forms>> = {
  opportunity: [['deleted', tombstone], ['spaces', opportunity], [undefined, group]],
  order: [['deleted', deletedOrder], [undefined, order]],
  proposal: [['deleted', deletedOrder], [undefined, proposal]],
  lease: [[undefined, lease]],
  classic: [['deleted', deletedOrder], [undefined, classic]],
  dataset: [[undefined, dataset]],
  sample: [[undefined, samplePlan]],
  partner: [[undefined, partner]],
  openid: [[undefined, openid]],
  fault: [[undefined, fault]],
  scenario: [[undefined, scenario]]
}
