import { announceProposal, putProposal } from '../approval/proposal-changes.ts'
import { announceOrder } from '../feeds/announce.ts'
import { BookingError } from '../protocol/errors.ts'
import type { Change } from '../records/change.ts'
import type { Proposal } from '../records/order-proposal.ts'
import { isDeleted, isWithdrawn, type Order, orderKey } from '../records/order.ts'
import type { OpenIdRecord } from '../records/partner.ts'
import type { Records } from '../records/record-kinds.ts'
import { dropOpenIdRecord } from './partner-changes.ts'

/**
 * Scopes of the Open Booking API: what access tokens are for, and what a seller agrees to.
 * @see {@link https://openactive.io/open-booking-api/EditorsDraft/#authentication}
 */
export const BOOKING_SCOPE = 'openactive-openbooking'
export const ORDERS_FEED_SCOPE = 'openactive-ordersfeed'
export const IDENTITY_SCOPE = 'openactive-identity'

/** All that is kept of a booking partner and a seller together. */
export interface Relation {
  /** Grants and tokens. */
  readonly granted: readonly OpenIdRecord[]
  readonly orders: ReadonlyArray<Records['order']>
  readonly proposals: ReadonlyArray<Records['proposal']>
}

/** @returns whether the seller has agreed to anything. */
export const hasAgreed = ({ granted }: Relation): boolean => granted.some(({ model }) => model === 'Grant')

/** @throws NotFoundError if the seller has not agreed to anything */
export function requireConsent (relation: Relation): Relation {
  if (!hasAgreed(relation)) throw new BookingError('NotFoundError', 'This seller has not agreed that the booking partner acts for it.')
  return relation
}

/**
 * A seller takes back that a booking partner may act for it: tokens open nothing any more, and what was in the feeds of that partner
 * is deleted there. Orders themselves stay as they are.
 * @see {@link https://openactive.io/open-booking-api/EditorsDraft/#authentication}
 */
export function withdrawConsent ({ granted, orders, proposals }: Relation): Change[] {
  return [...granted.map(dropOpenIdRecord), ...markAll({ orders, proposals }, (one) => ({ ...one, withdrawn: true as const }))]
}

/** A seller agrees once more: what was withdrawn from the feeds comes again. */
export function renewConsent ({ orders, proposals }: Omit<Relation, 'granted'>): Change[] {
  const hidden = { orders: orders.filter(isWithdrawn), proposals: proposals.filter(isWithdrawn) }
  return markAll(hidden, ({ withdrawn: _withdrawn, ...one }) => one)
}

type Mark = <One extends { readonly withdrawn?: true }> (one: One) => Omit<One, 'withdrawn'> & { readonly withdrawn?: true }

/** What nobody has seen in a feed is not announced there now. */
function markAll ({ orders, proposals }: Omit<Relation, 'granted'>, mark: Mark): Change[] {
  return [
    ...orders.flatMap((order) => isDeleted(order) ? [] : changeOfOrder(mark(order))),
    ...proposals.flatMap((proposal) => isDeleted(proposal) ? [] : changeOfProposal(mark(proposal)))
  ]
}

const changeOfOrder = (order: Order): Change => order.listed ? announceOrder(order) : { kind: 'order', id: orderKey(order.partner, order.uuid), record: order }
const changeOfProposal = (proposal: Proposal): Change => proposal.listed ? announceProposal(proposal) : putProposal(proposal)
