import type { OpportunityType } from '../../schemas/opportunity-types.ts'
import type { OpportunityRequest } from '../../schemas/test-interface.ts'
import { refuse } from '../protocol/errors.ts'
import { iriOf } from '../protocol/ids.ts'
import { didYouMean, nearest } from '../protocol/nearest.ts'
import { received } from '../protocol/received.ts'
import type { Environment } from '../records/environment.ts'
import { type Seller, sellerByIri, sellerIris } from '../records/seller.ts'
import { type Recipe, recipeOf, RECIPES } from '../sample/recipes.ts'
import { type MadeOpportunity, makeWanted, misfitOf } from './wanted-opportunity.ts'

const NAMESPACE = 'https://openactive.io/test-interface#'

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
): MadeOpportunity {
  const wanted = {
    type: typeOf(request),
    seller: sellerOf(request, environment),
    recipe: recipeFor(request),
    forApproval: flowOf(request) === 'OpenBookingApprovalFlow'
  }
  const misfit = misfitOf(wanted, environment)
  return misfit === undefined ? makeWanted(dataset, wanted, environment) : refuse(misfit.why)
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

function recipeFor (request: OpportunityRequest): Recipe {
  const { 'test:testOpportunityCriteria': iri } = request
  return recipeOf(nameIn(iri)) ??
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
