import { addHours } from 'date-fns'
import { VENUES } from '../../data/sample/catalogue.ts'
import type { OpportunityType } from '../../schemas/opportunity-types.ts'
import type { OpportunityRequest } from '../../schemas/test-interface.ts'
import { refuse } from '../protocol/errors.ts'
import { iriOf } from '../protocol/ids.ts'
import type { Change } from '../records/change.ts'
import type { Environment } from '../records/environment.ts'
import type { Opportunity } from '../records/opportunity.ts'
import { type Seller, sellerByIri } from '../records/seller.ts'
import { COURSE_DAYS } from '../sample/make-event.ts'
import { recipeSet } from '../sample/recipe-set.ts'
import { type Recipe, RECIPES, whyImpossible } from '../sample/recipes.ts'

const NAMESPACE = 'https://openactive.io/test-interface#'
/** When a test Opportunity starts: tomorrow, or yesterday if it is to be over (hours). Courses begin at a midnight, and go on for weeks. */
const AHEAD = 24
const COURSE_AHEAD = 48
const COURSE_BEHIND = -(COURSE_DAYS + 7) * 24

/** What a request to the test interface asks for. */
interface Wanted { readonly type: OpportunityType, readonly seller: Seller, readonly recipe: Recipe, readonly forApproval: boolean }

/**
 * Makes an Opportunity that meets a criterion, on a group of its own, so that nobody else ever touches it.
 * @param dataset - name of the test dataset that it belongs to
 * @param request - type, seller, criterion and booking flow; shape expressions say no more than the criterion does and are not read
 * @returns the Opportunity and the changes that publish it
 * @throws OpenBookingError for what does not exist
 * @see {@link https://openactive.io/test-interface/}
 */
export function makeTestOpportunity (dataset: string, request: OpportunityRequest, environment: Environment): { opportunity: Opportunity, changes: Change[] } {
  const { now, newId, rules } = environment
  const { type, seller, recipe, forApproval } = readRequest(request, environment)
  const isCourse = type === 'CourseInstance'
  const hours = recipe.isOver === true ? (isCourse ? COURSE_BEHIND : -AHEAD) : (isCourse ? COURSE_AHEAD : AHEAD)
  const { group, opportunities: [opportunity] } = recipeSet(recipe, {
    type, seller, forApproval, id: `test-${newId()}`, venue: VENUES[0], choice: 0, dataset, occurrences: [{ id: '1', start: addHours(now, hours) }]
  }, rules)
  if (opportunity === undefined) throw new Error('A recipe made nothing')
  return {
    opportunity,
    changes: [...(group === undefined ? [] : [group]), opportunity].map((record): Change => ({ kind: 'opportunity', id: record.path, record, feed: record.feed }))
  }
}

function readRequest (request: OpportunityRequest, { base, rules }: Environment): Wanted {
  const type = typeOf(request)
  if (!rules.types.includes(type)) refuse('Opportunities of this type are not on offer here.')
  const holder = request.superEvent?.organizer ?? request.facilityUse?.provider ?? request.organizer
  const seller = sellerByIri(rules, base, iriOf(holder) ?? '') ?? refuse('organizer or provider must be a seller of this system.')
  const criterion = nameIn(request['test:testOpportunityCriteria'])
  const recipe = (Object.hasOwn(RECIPES, criterion) ? RECIPES[criterion] : undefined) ?? refuse('test:testOpportunityCriteria is none of those that this system knows.')
  const why = whyImpossible(recipe, type, rules)
  if (why !== undefined) refuse(why)
  if (recipe.taxMode !== undefined && recipe.taxMode !== seller.taxMode) refuse(`The seller has not the tax mode ${recipe.taxMode}.`)
  const flow = nameIn(request['test:testOpenBookingFlow'])
  if (flow !== 'OpenBookingSimpleFlow' && flow !== 'OpenBookingApprovalFlow') refuse('test:testOpenBookingFlow must be the simple or the approval flow.')
  return { type, seller, recipe, forApproval: flow === 'OpenBookingApprovalFlow' }
}

/** Types by that of the Opportunity and that of what it hangs on. */
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
  return (Object.hasOwn(TYPES, key) ? TYPES[key] : undefined) ?? refuse('Opportunities of this type can not be made here.')
}

const nameIn = (iri: string | undefined): string => iri?.startsWith(NAMESPACE) === true ? iri.slice(NAMESPACE.length) : ''
