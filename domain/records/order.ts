import type { JsonObject } from '../protocol/json.ts'
import type { OpportunityWithParent, Offer, RequiredStatus } from './opportunity.ts'

export type OrderItemStatus =
  'OrderItemConfirmed' | 'CustomerCancelled' | 'SellerCancelled' | 'AttendeeAttended' | 'AttendeeAbsent'

export interface Tax { readonly name: string, readonly rate: number, readonly amountMinor: number }

export interface Totals {
  readonly dueMinor: number
  readonly currency: string
  readonly prepayment: RequiredStatus
  readonly taxes: readonly Tax[]
}

/** What lets an attendee in. */
export interface Access {
  readonly code: string
  /** Text of the barcode. */
  readonly pass: string
  /** Where to meet online. */
  readonly channel?: { readonly room: string, readonly pin: string }
}

/** What an OrderItem is a place in, and on which terms. */
export interface Purchase { readonly offer: Offer, readonly listing: OpportunityWithParent, readonly taxes: readonly Tax[] }

/** An OrderItem as it was asked for. */
export interface PlacedItem extends Purchase {
  /** Last part of its `@id`, unique in the Order. */
  readonly id: string
  readonly position: number
  readonly spaces: number
  readonly attendee?: JsonObject
  readonly intakeFormResponse?: readonly JsonObject[]
}

/** What P and B are about. */
export interface PlacedOrder {
  readonly brokerRole: string
  readonly broker?: JsonObject
  readonly customer?: JsonObject
  readonly payment?: JsonObject
  readonly items: readonly PlacedItem[]
  readonly totals: Totals
}

/** An OrderItem as it was booked. */
export interface BookedItem extends PlacedItem { readonly access: Access }

/** The Order as it was booked: what the answer to B says, now and at every repeat. */
export interface BookedOrder extends PlacedOrder {
  readonly orderNumber: string
  readonly items: readonly BookedItem[]
}

/** What has changed about an OrderItem since it was booked. */
export interface ItemState {
  readonly status: OrderItemStatus
  /** What the seller says: of the cancellation, or of anything else. */
  readonly cancellationMessage?: string
  readonly customerNotice?: string
  readonly access?: Access
  /** What it is a place in now: another Opportunity, or the same one at another time or place. */
  readonly purchase?: Purchase
}

/** An Order: as it was booked, and what has become of it since. */
export interface Order {
  readonly partner: string
  readonly uuid: string
  readonly seller: string
  /** Digest of the request that made it, to tell a repeat from another order (Open Booking API, Step-by-step process description). */
  readonly digest: string
  readonly booked: BookedOrder
  /** By index of `booked.items`. */
  readonly items: readonly ItemState[]
  readonly totals: Totals
  /** Whether it has appeared in the orders feed. */
  readonly listed: boolean
  /** The seller has withdrawn its consent, so that it is not to be seen in the orders feed. */
  readonly withdrawn?: true
}

/** An OrderItem as it is now, with what has changed since it was booked. */
export interface ItemOfOrder { readonly item: BookedItem, readonly state: ItemState }

/** What remains of a deleted Order or a consumed OrderProposal: its key, so that the UUID is never used again. */
export interface DeletedOrder {
  readonly partner: string
  readonly uuid: string
  readonly seller: string
  readonly deleted: true
}

/** @returns the items of an Order as they are now, in their order. */
export function orderItems ({ booked, items }: Pick<Order, 'booked' | 'items'>): ItemOfOrder[] {
  return booked.items.map((item, index) => {
    const state = items[index] ?? { status: 'OrderItemConfirmed' }
    return { item: { ...item, ...(state.access && { access: state.access }), ...state.purchase }, state }
  })
}

/** @returns whether an OrderItem is cancelled, by whomever. */
export function isCancelled ({ status }: ItemState): boolean {
  return status === 'CustomerCancelled' || status === 'SellerCancelled'
}

/** @returns the key of an Order, OrderProposal or Lease: a UUID is unique per booking partner only. */
export function orderKey (partner: string, uuid: string): string {
  return `${uuid} ${partner}`
}

/** @returns whether only the key of a record remains. */
export function isDeleted<T extends object> (record: T): record is Extract<T, { readonly deleted: true }> {
  return 'deleted' in record
}

/** @returns whether the seller does not let the booking partner see it in its feeds any more. */
export function isWithdrawn<T extends object> (record: T): record is Extract<T, { readonly withdrawn?: true }> {
  return 'withdrawn' in record
}
