import { addHours } from 'date-fns'
import type { OpportunityType } from '../../schemas/opportunity-types.ts'
import type { OpportunityRequest } from '../../schemas/test-interface.ts'
import { refuse } from '../protocol/errors.ts'
import { iriOf } from '../protocol/ids.ts'
import type { Change } from '../records/change.ts'
import type { Environment } from '../records/environment.ts'
import type { Opportunity } from '../records/opportunity.ts'
import type { SampleContent } from '../records/sample.ts'
import { type Seller, sellerByIri } from '../records/seller.ts'
import { courseDays } from '../sample/catalogue.ts'
import { recipeSet } from '../sample/recipe-set.ts'
import { type Recipe, RECIPES, whyImpossible } from '../sample/recipes.ts'

const NAMESPACE = 'https://openactive.io/test-interface#'
/** Time from now to the start of a test Opportunity (hours); a CourseInstance starts at a midnight. */
const AHEAD = 24
const COURSE_AHEAD = 48
/** Time from the end of a past course to now, at least (days). */
const COURSE_REST = 7

/** Content of a request to the test interface. */
interface Wanted {
  readonly type: OpportunityType
  readonly seller: Seller
  readonly recipe: Recipe
  readonly forApproval: boolean
}

/**
 * Make an Opportunity for a criterion, with a group of its own, so that no other test uses it.
 * @param dataset - name of its test dataset
 * @param request - type, seller, criterion and booking flow; shape expressions repeat the criterion and are ignored
 * @param environment - current instant, ids, rules and content
 * @returns the Opportunity and the changes that publish it
 * @throws {BookingError} OpenBookingError for an unknown seller, type, criterion or flow, or an impossible combination
 * @see {@link https://openactive.io/test-interface/}
 */
export function makeTestOpportunity (
  dataset: string, request: OpportunityRequest, environment: Environment
): { opportunity: Opportunity, changes: Change[] } {
  const { now, newId, content } = environment
  const wanted = readRequest(request, environment)
  const { group, opportunities: [opportunity] } = recipeSet(wanted.recipe, {
    type: wanted.type,
    seller: wanted.seller,
    forApproval: wanted.forApproval,
    id: `test-${newId()}`,
    venue: content.venues[0],
    choice: 0,
    dataset,
    occurrences: [{ id: '1', start: addHours(now, hoursAhead(wanted, content)) }]
  }, environment)
  if (opportunity === undefined) throw new Error('A recipe made nothing')
  const records = [...(group === undefined ? [] : [group]), opportunity]
  return {
    opportunity,
    changes: records.map((record): Change => ({ kind: 'opportunity', id: record.path, record, feed: record.feed }))
  }
}

/** @returns the time from now to the start (hours), negative for a past Opportunity. */
function hoursAhead ({ type, recipe }: Wanted, content: SampleContent): number {
  const isCourse = type === 'CourseInstance'
  if (recipe.isOver === true) return isCourse ? -24 * (courseDays(content) + COURSE_REST) : -AHEAD
  return isCourse ? COURSE_AHEAD : AHEAD
}

function readRequest (request: OpportunityRequest, { base, rules }: Environment): Wanted {
  const type = typeOf(request)
  if (!rules.types.includes(type)) refuse('Opportunities of this type are not on offer here.')
  const holder = request.superEvent?.organizer ?? request.facilityUse?.provider ?? request.organizer
  const seller = sellerByIri(rules, base, iriOf(holder) ?? '') ??
    refuse('organizer or provider must be a seller of this system.')
  const recipe = recipeOf(request)
  const why = whyImpossible(recipe, type, rules)
  if (why !== undefined) refuse(why)
  if (recipe.taxMode !== undefined && recipe.taxMode !== seller.taxMode) {
    refuse(`The seller has not the tax mode ${recipe.taxMode}.`)
  }
  const flow = nameIn(request['test:testOpenBookingFlow'])
  if (flow !== 'OpenBookingSimpleFlow' && flow !== 'OpenBookingApprovalFlow') {
    refuse('test:testOpenBookingFlow must be the simple or the approval flow.')
  }
  return { type, seller, recipe, forApproval: flow === 'OpenBookingApprovalFlow' }
}

function recipeOf (request: OpportunityRequest): Recipe {
  const criterion = nameIn(request['test:testOpportunityCriteria'])
  return (Object.hasOwn(RECIPES, criterion) ? RECIPES[criterion] : undefined) ??
    refuse('test:testOpportunityCriteria is none of those that this system knows.')
}

/** Types by the `@type` of the Opportunity and of its superEvent or facilityUse. */
const TYPES: Readonly<Record<string, OpportunityType>> = {
  'ScheduledSession SessionSeries': 'ScheduledSession',
  'Slot FacilityUse': 'FacilityUseSlot',
  'Slot IndividualFacilityUse': 'IndividualFacilityUseSlot',
  'Event ': 'Event',
  'HeadlineEvent ': 'HeadlineEvent',
  'Event HeadlineEvent': 'HeadlineEventSubEvent',
  'CourseInstance ': 'CourseInstance',
  'Event CourseInstance': 'CourseInstanceSubEvent',
  'OnDemandEvent ': 'OnDemandEvent'
}

function typeOf (request: OpportunityRequest): OpportunityType {
  const key = `${request['@type']} ${request.superEvent?.['@type'] ?? request.facilityUse?.['@type'] ?? ''}`
  return (Object.hasOwn(TYPES, key) ? TYPES[key] : undefined) ??
    refuse('Opportunities of this type can not be made here.')
}

/** @returns the name of a term of the test interface, empty for another IRI. */
const nameIn = (iri: string | undefined): string =>
  iri?.startsWith(NAMESPACE) === true ? iri.slice(NAMESPACE.length) : ''
