import type { JsonObject } from '../protocol/json.ts'
import type { Expiring } from './expiring.ts'
import type { Purchase, Totals } from './order.ts'

/** An order of the classic API. Once it is paid, an Order with the same key holds its state. */
export interface ClassicOrder extends Expiring {
  readonly partner: string
  readonly uuid: string
  /** Path of the Seller. */
  readonly seller: string
  /** Event and offer at the time of the order. */
  readonly purchase: Purchase
  /** Spaces (count). */
  readonly quantity: number
  /** As the request sent it. */
  readonly broker?: JsonObject
  /** As the request sent it. */
  readonly customer?: JsonObject
  /** ISO 8601 UTC; missing if the Open Booking API made the order. */
  readonly orderDate?: string
  /** ISO 8601 UTC; missing if the Open Booking API made the order. */
  readonly paymentDueDate?: string
  readonly totals: Totals
  /** As the request sent them, with the confirmation number. */
  readonly payments?: readonly JsonObject[]
  /** Deletion of an unpaid order (ISO 8601 UTC). */
  readonly expires?: string
}
