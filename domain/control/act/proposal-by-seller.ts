import type { AmendmentBySeller } from '../../../schemas/control/sellers.ts'
import { accept, amend, type Amendment } from '../../approval/seller-answer.ts'
import { orderItemPath } from '../../protocol/ids.ts'
import type { Change } from '../../records/change.ts'
import type { Environment } from '../../records/environment.ts'
import type { OrderContext } from '../../records/order-context.ts'
import { isOpen, type Proposal, proposalItems } from '../../records/order-proposal.ts'
import { type AddedItem, type AmendedItem, pathsInAmendment, readAmendment } from '../../test-interface/amendment.ts'
import { atArgument, conflict } from './at-argument.ts'
import { itemIdOf } from './chosen-items.ts'
import { ControlError, pointerTo } from '../control-error.ts'

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

/** The parts of an amendment, each with the JSON pointer of the argument that it is about. */
interface Part {
  readonly path: string
  readonly amended?: AmendedItem
  readonly removed?: string
  readonly added?: AddedItem
}

/**
 * List the records that an amendment needs, beside those of the OrderProposal.
 * @returns paths of Opportunities and of the holders of Offers
 */
export const pathsOfAmendment = (terms: Terms, proposal: Proposal, base: string): string[] =>
  pathsInAmendment(partsOf(terms, proposal, base).flatMap(({ amended, added }): AddedItem[] =>
    [amended, added].filter((item) => item !== undefined)), base)

/**
 * Amend an OrderProposal for its seller: every item at another price, or some with another price or Opportunity,
 * without some, and with new ones.
 * @param terms - the new terms
 * @param context - the lease of the OrderProposal, and the named Opportunities
 * @param environment - time, ids and rules
 * @throws {ControlError} for an item, price, Opportunity or Offer that does not fit
 */
export function amendForSeller (
  proposal: Proposal, terms: Terms, context: OrderContext, environment: Environment
): Change[] {
  requireOpenProposal(proposal)
  const parts = partsOf(terms, proposal, environment.base)
  const read = (chosen: readonly Part[]): Amendment | undefined => readAmendment({
    proposal,
    amendedItems: chosen.flatMap(({ amended }) => amended ?? []),
    removed: chosen.flatMap(({ removed }) => removed ?? []),
    added: chosen.flatMap(({ added }): AddedItem[] => added === undefined ? [] : [added])
  }, context, environment)
  // The first item at fault is named; all of them together can be at fault, too.
  for (const part of parts) if (part.removed === undefined) atArgument(part.path, () => read([part]))
  const amendment = atArgument(terms.items === undefined ? '/price' : '/items', () => read(parts))
  return amend({ proposal, amendment, note: terms.note }, environment)
}

function partsOf ({ price, items }: Terms, proposal: Proposal, base: string): Part[] {
  const { uuid } = proposal
  const known = proposalItems(proposal)
  const iriOfItem = (id: string): string => `${base}/${orderItemPath(uuid, id)}`
  if (items === undefined) {
    return price === undefined
      ? []
      : known.map(({ id }) => ({ path: '/price', amended: { '@id': iriOfItem(id), acceptedOffer: { price } } }))
  }
  return items.map(({ id, remove, opportunity, offer, price: own = price }, index): Part => {
    const path = pointerTo('/items', index)
    const terms = {
      ...(opportunity !== undefined && { orderedItem: opportunity }),
      acceptedOffer: { ...(offer !== undefined && { '@id': offer }), ...(own !== undefined && { price: own }) }
    }
    if (id === undefined) {
      if (remove === true) throw new ControlError(400, 'An item to remove must have an id.', pointerTo(path, 'id'))
      return { path, added: terms }
    }
    const found = itemIdOf(id, pointerTo(path, 'id'), { uuid, items: known }, base)
    return remove === true ? { path, removed: found } : { path, amended: { '@id': iriOfItem(found), ...terms } }
  })
}
