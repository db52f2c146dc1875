import type { AmendmentBySeller } from '../../../schemas/control/sellers.ts'
import { accept, amend, type Amendment } from '../../approval/seller-answer.ts'
import { BookingError } from '../../protocol/errors.ts'
import { orderItemPath } from '../../protocol/ids.ts'
import type { Change } from '../../records/change.ts'
import type { Environment } from '../../records/environment.ts'
import type { OrderContext } from '../../records/order-context.ts'
import { isOpen, type Proposal, proposalItems } from '../../records/order-proposal.ts'
import { type AddedItem, type AmendedItem, pathsInAmendment, readAmendment } from '../../test-interface/amendment.ts'
import { conflict } from './at-argument.ts'
import { itemIdOf, type WithItems } from './chosen-items.ts'
import { ControlError, fromBookingError, pointerTo } from '../control-error.ts'

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
  const read: ReadParts = (chosen) => readAmendment({
    proposal,
    amendedItems: chosen.flatMap(({ amended }) => amended ?? []),
    removed: chosen.flatMap(({ removed }) => removed ?? []),
    added: chosen.flatMap(({ added }): AddedItem[] => added === undefined ? [] : [added])
  }, context, environment)
  try {
    return amend({ proposal, amendment: read(parts), note: terms.note }, environment)
  } catch (error) {
    if (!(error instanceof BookingError)) throw error
    const whole = terms.items === undefined ? '/price' : '/items'
    throw fromBookingError(error, parts.find((part) => hasProblem(part, error.message, read))?.path ?? whole)
  }
}

type ReadParts = (parts: readonly Part[]) => Amendment | undefined

/** @returns whether a part has a problem by itself; others have it only together */
function hasProblem (part: Part, problem: string, read: ReadParts): boolean {
  try {
    read([part])
    return false
  } catch (error) {
    return error instanceof BookingError && error.message === problem
  }
}

function partsOf ({ price, items }: Terms, proposal: Proposal, base: string): Part[] {
  const { uuid } = proposal
  const known = { uuid, items: proposalItems(proposal) }
  const iriOfItem = (id: string): string => `${base}/${orderItemPath(uuid, id)}`
  if (items === undefined) {
    return price === undefined
      ? []
      : known.items.map(({ id }) => ({ path: '/price', amended: { '@id': iriOfItem(id), acceptedOffer: { price } } }))
  }
  return items.map((item, index): Part => {
    const path = pointerTo('/items', index)
    if (item.remove === true) return { path, removed: itemToRemove(item, path, known, base) }
    const { id, opportunity, offer, price: own = price } = item
    const terms = {
      ...(opportunity !== undefined && { orderedItem: opportunity }),
      acceptedOffer: { ...(offer !== undefined && { '@id': offer }), ...(own !== undefined && { price: own }) }
    }
    if (id === undefined) return { path, added: terms }
    const found = itemIdOf(id, pointerTo(path, 'id'), known, base)
    return { path, amended: { '@id': iriOfItem(found), ...terms } }
  })
}

type ItemTerms = NonNullable<Terms['items']>[number]

/** @returns the id of the item, which must come without other terms */
function itemToRemove (
  { id, opportunity, offer, price }: ItemTerms, path: string, order: WithItems, base: string
): string {
  if (id === undefined) throw new ControlError(400, 'An item to remove must have an id.', pointerTo(path, 'id'))
  if ((opportunity ?? offer ?? price) !== undefined) {
    throw new ControlError(400, 'An item to remove must have no other terms.', pointerTo(path, 'remove'))
  }
  return itemIdOf(id, pointerTo(path, 'id'), order, base)
}
