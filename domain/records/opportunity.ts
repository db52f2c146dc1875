import type { JsonObject } from '../protocol/json.ts'
import type { Expiring } from './expiring.ts'

export type RequiredStatus = 'Required' | 'Optional' | 'Unavailable'

/** The values of `openBookingFlowRequirement` that are understood here. */
export type FlowRequirement =
  'OpenBookingApproval' | 'OpenBookingAttendeeDetails' | 'OpenBookingIntakeForm' | 'OpenBookingNegotiation' | 'OpenBookingMessageExchange'

/** Terms on which an Opportunity can be booked. */
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

/** Spaces of an Opportunity, as counts. Free spaces are `maximum - booked - leased`; without a maximum there is no end of them. */
export interface Spaces {
  readonly maximum?: number
  readonly booked: number
  readonly leased: number
  /** Asked for by open proposals that hold nothing; they are free all the same. */
  readonly proposed?: number
}

export type BookableType = 'ScheduledSession' | 'Slot' | 'Event' | 'HeadlineEvent' | 'CourseInstance' | 'OnDemandEvent'
export type GroupType = 'SessionSeries' | 'FacilityUse'

/** A bookable Opportunity. */
export interface Opportunity {
  readonly path: string
  readonly type: BookableType
  readonly seller: string
  /** The feed that publishes it. */
  readonly feed: string
  /** Path of its SessionSeries or FacilityUse. */
  readonly group?: string
  /** Path of its IndividualFacilityUse, which is a part of the FacilityUse. */
  readonly unit?: string
  /** The HeadlineEvent or CourseInstance that it is a part of, which is published within it. */
  readonly superEvent?: SuperEvent
  /** Missing where one can begin at any time. Those of a CourseInstance are midnights. */
  readonly start?: string
  readonly end?: string
  /** Whether it takes place online. */
  readonly online?: boolean
  readonly spaces: Spaces
  readonly eventStatus?: 'EventCancelled' | 'EventPostponed'
  readonly offers: readonly Offer[]
  readonly details: JsonObject
  /** Another number each time it begins anew, with other dates and all its spaces; orders of before keep what they are for. */
  readonly edition?: number
  /** Set on items of the renewed sample data. */
  readonly sample?: boolean
  /** Name of the test dataset that it was made in. */
  readonly dataset?: string
}

/** A HeadlineEvent or CourseInstance as its parts tell of it. */
export interface SuperEvent extends Pick<Opportunity, 'path' | 'start' | 'end' | 'details'> { readonly type: 'HeadlineEvent' | 'CourseInstance' }

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

/** An Opportunity with the group that describes it, if it has one: what rules and documents need together. */
export interface OpportunityWithParent { readonly opportunity: Opportunity, readonly group?: OpportunityGroup }

/** Opportunities and groups by path. */
export type OpportunityIndex = ReadonlyMap<string, Opportunity | OpportunityGroup>

/** @returns a bookable Opportunity with its group, undefined if either should be there and is not. */
export function findOpportunity (path: string, records: OpportunityIndex): OpportunityWithParent | undefined {
  const opportunity = records.get(path)
  if (opportunity === undefined || !('spaces' in opportunity)) return undefined
  if (opportunity.group === undefined) return { opportunity }
  const group = records.get(opportunity.group)
  return group === undefined || 'spaces' in group ? undefined : { opportunity, group }
}

/** @returns whether any of these offers has a requirement, which holds for the whole order then. */
export function anyRequires (requirement: FlowRequirement, items: ReadonlyArray<{ readonly offer?: Offer }>): boolean {
  return items.some(({ offer }) => offer?.flowRequirements?.includes(requirement) === true)
}

/** What an Offer asks for. */
export type OfferTerms = Omit<Offer, 'path' | 'name' | 'currency' | 'details'>
