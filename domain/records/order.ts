import type { ITEM_STATUSES } from '../../schemas/control/lists.ts'
import type { JsonObject } from '../protocol/json.ts'
import type { Expiring } from './expiring.ts'
import type { Offer, OpportunityWithParent, RequiredStatus } from './opportunity.ts'

export type OrderItemStatus = typeof ITEM_STATUSES[number]

/** A tax contained in an amount or added to it (minor units). */
export interface Tax { readonly name: string, readonly rate: number, readonly amountMinor: number }

/** Prices of an order other than the usual ones: net without taxes, or none at all for a DynamicPayment. */
export type PriceBasis = 'net' | 'dynamic'

/** The amount due of an order, its prepayment and its taxes. */
export interface Totals {
  /** Missing for the usual prices. */
  readonly basis?: PriceBasis
  readonly dueMinor: number
  readonly currency: string
  readonly prepayment: RequiredStatus
  readonly taxes: readonly Tax[]
}

/** Access details of an attendee. */
export interface Access {
  readonly code: string
  /** Text of the barcode. */
  readonly pass: string
  /** Text of the image, another way of entry; older records lack it. */
  readonly image?: string
  /** Online meeting room. */
  readonly channel?: { readonly room: string, readonly pin: string }
  /** Set for a barcode without a fallback image. */
  readonly withoutUrl?: true
  /** Barcodes of the broker, beside the passes of the seller. */
  readonly brokerPasses?: readonly JsonObject[]
}

/** The Opportunity of an OrderItem and its terms. */
export interface Purchase {
  readonly offer: Offer
  readonly orderedItem: OpportunityWithParent
  /** Taxes of one item. */
  readonly taxes: readonly Tax[]
}

/** An OrderItem of P or B. */
export interface PlacedItem extends Purchase {
  /** Last part of its `@id`, unique in the Order. */
  readonly id: string
  readonly position: number
  /** Spaces (count). */
  readonly spaces: number
  readonly attendee?: JsonObject
  readonly intakeFormResponse?: readonly JsonObject[]
  /** Barcodes of the broker. */
  readonly accessPass?: readonly JsonObject[]
}

/** The content of an order at P or B. */
export interface PlacedOrder {
  readonly brokerRole: string
  readonly broker?: JsonObject
  readonly customer?: JsonObject
  readonly payment?: JsonObject
  readonly items: readonly PlacedItem[]
  readonly totals: Totals
  /** Number of the order; OrderProposals of earlier releases lack it. */
  readonly orderNumber?: string
}

/** An OrderItem at the time of B. */
export interface BookedItem extends PlacedItem {
  readonly access: Access
  /** Reference for the reconciliation of payments. */
  readonly reference?: string
}

/** The content of an Order at the time of B, which B answers at every repeat. */
export interface BookedOrder extends PlacedOrder {
  readonly orderNumber: string
  readonly items: readonly BookedItem[]
}

/** Changes of an OrderItem since B. */
export interface ItemState {
  readonly status: OrderItemStatus
  /** Message of the seller about the cancellation. */
  readonly cancellationMessage?: string
  /** Message of the seller about anything else. */
  readonly customerNotice?: string
  readonly access?: Access
  /** Another reference. */
  readonly reference?: string
  /** Another Opportunity, or the same one with another name, time or location. */
  readonly purchase?: Purchase
}

/** An Order: its content at the time of B and its changes since. */
export interface Order {
  readonly partner: string
  readonly uuid: string
  readonly seller: string
  /** Digest of the request of B, which tells a repeat from another order. */
  readonly digest: string
  readonly booked: BookedOrder
  /** States by index of `booked.items`. */
  readonly items: readonly ItemState[]
  readonly totals: Totals
  /** Whether the orders feed has shown it. */
  readonly listed: boolean
  /** Note to the seller from the OrderProposal. */
  readonly customerNote?: string
  /** Set while the seller withholds its consent: the orders feed hides the Order. */
  readonly withdrawn?: true
}

/** A current OrderItem and its changes since B. */
export interface ItemOfOrder { readonly item: BookedItem, readonly state: ItemState }

/** The key of a deleted Order, or of an OrderProposal after B or deletion: its UUID stays in use, unless it is free. */
export interface DeletedOrder extends Expiring {
  readonly partner: string
  readonly uuid: string
  readonly seller: string
  readonly deleted: true
  /** Set by a reset: the feed shows the deletion until `expires`, and the UUID may have another Order. */
  readonly free?: true
  /** End of the RPDE retention period of a free UUID (ISO 8601 UTC). */
  readonly expires?: string
}

/**
 * Apply the changes of an Order to its items.
 * @param order - content at the time of B, and states of the items
 * @returns the current items, in their order
 */
export function orderItems ({ booked, items }: Pick<Order, 'booked' | 'items'>): ItemOfOrder[] {
  return booked.items.map((item, index) => {
    const state = items[index] ?? { status: 'OrderItemConfirmed' }
    const { access, reference, purchase } = state
    const changed = { ...(access && { access }), ...(reference !== undefined && { reference }) }
    return { item: { ...item, ...changed, ...purchase }, state }
  })
}

/** @returns whether customer or seller has cancelled an OrderItem */
export function isCancelled ({ status }: ItemState): boolean {
  return status === 'CustomerCancelled' || status === 'SellerCancelled'
}

/**
 * Make the key of an Order, OrderProposal or lease. A UUID is unique only per booking partner.
 * @param partner - id of the booking partner
 * @param uuid - UUID of the Order
 * @returns the key
 */
export function orderKey (partner: string, uuid: string): string {
  return `${uuid} ${partner}`
}

/** @returns whether a record is deleted */
export function isDeleted<T extends object> (record: T): record is Extract<T, { readonly deleted: true }> {
  return 'deleted' in record
}

/** @returns whether a reset has freed the UUID of a record: for everything but feeds there is none */
export function isFree (record: object): boolean {
  return 'free' in record
}

/** @returns whether the feeds of the booking partner hide a record, because its seller has withdrawn its consent */
export function isWithdrawn<T extends object> (record: T): record is Extract<T, { readonly withdrawn?: true }> {
  return 'withdrawn' in record
}
