import { addHours } from 'date-fns'
import type { OpportunityRequest } from '../schemas/test-interface.ts'
import type { Change } from './changes.ts'
import { BookingError } from './errors.ts'
import { iriOf, pathOf } from './ids.ts'
import { makeFacility, makeSeries, makeSession, makeSlot, type Occurrence, type Terms } from './make-opportunity.ts'
import type { Environment } from './rules.ts'
import { FACILITIES, PROGRAMMES, VENUES } from './sample-catalogue.ts'
import type { FlowRequirement, Opportunity, OpportunityGroup, Seller } from './state.ts'

const NAMESPACE = 'https://openactive.io/test-interface#'

/** How an Opportunity of a criterion differs from an ordinary one. */
interface Recipe {
  readonly terms?: Partial<Terms>
  /** Places in all (count), and whether they are taken. An individual unit has one place whatever this says. */
  readonly maximum?: number
  readonly allBooked?: boolean
  /** A session that takes place online. */
  readonly online?: boolean
  /** Hours from now to the start; 24 unless given. */
  readonly startsIn?: number
  readonly taxMode?: Seller['taxMode']
  readonly requirement?: FlowRequirement
  /** Why there is none of this type. */
  readonly impossible?: { readonly for: 'IndividualFacilityUse' | 'Facility' | 'all', readonly why: string }
}

const FREE: Partial<Terms> = { priceMinor: 0 }
const FREE_PREPAYMENT: Recipe = { impossible: { for: 'all', why: 'A free offer is never to be paid in advance.' } }

/** @see {@link https://openactive.io/test-interface/} */
const RECIPES: Readonly<Record<string, Recipe>> = {
  TestOpportunityBookable: {},
  TestOpportunityBookableFree: { terms: FREE },
  TestOpportunityBookableNonFree: {},
  TestOpportunityBookableUsingPayment: {},
  TestOpportunityBookableNoSpaces: { allBooked: true },
  TestOpportunityBookableOneSpace: { maximum: 1 },
  TestOpportunityBookableFiveSpaces: { maximum: 5, impossible: { for: 'IndividualFacilityUse', why: 'An individual facility use has one space at a time.' } },
  TestOpportunityBookableInPast: { startsIn: -24 },
  TestOpportunityBookableWithinValidFromBeforeStartDate: { terms: { validFromBeforeStart: 'PT48H' } },
  TestOpportunityBookableOutsideValidFromBeforeStartDate: { terms: { validFromBeforeStart: 'PT4H' } },
  TestOpportunityBookableCancellable: {},
  TestOpportunityBookableCancellableNoWindow: {},
  TestOpportunityBookableCancellableWithinWindow: { terms: { latestCancellationBeforeStart: 'PT4H' } },
  TestOpportunityBookableCancellableOutsideWindow: { terms: { latestCancellationBeforeStart: 'PT48H' } },
  TestOpportunityBookableNotCancellable: { terms: { fullRefund: false } },
  TestOpportunityBookableFreeCancellable: { terms: FREE },
  TestOpportunityBookableNonFreeCancellable: {},
  TestOpportunityBookableNonFreeTaxGross: { taxMode: 'TaxGross' },
  TestOpportunityBookableNonFreeTaxNet: { taxMode: 'TaxNet' },
  TestOpportunityBookableNonFreePrepaymentRequired: {},
  TestOpportunityBookableNonFreePrepaymentOptional: { terms: { prepayment: 'Optional' } },
  TestOpportunityBookableNonFreePrepaymentUnavailable: { terms: { prepayment: 'Unavailable' } },
  TestOpportunityBookableFreePrepaymentRequired: FREE_PREPAYMENT,
  TestOpportunityBookableFreePrepaymentOptional: FREE_PREPAYMENT,
  TestOpportunityBookableAttendeeDetails: { requirement: 'OpenBookingAttendeeDetails' },
  TestOpportunityBookableAdditionalDetails: { requirement: 'OpenBookingIntakeForm' },
  TestOpportunityBookableSellerTermsOfService: {},
  TestOpportunityOnlineBookable: { online: true, impossible: { for: 'Facility', why: 'A facility is never online.' } },
  TestOpportunityOfflineBookable: {},
  TestOpportunityBookableWithNegotiation: { requirement: 'OpenBookingNegotiation' }
}

type Skeleton = 'ScheduledSession' | 'FacilityUse' | 'IndividualFacilityUse'

/** What a request to the test interface asks for. */
interface Wanted { readonly skeleton: Skeleton, readonly seller: Seller, readonly recipe: Recipe, readonly terms: Terms, readonly dataset: string }

/**
 * Makes an Opportunity that meets a criterion, on a group of its own, so that nobody else ever touches it.
 * @param dataset - name of the test dataset that it belongs to
 * @param request - type, seller, criterion and booking flow; shape expressions say no more than the criterion does and are not read
 * @returns the Opportunity and the changes that publish it
 * @throws OpenBookingError for what does not exist
 * @see {@link https://openactive.io/test-interface/}
 */
export function makeTestOpportunity (dataset: string, request: OpportunityRequest, environment: Environment): { opportunity: Opportunity, changes: Change[] } {
  const wanted = readRequest(dataset, request, environment)
  const { group, opportunity } = make(wanted, environment)
  return {
    opportunity,
    changes: [
      { kind: 'opportunity', id: group.path, record: group, feed: group.feed },
      { kind: 'opportunity', id: opportunity.path, record: opportunity, feed: opportunity.feed }
    ]
  }
}

function refuse (description: string): never {
  throw new BookingError('OpenBookingError', description)
}

function readRequest (dataset: string, request: OpportunityRequest, { base, rules }: Environment): Wanted {
  const skeleton = skeletonOf(request)
  const holder = request.superEvent?.organizer ?? request.facilityUse?.provider
  const sellerPath = pathOf(base, iriOf(holder) ?? '')
  const seller = rules.sellers.find(({ path }) => path === sellerPath) ?? refuse('organizer or provider must be a seller of this system.')
  const criterion = nameIn(request['test:testOpportunityCriteria'])
  const recipe = (Object.hasOwn(RECIPES, criterion) ? RECIPES[criterion] : undefined) ?? refuse('test:testOpportunityCriteria is none of those that this system knows.')
  const { impossible } = recipe
  const concerns = { IndividualFacilityUse: skeleton === 'IndividualFacilityUse', Facility: skeleton !== 'ScheduledSession', all: true }
  if (impossible !== undefined && concerns[impossible.for]) refuse(impossible.why)
  if (recipe.taxMode !== undefined && recipe.taxMode !== seller.taxMode) refuse(`The seller has not the tax mode ${recipe.taxMode}.`)
  const flow = nameIn(request['test:testOpenBookingFlow'])
  if (flow !== 'OpenBookingSimpleFlow' && flow !== 'OpenBookingApprovalFlow') refuse('test:testOpenBookingFlow must be the simple or the approval flow.')
  return { skeleton, seller, recipe, terms: termsOf(recipe, flow), dataset }
}

function skeletonOf (request: OpportunityRequest): Skeleton {
  if (request['@type'] === 'ScheduledSession' && request.superEvent?.['@type'] === 'SessionSeries') return 'ScheduledSession'
  const parent = request.facilityUse?.['@type']
  if (request['@type'] === 'Slot' && (parent === 'FacilityUse' || parent === 'IndividualFacilityUse')) return parent
  return refuse('Opportunities of this type can not be made here.')
}

const nameIn = (iri: string | undefined): string => iri?.startsWith(NAMESPACE) === true ? iri.slice(NAMESPACE.length) : ''

function termsOf ({ terms, requirement }: Recipe, flow: string): Terms {
  const flowRequirements: FlowRequirement[] = [
    ...(flow === 'OpenBookingApprovalFlow' ? ['OpenBookingApproval' as const] : []),
    ...(requirement === undefined ? [] : [requirement])
  ]
  const priced: Terms = { priceMinor: 1499, fullRefund: true, ...terms }
  return {
    ...priced,
    ...(priced.priceMinor > 0 && { prepayment: priced.prepayment ?? 'Required' }),
    ...(flowRequirements.length > 0 && { flowRequirements })
  }
}

function make ({ skeleton, seller, recipe, terms, dataset }: Wanted, { now, newId }: Environment): { group: OpportunityGroup, opportunity: Opportunity } {
  const id = newId()
  const maximum = skeleton === 'IndividualFacilityUse' ? 1 : recipe.maximum ?? 10
  const occurrence: Occurrence = {
    id: '1',
    start: addHours(now, recipe.startsIn ?? 24),
    minutes: 60,
    spaces: { maximum, booked: recipe.allBooked === true ? maximum : 0, leased: 0 }
  }
  const setting = { id, seller, venue: VENUES[0], terms, dataset }
  if (skeleton === 'ScheduledSession') {
    const group = recipe.online === true ? putOnline(makeSeries(PROGRAMMES[0], setting)) : makeSeries(PROGRAMMES[0], setting)
    return { group, opportunity: makeSession(PROGRAMMES[0], group, terms, occurrence) }
  }
  const group = makeFacility(FACILITIES[0], skeleton === 'IndividualFacilityUse' ? 1 : 0, setting)
  return { group, opportunity: makeSlot(group, group.units?.[0]?.path, occurrence) }
}

function putOnline (series: OpportunityGroup): OpportunityGroup {
  const { location, ...details } = series.details
  return { ...series, details: { ...details, eventAttendanceMode: 'https://schema.org/OnlineEventAttendanceMode' } }
}
