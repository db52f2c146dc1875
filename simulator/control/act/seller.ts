import { chosenItems } from '../../../domain/control/act/chosen-items.ts'
import { conflict } from '../../../domain/control/act/at-argument.ts'
import { newTimes, onlyOpportunity } from '../../../domain/control/act/moved-times.ts'
import { pathsOfReplacement, replaceForSeller } from '../../../domain/control/act/order-by-seller.ts'
import { patchOpportunity } from '../../../domain/control/act/patch-opportunity.ts'
import {
  acceptForSeller, amendForSeller, pathsOfAmendment, requireOpenProposal
} from '../../../domain/control/act/proposal-by-seller.ts'
import { reject as rejectProposal } from '../../../domain/approval/seller-answer.ts'
import { type Order, orderItems } from '../../../domain/records/order.ts'
import type { Environment } from '../../../domain/records/environment.ts'
import { ACCESS_UPDATES } from '../../../domain/test-interface/order-actions.ts'
import {
  cancelForSeller, type ItemUpdate, openItems, type OrderOfSeller, updateItems
} from '../../../domain/test-interface/seller-updates.ts'
import type {
  Acceptance, AmendmentBySeller, CancellationBySeller, EveryItem, Move, NewCode, NewPass, NewReference, Notice,
  RejectionBySeller, ReplacementBySeller
} from '../../../schemas/control/sellers.ts'
import type { Simulator } from '../../index.ts'
import { loadOrderContext } from '../../load.ts'
import { loadPatched } from './opportunities.ts'
import { actOn, type SellerResult } from './order-of-seller.ts'

/** Accept an order proposal. */
export const accept = async (simulator: Simulator, { note, ...target }: Acceptance): Promise<SellerResult> =>
  await actOn(simulator, 'proposal', target, (proposal) => acceptForSeller(proposal, note))

/** Amend an order proposal: another price for every item, or other terms for some. */
export const amend = async (simulator: Simulator, terms: AmendmentBySeller): Promise<SellerResult> =>
  await actOn(simulator, 'proposal', terms, async (proposal, environment, tx) => {
    const paths = pathsOfAmendment(terms, proposal, environment.base)
    return amendForSeller(proposal, terms, await loadOrderContext(tx, proposal, proposal.uuid, paths), environment)
  })

/** Reject an order proposal. */
export const reject = async (simulator: Simulator, { note, ...target }: RejectionBySeller): Promise<SellerResult> =>
  await actOn(simulator, 'proposal', target, async (proposal, environment, tx) => {
    requireOpenProposal(proposal)
    const context = await loadOrderContext(tx, proposal, proposal.uuid, [])
    return rejectProposal({ proposal, status: 'SellerRejected', note }, context, environment)
  })

/** Cancel some items of an order, or all of them. */
export const cancel = async (
  simulator: Simulator, { items, message, ...target }: CancellationBySeller
): Promise<SellerResult> =>
  await actOn(simulator, 'order', target, async (order, environment, tx) => {
    const { records } = await loadOrderContext(tx, order, order.uuid, [])
    return cancelForSeller(scopeOf(order, items, environment), message, records, environment)
  })

/** Replace the opportunity of the first item that can be replaced, or of some items. */
export const replace = async (simulator: Simulator, terms: ReplacementBySeller): Promise<SellerResult> =>
  await actOn(simulator, 'order', terms, async (order, environment, tx) => {
    const paths = pathsOfReplacement(terms, environment.base)
    const { records } = await loadOrderContext(tx, order, order.uuid, paths)
    return replaceForSeller(scopeOf(order, terms.items, environment), terms, records, environment)
  })

/** Send the customer a notice. */
export const notice = async (simulator: Simulator, { text, ...rest }: Notice): Promise<SellerResult> =>
  await update(simulator, rest, () => ({ customerNotice: text }))

/** Give new access codes. */
export const code = async (simulator: Simulator, { code: given, ...rest }: NewCode): Promise<SellerResult> =>
  await update(simulator, rest, given === undefined
    ? ACCESS_UPDATES.code
    : ({ access }) => ({ access: { ...access, code: given } }))

/** Give new access passes. */
export const pass = async (simulator: Simulator, { pass: given, ...rest }: NewPass): Promise<SellerResult> =>
  await update(simulator, rest, given === undefined
    ? ACCESS_UPDATES.pass
    : ({ access }, newId) => ({ access: { ...access, pass: given, image: newId() } }))

/**
 * Give another online channel.
 * @throws {ControlError} with status 409 if none of the items takes place online
 */
export const channel = async (simulator: Simulator, { items, ...target }: EveryItem): Promise<SellerResult> =>
  await actOn(simulator, 'order', target, (order, environment) => {
    const scope = scopeOf(order, items, environment)
    if (!openItems(scope).some(({ item }) => item.orderedItem.opportunity.online === true)) {
      conflict('/items', 'Only an item that takes place online, and is not cancelled, can have a channel.')
    }
    return updateItems(scope, ACCESS_UPDATES.channel, environment)
  })

/**
 * Give items another reference for reconciliation.
 * @throws {ControlError} with status 409 if the options give items none
 */
export const reference = async (
  simulator: Simulator, { reference: given, ...rest }: NewReference
): Promise<SellerResult> => {
  if (!simulator.rules.reconciliationReferences) {
    conflict('/order', 'Items have no references here: start with the option reconciliationReferences.')
  }
  return await update(simulator, rest, given === undefined ? ACCESS_UPDATES.reference : () => ({ reference: given }))
}

/** Record that attendees have come. */
export const attended = async (simulator: Simulator, rest: EveryItem): Promise<SellerResult> =>
  await update(simulator, rest, () => ({ status: 'AttendeeAttended' }))

/** Record that attendees have not come. */
export const absent = async (simulator: Simulator, rest: EveryItem): Promise<SellerResult> =>
  await update(simulator, rest, () => ({ status: 'AttendeeAbsent' }))

async function update (simulator: Simulator, { items, ...target }: EveryItem, to: ItemUpdate): Promise<SellerResult> {
  return await actOn(simulator, 'order', target, (order, environment) => {
    const scope = scopeOf(order, items, environment)
    if (openItems(scope).length === 0) conflict('/items', 'All of these items are cancelled.')
    return updateItems(scope, to, environment)
  })
}

function scopeOf (order: Order, items: readonly string[] | undefined, { base }: Environment): OrderOfSeller {
  const known = orderItems(order).map(({ item }) => item)
  return { order, chosen: chosenItems(items, { uuid: order.uuid, items: known }, base) }
}

/** Move the opportunity of an order: later by a duration, or to an instant. Every order of it moves. */
export const move = async (simulator: Simulator, times: Move): Promise<SellerResult> =>
  await actOn(simulator, 'order', times, async (order, environment, tx) => {
    const path = onlyOpportunity(openItems(scopeOf(order, times.items, environment)))
    const patched = await loadPatched(tx, path)
    return patchOpportunity(patched, newTimes(patched.record, times), environment)
  })
