import { isoInstant } from '../protocol/time.ts'
import type { OpportunityWithParent } from '../records/opportunity.ts'
import type { Proposal } from '../records/order-proposal.ts'

/** What a proposal is waiting for: the end of what it is about, and the seller that answers by itself. */
export interface Deadlines { readonly ends: string | undefined, readonly answers: Date | undefined }

/** @returns the proposal, which will be due at the first of its deadlines. */
export function withDeadlines (proposal: Proposal, { ends, answers }: Deadlines): Proposal {
  const { ends: _ends, answers: _answers, expires: _expires, ...timeless } = proposal
  const answering = answers && isoInstant(answers)
  const expires = [ends, answering].filter((instant) => instant !== undefined).sort()[0]
  return { ...timeless, ...(ends && { ends }), ...(answering && { answers: answering }), ...(expires && { expires }) }
}

/** @returns when the first of several Opportunities is over, undefined if none ever is. */
export function firstEnd (items: ReadonlyArray<{ readonly listing: OpportunityWithParent }>): string | undefined {
  return items.flatMap(({ listing }) => listing.opportunity.end ?? []).sort()[0]
}
