import { type BookabilityReport, bookabilityReport } from '../../../domain/control/view/bookability-report.ts'
import { pathsOfItem } from '../../../domain/checks/order-items.ts'
import { pathOf } from '../../../domain/protocol/ids.ts'
import { sellerByPath } from '../../../domain/records/seller.ts'
import type { BookabilityQuery } from '../../../schemas/control/bookability.ts'
import type { Simulator } from '../../index.ts'
import { loadOpportunities } from '../../load.ts'

/**
 * Say whether an opportunity can be booked by an offer, now or at another instant, and every reason why it cannot be.
 * Spaces are those of now.
 */
export async function bookability (
  simulator: Simulator, { opportunity, offer, at }: BookabilityQuery
): Promise<BookabilityReport & { readonly at: string }> {
  const environment = simulator.environment()
  const { base, rules } = environment
  const now = at === undefined ? environment.now : new Date(at)
  const references = { opportunityIri: opportunity, offerIri: offer }
  const records = await simulator.read(async (reader) =>
    await loadOpportunities(reader, pathsOfItem(references, base)))
  const owner = sellerByPath(rules, records.get(pathOf(base, opportunity) ?? '')?.seller) ?? rules.sellers[0]
  if (owner === undefined) throw new Error('There is no seller')
  return { at: now.toISOString(), ...bookabilityReport(references, records, owner, { ...environment, now }) }
}
