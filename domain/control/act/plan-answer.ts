import { putProposal } from '../../approval/proposal-changes.ts'
import { withDeadlines } from '../../approval/proposal-deadlines.ts'
import { after } from '../../protocol/time.ts'
import type { Change } from '../../records/change.ts'
import { isOpen, type Proposal } from '../../records/order-proposal.ts'
import { beforeLast } from './last-instant.ts'

/**
 * Plan the answer of a seller to an OrderProposal.
 * @param proposal - the OrderProposal
 * @param answer - the answer
 * @param wait - ISO 8601 duration from now to the answer
 * @param now - current time
 * @returns the change; none if the OrderProposal is rejected, or if its answer has a time already
 * @throws {ControlError} if the wait leads beyond the years of documents
 */
export function planAnswer (proposal: Proposal, answer: 'accept' | 'reject', wait: string, now: Date): Change[] {
  if (!isOpen(proposal) || proposal.answers !== undefined) return []
  const planned = { ...proposal, answer }
  return [putProposal(withDeadlines(planned, { ends: proposal.ends, answers: beforeLast(after(now, wait), '/wait') }))]
}
