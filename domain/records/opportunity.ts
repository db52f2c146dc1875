import type { AttendeeDetail, FLOW_REQUIREMENTS, QuestionId } from '../../schemas/requests/details.ts'
import type { JsonObject } from '../protocol/json.ts'
import type { Expiring } from './expiring.ts'

export type RequiredStatus = 'Required' | 'Optional' | 'Unavailable'

/** Supported values of `openBookingFlowRequirement`. */
export type FlowRequirement = typeof FLOW_REQUIREMENTS[number]

/** Terms for the booking of an Opportunity. */
export interface Offer {
  readonly path: string
  readonly name: string
  readonly priceMinor: number
  readonly currency: string
  readonly prepayment?: RequiredStatus
  readonly inAdvance?: RequiredStatus
  readonly flowRequirements?: readonly FlowRequirement[]
  /** Attendee details and questions in place of the usual ones, where the Offer requires them. */
  readonly attendeeDetails?: readonly AttendeeDetail[]
  readonly intakeForm?: readonly QuestionId[]
  /** ISO 8601 durations before the start of the Opportunity. */
  readonly validFromBeforeStart?: string
  readonly validThroughBeforeStart?: string
  readonly latestCancellationBeforeStart?: string
  /** Absolute bounds of validity (ISO 8601 UTC), in addition to the relative ones. */
  readonly validFrom?: string
  readonly validThrough?: string
  readonly fullRefund: boolean
  /** Descriptive JSON-LD, which no rule reads. */
  readonly details: JsonObject
  /** The terms of an order without prices: no document shows this Offer. */
  readonly dynamic?: true
  /** The OfferOverride of the broker, in place of this Offer at its price. */
  readonly override?: Override
}

/** The properties of an OfferOverride beside its price. An `@id` is an address of the broker. */
export interface Override { readonly '@id'?: string, readonly name?: string, readonly description?: string }

/** Terms of an Offer without its identity. */
export type OfferTerms = Omit<Offer, 'path' | 'name' | 'currency' | 'details' | 'dynamic' | 'override'>

/** Terms that the options of a booking system allow, in its currency. */
export type AgreedTerms = OfferTerms & Pick<Offer, 'currency'>

/** Spaces of an Opportunity (counts). Remaining spaces are `maximum - booked - leased`, unlimited without a maximum. */
export interface Spaces {
  readonly maximum?: number
  readonly booked: number
  readonly leased: number
  /** Spaces of open OrderProposals without a lease; they remain free. */
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
  /** Path of its IndividualFacilityUse, which the FacilityUse contains. */
  readonly unit?: string
  /** Its HeadlineEvent or CourseInstance, which is published within it. */
  readonly superEvent?: SuperEvent
  /** ISO 8601 UTC, midnight for a CourseInstance; missing for an OnDemandEvent. */
  readonly start?: string
  readonly end?: string
  /** Whether it takes place online. */
  readonly online?: boolean
  /** Set if customers get its channel later than the answer of B. */
  readonly lateChannel?: true
  readonly spaces: Spaces
  readonly eventStatus?: 'EventCancelled' | 'EventPostponed'
  /** The offers that decide a booking; copies of the offers of its group, if it has one. */
  readonly offers: readonly Offer[]
  readonly details: JsonObject
  /** Number that rises with each renewal, which sets other dates and all spaces; earlier orders keep their edition. */
  readonly edition?: number
  /** Set on the regularly renewed sample data. */
  readonly sample?: boolean
  /** Name of its test dataset. */
  readonly dataset?: string
}

/** A HeadlineEvent or CourseInstance within one of its parts. */
export interface SuperEvent extends Pick<Opportunity, 'path' | 'start' | 'end' | 'details'> {
  readonly type: 'HeadlineEvent' | 'CourseInstance'
}

/** An IndividualFacilityUse of a FacilityUse. */
export interface FacilityUnit { readonly path: string, readonly details: JsonObject }

/** The parent of Opportunities: a SessionSeries or a FacilityUse. */
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

/** An item deleted from its feed. It stays until the end of the RPDE retention period. */
export interface Tombstone extends Expiring {
  readonly path: string
  readonly type: BookableType | GroupType
  readonly deleted: true
  readonly expires: string
}

/** A test dataset whose items are deleted in steps. They are gone since its deletion. */
export interface DeletedDataset extends Expiring {
  readonly name: string
  /** Time of the deletion (ISO 8601 UTC); the steps are due since. */
  readonly expires: string
}

/** An Opportunity with its SessionSeries or FacilityUse, if it has one. */
export interface OpportunityWithParent { readonly opportunity: Opportunity, readonly group?: OpportunityGroup }

/** Opportunities and groups by path. */
export type OpportunityIndex = ReadonlyMap<string, Opportunity | OpportunityGroup>

/**
 * Find a bookable Opportunity with its group.
 * @param path - path of the Opportunity
 * @param records - Opportunities and groups
 * @returns both, undefined if the Opportunity or its group is missing
 */
export function findOpportunity (path: string, records: OpportunityIndex): OpportunityWithParent | undefined {
  const opportunity = records.get(path)
  if (opportunity === undefined || !('spaces' in opportunity)) return undefined
  if (opportunity.group === undefined) return { opportunity }
  const group = records.get(opportunity.group)
  return group === undefined || 'spaces' in group ? undefined : { opportunity, group }
}

/**
 * Say whether an order has a flow requirement: one Offer with it suffices.
 * @param requirement - the flow requirement
 * @param items - items of the order
 * @returns true if an Offer has the requirement
 */
export function anyRequires (
  requirement: FlowRequirement, items: ReadonlyArray<{ readonly offer?: Offer }>
): boolean {
  return items.some(({ offer }) => offer?.flowRequirements?.includes(requirement) === true)
}

/** Attendee details and questions of an Offer that names none of its own. */
const USUAL_DETAILS: readonly AttendeeDetail[] = ['givenName', 'familyName', 'email', 'telephone']
const USUAL_QUESTIONS: readonly QuestionId[] = ['experience', 'health', 'heard-of-us', 'photographs', 'certificate']

/** @returns the properties that the attendee must have; none unless the Offer requires attendee details */
export function attendeeDetailsOf (
  { flowRequirements, attendeeDetails = USUAL_DETAILS }: Offer
): readonly AttendeeDetail[] {
  return flowRequirements?.includes('OpenBookingAttendeeDetails') === true ? attendeeDetails : []
}

/** @returns the ids of the questions of an Offer; none unless it requires additional details */
export function questionsOf ({ flowRequirements, intakeForm = USUAL_QUESTIONS }: Offer): readonly QuestionId[] {
  return flowRequirements?.includes('OpenBookingIntakeForm') === true ? intakeForm : []
}
