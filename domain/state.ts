import type { Json, JsonObject } from './json.ts'

/**
 * What the simulator keeps. Records are plain JSON, never changed in place, and hold no absolute IRI of ours:
 * a `path` is relative to the base URL, an instant is an ISO 8601 string in UTC, money is in minor units.
 */
export interface Records {
  opportunity: Opportunity | OpportunityGroup | Tombstone
  order: Order | DeletedOrder
  lease: Lease
  sample: SamplePlan
}

export type Kind = keyof Records

/** A record with `expires` is offered to `domain/due.ts` once that instant has come. */
export interface Expiring { readonly expires?: string }

export type RequiredStatus = 'Required' | 'Optional' | 'Unavailable'

/** The values of `openBookingFlowRequirement` that are understood here. */
export type FlowRequirement =
  'OpenBookingApproval' | 'OpenBookingAttendeeDetails' | 'OpenBookingIntakeForm' | 'OpenBookingNegotiation'

export interface Offer {
  readonly path: string
  readonly name: string
  readonly priceMinor: number
  readonly currency: string
  readonly prepayment?: RequiredStatus
  readonly inAdvance?: RequiredStatus
  readonly flowRequirements?: readonly FlowRequirement[]
  /** ISO 8601 durations before the start of the Opportunity. */
  readonly validFromBeforeStart?: string
  readonly validThroughBeforeStart?: string
  readonly latestCancellationBeforeStart?: string
  /** Absolute bounds of validity, beside the relative ones. */
  readonly validFrom?: string
  readonly validThrough?: string
  readonly fullRefund: boolean
  /** Descriptive JSON-LD that no rule reads. */
  readonly details: JsonObject
}

/** Places of an Opportunity, as counts. Free places are `maximum - booked - leased`. */
export interface Spaces { readonly maximum: number, readonly booked: number, readonly leased: number }

export type BookableType = 'ScheduledSession' | 'Slot'
export type GroupType = 'SessionSeries' | 'FacilityUse'

/** A bookable Opportunity. */
export interface Opportunity {
  readonly path: string
  readonly type: BookableType
  readonly seller: string
  /** The feed that publishes it. */
  readonly feed: string
  /** Path of its SessionSeries or FacilityUse. */
  readonly group: string
  /** Path of its IndividualFacilityUse, which is a part of the FacilityUse. */
  readonly unit?: string
  readonly start: string
  readonly end: string
  readonly spaces: Spaces
  readonly eventStatus?: 'EventCancelled' | 'EventPostponed'
  readonly offers: readonly Offer[]
  readonly details: JsonObject
  /** Set on items of the renewed sample data. */
  readonly sample?: boolean
  /** Name of the test dataset that it was made in. */
  readonly dataset?: string
}

export interface FacilityUnit { readonly path: string, readonly details: JsonObject }

/** What Opportunities hang on: a SessionSeries or a FacilityUse. */
export interface OpportunityGroup {
  readonly path: string
  readonly type: GroupType
  readonly seller: string
  readonly feed: string
  readonly offers: readonly Offer[]
  readonly units?: readonly FacilityUnit[]
  readonly details: JsonObject
  readonly dataset?: string
}

/** An item that left its feed. It goes once the retention of RPDE is over. */
export interface Tombstone extends Expiring {
  readonly path: string
  readonly type: BookableType | GroupType
  readonly deleted: true
  readonly expires: string
}

/** An Opportunity with the group that describes it: what rules and documents need together. */
export interface Listing { readonly opportunity: Opportunity, readonly group: OpportunityGroup }

export interface Lease extends Expiring {
  readonly partner: string
  readonly uuid: string
  readonly seller: string
  readonly expires: string
  /** Places held: count by path of the Opportunity. */
  readonly places: Readonly<Record<string, number>>
}

export type OrderItemStatus =
  'OrderItemConfirmed' | 'CustomerCancelled' | 'SellerCancelled' | 'AttendeeAttended' | 'AttendeeAbsent'

export interface Tax { readonly name: string, readonly rate: number, readonly amountMinor: number }

export interface Totals {
  readonly dueMinor: number
  readonly currency: string
  readonly prepayment: RequiredStatus
  readonly taxes: readonly Tax[]
}

/** An OrderItem as it was booked. */
export interface BookedItem {
  /** Last part of its `@id`, unique in the Order. */
  readonly id: string
  readonly position: number
  readonly places: number
  readonly offer: Offer
  readonly listing: Listing
  readonly taxes: readonly Tax[]
  readonly attendee?: JsonObject
  readonly intakeFormResponse?: readonly JsonObject[]
}

/** The Order as it was booked: what the answer to B says, now and at every repeat. */
export interface BookedOrder {
  readonly brokerRole: string
  readonly broker?: JsonObject
  readonly customer?: JsonObject
  readonly payment?: JsonObject
  readonly orderNumber: string
  readonly items: readonly BookedItem[]
  readonly totals: Totals
}

/** What has changed about an OrderItem since it was booked. */
export interface ItemState {
  readonly status: OrderItemStatus
  /** What the seller says: of the cancellation, or of anything else. */
  readonly cancellationMessage?: string
  readonly customerNotice?: string
}

export interface Order {
  readonly partner: string
  readonly uuid: string
  readonly seller: string
  /** Digest of the request that made it, to tell a repeat from another order (Open Booking API, idempotency). */
  readonly digest: string
  readonly booked: BookedOrder
  /** By index of `booked.items`. */
  readonly items: readonly ItemState[]
  readonly totals: Totals
  /** Whether it has appeared in the orders feed. */
  readonly listed: boolean
}

/** An OrderItem as it was booked, with what has changed since. */
export interface ItemOfOrder { readonly item: BookedItem, readonly state: ItemState }

/** What remains of a deleted Order: its key, so that the UUID is never used again. */
export interface DeletedOrder {
  readonly partner: string
  readonly uuid: string
  readonly seller: string
  readonly deleted: true
}

/** How far the sample data reaches; due again at `expires`. */
export interface SamplePlan { readonly seed: number, readonly lastDay: string, readonly expires: string }

export interface Seller {
  readonly path: string
  readonly name: string
  readonly taxMode: 'TaxGross' | 'TaxNet'
  readonly details: Readonly<Record<string, Json>>
}

/** Opportunities and groups by path. */
export type Listed = ReadonlyMap<string, Opportunity | OpportunityGroup>

/** @returns the items of an Order, in their order. */
export function itemsOf ({ booked, items }: Pick<Order, 'booked' | 'items'>): ItemOfOrder[] {
  return booked.items.map((item, index) => ({ item, state: items[index] ?? { status: 'OrderItemConfirmed' } }))
}

/** @returns whether an OrderItem is cancelled, by whomever. */
export function isCancelled ({ status }: ItemState): boolean {
  return status === 'CustomerCancelled' || status === 'SellerCancelled'
}

/** @returns the key of an Order or Lease: a UUID is unique per booking partner only. */
export function orderKey (partner: string, uuid: string): string {
  return `${uuid} ${partner}`
}

/** @returns whether only the key of a record remains. */
export function isDeleted<T extends object> (record: T): record is Extract<T, { readonly deleted: true }> {
  return 'deleted' in record
}
