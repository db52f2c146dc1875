import type { DUE_KINDS } from '../../../schemas/control/lists.ts'
import { orderPath, proposalPath } from '../../protocol/ids.ts'
import { isDeleted } from '../../records/order.ts'
import type { Records } from '../../records/record-kinds.ts'

export type KindWithDue = typeof DUE_KINDS[number]

/** Something that happens when its time comes. */
export interface DueItem {
  /** ISO 8601 UTC. */
  readonly at: string
  readonly kind: KindWithDue
  /** The event, for a person. */
  readonly event: string
  /** `@id` of the order, proposal or opportunity; tokens and sessions have none. */
  readonly id?: string
  readonly partner?: string
}

/**
 * Describe what happens to a record at its due time.
 * @returns undefined for a record without one
 */
export function dueItem<K extends KindWithDue> (kind: K, record: Records[K], base: string): DueItem | undefined {
  if (!('expires' in record) || record.expires === undefined) return undefined
  const known = { kind, record } as { [One in KindWithDue]: { kind: One, record: Records[One] } }[KindWithDue]
  return { at: record.expires, kind, ...describe(known, base) }
}

type Description = Omit<DueItem, 'at' | 'kind'>

function describe (
  one: { [K in KindWithDue]: { kind: K, record: Records[K] } }[KindWithDue], base: string
): Description {
  switch (one.kind) {
    case 'lease': {
      const { uuid, partner } = one.record
      return { event: 'The lease ends', id: `${base}/${orderPath(uuid)}`, partner }
    }
    case 'proposal': {
      const { uuid, partner } = one.record
      return { event: proposalEvent(one.record), id: `${base}/${proposalPath(uuid)}`, partner }
    }
    case 'opportunity': return { event: 'The deleted item leaves its feed', id: `${base}/${one.record.path}` }
    case 'sample': return { event: 'The sample data is renewed' }
    case 'openid': return { event: `${one.record.model} ends`, ...partnerOf(one.record.clientId) }
  }
}

function proposalEvent (proposal: Records['proposal']): string {
  if (isDeleted(proposal)) return 'The deleted order proposal leaves its feed'
  const isAnswer = proposal.answers !== undefined && proposal.answers === proposal.expires
  return isAnswer ? 'The seller answers' : 'The first opportunity of the order proposal ends'
}

const partnerOf = (partner: string | undefined): Pick<Description, 'partner'> =>
  partner === undefined ? {} : { partner }
