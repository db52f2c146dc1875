import { isoInstant } from '../protocol/time.ts'
import type { Proposal } from '../records/order-proposal.ts'

/** Times at which an open OrderProposal becomes due. */
export interface Deadlines {
  /** End of its first Opportunity (ISO 8601 UTC). */
  readonly ends: string | undefined
  /** Time at which its seller answers automatically. */
  readonly answers: Date | undefined
}

/**
 * Set the deadlines of an OrderProposal.
 * @param proposal - the OrderProposal
 * @param deadlines - its new deadlines
 * @returns the OrderProposal, which expires at the earlier deadline
 */
export function withDeadlines (proposal: Proposal, { ends, answers }: Deadlines): Proposal {
  const { ends: _ends, answers: _answers, answer: planned, expires: _expires, ...timeless } = proposal
  const answersAt = answers && isoInstant(answers)
  const expires = [ends, answersAt].filter((instant) => instant !== undefined).sort()[0]
  const answer = answersAt && { answers: answersAt, ...(planned && { answer: planned }) }
  return { ...timeless, ...(ends && { ends }), ...answer, ...(expires && { expires }) }
}
