import { addHours } from 'date-fns'
import type { OpportunityType } from '../../schemas/opportunity-types.ts'
import type { OpportunityRequest } from '../../schemas/test-interface.ts'
import { refuse } from '../protocol/errors.ts'
import { iriOf } from '../protocol/ids.ts'
import { didYouMean, nearest } from '../protocol/nearest.ts'
import { received } from '../protocol/received.ts'
import type { Change } from '../records/change.ts'
import type { Environment } from '../records/environment.ts'
import type { Opportunity } from '../records/opportunity.ts'
import type { SampleContent } from '../records/sample.ts'
import { type Seller, sellerByIri, sellerIris } from '../records/seller.ts'
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

function readRequest (request: OpportunityRequest, environment: Environment): Wanted {
  const { rules } = environment
  const type = typeOf(request)
  if (!rules.types.includes(type)) {
    refuse(`The type ${type} is not on offer here: the options allow ${rules.types.join(', ')}.`)
  }
  const seller = sellerOf(request, environment)
  const recipe = recipeOf(request)
  const why = whyImpossible(recipe, type, rules)
  if (why !== undefined) refuse(why)
  if (recipe.taxMode !== undefined && recipe.taxMode !== seller.taxMode) {
    refuse(`This criterion needs a seller with the tax mode ${recipe.taxMode}; ${seller.name} has ${seller.taxMode}.`)
  }
  return { type, seller, recipe, forApproval: flowOf(request) === 'OpenBookingApprovalFlow' }
}

function sellerOf (request: OpportunityRequest, { base, rules }: Environment): Seller {
  const { superEvent, facilityUse, organizer } = request
  const iri = iriOf(superEvent?.organizer ?? facilityUse?.provider ?? organizer)
  const seller = iri === undefined ? undefined : sellerByIri(rules, base, iri)
  if (seller !== undefined) return seller
  const parent = superEvent !== undefined ? 'superEvent.' : ''
  const member = facilityUse !== undefined ? 'facilityUse.provider' : `${parent}organizer`
  return refuse(`${member} must be the @id of a seller, ${sellerIris(rules, base)}; received ${received(iri)}.`)
}

const FLOWS = ['OpenBookingSimpleFlow', 'OpenBookingApprovalFlow']

function flowOf (request: OpportunityRequest): string {
  const { 'test:testOpenBookingFlow': iri } = request
  const flow = nameIn(iri)
  return FLOWS.includes(flow) ? flow : refuse(wrongTerm('test:testOpenBookingFlow', iri, FLOWS))
}

function recipeOf (request: OpportunityRequest): Recipe {
  const { 'test:testOpportunityCriteria': iri } = request
  const criterion = nameIn(iri)
  return (Object.hasOwn(RECIPES, criterion) ? RECIPES[criterion] : undefined) ??
    refuse(wrongTerm('test:testOpportunityCriteria', iri, Object.keys(RECIPES)))
}

/** @returns the description of an unknown term, with the nearest known one */
function wrongTerm (property: string, iri: string, names: readonly string[]): string {
  const name = iri.split(/[#:/]/).at(-1) ?? ''
  const found = nearest(name, names)
  const example = `${NAMESPACE}${found ?? names[0] ?? ''}`
  return `${property} must be a term of the test interface that this system knows; received ${received(iri)}. ` +
    (found === undefined ? `An example is ${example}.` : `Did you mean ${example}?`)
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
  const { '@type': type, superEvent, facilityUse } = request
  const parent = superEvent?.['@type'] ?? facilityUse?.['@type']
  const key = `${type} ${parent ?? ''}`
  return (Object.hasOwn(TYPES, key) ? TYPES[key] : undefined) ?? refuse(wrongType(type, parent))
}

/** @returns the description of a type that is not known, or not with this parent */
function wrongType (type: string, parent: string | undefined): string {
  const pairs = Object.keys(TYPES).map((key) => key.split(' '))
  const parents = pairs.flatMap(([known, ofParent]) => known === type ? [ofParent ?? ''] : [])
  if (parents.length === 0) {
    const types = [...new Set(pairs.map(([known = '']) => known))]
    return `@type must be one of ${types.join(', ')}; received ${received(type)}.${didYouMean(type, types)}`
  }
  const member = type === 'Slot' ? 'facilityUse' : 'superEvent'
  const named = parents.filter((one) => one !== '').map((one) => `have the @type ${one}`)
  const choices = [...named, ...(parents.includes('') ? ['be omitted'] : [])].join(' or ')
  return `The ${member} of this ${type} must ${choices}; received ${received(parent)}.`
}

/** @returns the name of a term of the test interface, empty for another IRI. */
const nameIn = (iri: string | undefined): string =>
  iri?.startsWith(NAMESPACE) === true ? iri.slice(NAMESPACE.length) : ''
