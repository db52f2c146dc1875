import type { JsonObject } from '../protocol/json.ts'
import type { Expiring } from './expiring.ts'
import type { Purchase, Totals } from './order.ts'

/** An order of the older simulator: what it asked for and how it was paid. Once paid it is an Order, too, which knows what became of it. */
export interface ClassicOrder extends Expiring {
  readonly partner: string
  readonly uuid: string
  readonly seller: string
  /** The event by the offer, as they were then. */
  readonly purchase: Purchase
  /** Spaces (count). */
  readonly quantity: number
  /** As they were sent. */
  readonly broker?: JsonObject
  readonly customer?: JsonObject
  /** Both missing where it was made by the Open Booking API. */
  readonly orderDate?: string
  readonly paymentDueDate?: string
  readonly totals: Totals
  /** As they were sent, with the confirmation number. */
  readonly payments?: readonly JsonObject[]
  /** When one that was not paid is forgotten. */
  readonly expires?: string
}
