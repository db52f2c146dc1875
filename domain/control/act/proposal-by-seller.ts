import type { AmendmentBySeller } from '../../../schemas/control/sellers.ts'
import { accept, amend } from '../../approval/seller-answer.ts'
import { orderItemPath } from '../../protocol/ids.ts'
import type { Change } from '../../records/change.ts'
import type { Environment } from '../../records/environment.ts'
import type { OrderContext } from '../../records/order-context.ts'
import { isOpen, type Proposal, proposalItems } from '../../records/order-proposal.ts'
import { type AmendedItem, pathsInAmendment, readAmendment } from '../../test-interface/amendment.ts'
import { atArgument, conflict } from './at-argument.ts'
import { itemIdOf } from './chosen-items.ts'
import { pointerTo } from '../control-error.ts'

type Terms = Pick<AmendmentBySeller, 'price' | 'items' | 'note'>

/**
 * Accept an OrderProposal for its seller.
 * @throws {ControlError} with status 409 if it is rejected
 */
export function acceptForSeller (proposal: Proposal, note: string | undefined): Change[] {
  requireOpenProposal(proposal)
  return accept(proposal, note)
}

/**
 * Require an OrderProposal that its seller can still change.
 * @throws {ControlError} with status 409 if it is rejected
 */
export function requireOpenProposal (proposal: Proposal): void {
  if (!isOpen(proposal)) conflict('/order', 'This order proposal is rejected: nothing about it can change any more.')
}

/**
 * List the records that an amendment needs, beside those of the OrderProposal.
 * @returns paths of Opportunities and of the holders of Offers
 */
export const pathsOfAmendment = (terms: Terms, proposal: Proposal, base: string): string[] =>
  pathsInAmendment(amendedItemsOf(terms, proposal, base), base)

/**
 * Amend an OrderProposal for its seller: every item at another price, or some with another price or Opportunity.
 * @param terms - the new terms
 * @param context - the lease of the OrderProposal, and the named Opportunities
 * @param environment - time, ids and rules
 * @throws {ControlError} for an item, price, Opportunity or Offer that does not fit
 */
export function amendForSeller (
  proposal: Proposal, terms: Terms, context: OrderContext, environment: Environment
): Change[] {
  requireOpenProposal(proposal)
  const amendedItems = amendedItemsOf(terms, proposal, environment.base)
  // The first item at fault is named; all of them together can be at fault, too.
  amendedItems.forEach((item, index) => {
    const path = terms.items === undefined ? '/price' : pointerTo('/items', index)
    atArgument(path, () => readAmendment({ proposal, amendedItems: [item] }, context, environment))
  })
  const amendment = atArgument(terms.items === undefined ? '/price' : '/items',
    () => readAmendment({ proposal, amendedItems }, context, environment))
  return amend({ proposal, amendment, note: terms.note }, environment)
}

function amendedItemsOf ({ price, items }: Terms, proposal: Proposal, base: string): AmendedItem[] {
  const { uuid } = proposal
  const known = proposalItems(proposal)
  const iriOfItem = (id: string): string => `${base}/${orderItemPath(uuid, id)}`
  if (items === undefined) {
    return price === undefined ? [] : known.map(({ id }) => ({ '@id': iriOfItem(id), acceptedOffer: { price } }))
  }
  return items.map(({ id, opportunity, offer, price: own = price }, index) => ({
    '@id': iriOfItem(itemIdOf(id, pointerTo(pointerTo('/items', index), 'id'), { uuid, items: known }, base)),
    ...(opportunity !== undefined && { orderedItem: opportunity }),
    acceptedOffer: { ...(offer !== undefined && { '@id': offer }), ...(own !== undefined && { price: own }) }
  }))
}
