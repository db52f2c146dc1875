import type { NewOpportunity } from '../../../schemas/control/new-opportunity.ts'
import { OPPORTUNITY_TYPES, type OpportunityType } from '../../../schemas/opportunity-types.ts'
import { toPrice } from '../../pricing/money.ts'
import { offerPath } from '../../protocol/ids.ts'
import { didYouMean } from '../../protocol/nearest.ts'
import { received, wrongId } from '../../protocol/received.ts'
import { after } from '../../protocol/time.ts'
import type { Change } from '../../records/change.ts'
import type { Environment } from '../../records/environment.ts'
import type { Offer } from '../../records/opportunity.ts'
import { type Seller, sellerByIri, sellerIris } from '../../records/seller.ts'
import { isFacility } from '../../sample/catalogue.ts'
import { type Recipe, recipeOf, RECIPES } from '../../sample/recipes.ts'
import {
  type MadeOpportunity, makeWanted, misfitOf, type WantedOpportunity
} from '../../test-interface/wanted-opportunity.ts'
import { nextClockChange } from './clock-change.ts'
import { beforeLast } from './last-instant.ts'
import { withTerms } from './offer-changes.ts'
import { requirePrice } from './price-argument.ts'
import { ControlError, pointerTo } from '../control-error.ts'

/** The test dataset of the opportunities that control calls create. */
const DATASET = 'control'
const USUAL = 'TestOpportunityBookable'

/** An opportunity that a broker can book at once. */
export interface CreatedOpportunity {
  /** `@id` of the opportunity. */
  readonly id: string
  /** `@id` of its offer. */
  readonly offer: string
  /** Price of the offer. */
  readonly price: number
  /** Each of its offers, the first one included. */
  readonly offers: ReadonlyArray<{ readonly id: string, readonly name: string, readonly price: number }>
  /** `@id` of its seller. */
  readonly seller: string
  /** An OrderItem for it, to use in a request. */
  readonly orderedItem: {
    readonly '@type': 'OrderItem'
    readonly acceptedOffer: string
    readonly orderedItem: string
  }
}

/**
 * Create an opportunity for a test, with a group of its own.
 * @param given - criterion, type, flow, seller, price, start and offers; each has a default
 * @param environment - current instant, ids, rules and content
 * @param dataset - name of its test dataset
 * @returns the opportunity and the changes that publish it
 * @throws {ControlError} with status 400 and the JSON pointer, if no opportunity can be as wanted
 */
export function createOpportunity (
  given: NewOpportunity, environment: Environment, dataset = DATASET
): { created: CreatedOpportunity, changes: Change[] } {
  const wanted = readWanted(given, environment)
  const misfit = misfitOf(wanted, environment)
  if (misfit !== undefined) throw new ControlError(400, misfit.why, `/${misfit.part}`)
  const made = makeWanted(dataset, wanted, environment)
  const { opportunity } = made
  const offers = offersOf(made, given.offers, environment)
  const [offer] = offers
  if (offer === undefined) throw new Error('A recipe made no offer')
  const { base } = environment
  const [id, acceptedOffer] = [`${base}/${opportunity.path}`, `${base}/${offer.path}`]
  return {
    created: {
      id,
      offer: acceptedOffer,
      price: toPrice(offer.priceMinor),
      offers: offers.map(({ path, name, priceMinor }) =>
        ({ id: `${base}/${path}`, name, price: toPrice(priceMinor) })),
      seller: `${base}/${opportunity.seller}`,
      orderedItem: { '@type': 'OrderItem', acceptedOffer, orderedItem: id }
    },
    changes: made.changes.map((change) => withChannel(withRecordOffers(change, offers), given.channel))
  }
}

/** @returns the wanted offers: each is that of the criterion, but for the terms that it names */
function offersOf (
  { opportunity, group }: MadeOpportunity, wanted: NewOpportunity['offers'], { rules }: Environment
): readonly Offer[] {
  const [usual] = opportunity.offers
  if (usual === undefined || wanted === undefined) return opportunity.offers
  const holder = group?.path ?? opportunity.path
  return wanted.map((terms, index) =>
    withTerms({ ...usual, path: offerPath(holder, index) }, terms, pointerTo('/offers', index), rules))
}

function withRecordOffers (change: Change, offers: readonly Offer[]): Change {
  const { kind, record } = change
  return kind === 'opportunity' && record !== null && 'offers' in record
    ? { ...change, record: { ...record, offers } }
    : change
}

/** @returns the change, which makes the channel of an online opportunity late if a test wants it */
function withChannel (change: Change, channel: NewOpportunity['channel']): Change {
  const { kind, record } = change
  if (channel !== 'later' || kind !== 'opportunity' || record === null || !('spaces' in record)) return change
  if (record.online !== true) {
    throw new ControlError(400, 'Only an opportunity that is online has a channel: set attendanceMode to Online or ' +
      'Mixed.', '/channel')
  }
  return { ...change, record: { ...record, lateChannel: true } }
}

function readWanted (given: NewOpportunity, environment: Environment): WantedOpportunity {
  const { rules, now } = environment
  const { criterion = USUAL, flow, price } = given
  const type = given.type ?? rules.types[0]
  if (type === undefined) throw new Error('The options allow no type')
  const recipe = attendedAs(given.attendanceMode, type, requireRecipe(criterion))
  return {
    type,
    seller: sellerOf(given.seller, recipe, environment),
    recipe,
    forApproval: flow === 'OpenBookingApprovalFlow',
    priceMinor: price === undefined ? undefined : requirePrice(price, '/price'),
    start: startOf(given, now)
  }
}

function requireRecipe (criterion: string): Recipe {
  const recipe = recipeOf(criterion)
  if (recipe !== undefined) return recipe
  throw new ControlError(400, `criterion must be one of the test interface, such as ${USUAL}; received ` +
    `${received(criterion)}.${didYouMean(criterion, Object.keys(RECIPES))}`, '/criterion')
}

/** Types with an attendance mode. */
const ATTENDED: readonly OpportunityType[] = OPPORTUNITY_TYPES
  .filter((type) => !isFacility(type) && type !== 'OnDemandEvent')

/** @returns the recipe for the attendance mode that a test wants */
function attendedAs (mode: NewOpportunity['attendanceMode'], type: OpportunityType, recipe: Recipe): Recipe {
  if (mode === undefined) return recipe
  if (!ATTENDED.includes(type)) {
    const words = `The type ${type} has no attendance mode; ${ATTENDED.join(', ')} have.`
    throw new ControlError(400, words, '/attendanceMode')
  }
  if (recipe.online === true && mode !== 'Online') {
    throw new ControlError(400, `The criterion wants an online opportunity; received ${mode}.`, '/attendanceMode')
  }
  return { ...recipe, online: mode !== 'Offline', mixed: mode === 'Mixed' }
}

function startOf ({ startsIn, startsFrom }: NewOpportunity, now: Date): Date | undefined {
  if (startsIn !== undefined) {
    return beforeLast(after(startsFrom === 'clock-change' ? nextClockChange(now) : now, startsIn), '/startsIn')
  }
  if (startsFrom !== undefined) throw new ControlError(400, 'startsFrom must come with startsIn.', '/startsFrom')
  return undefined
}

function sellerOf (iri: string | undefined, recipe: Recipe, { rules, base }: Environment): Seller {
  const { sellers } = rules
  const fitting = sellers.find(({ taxMode }) => recipe.taxMode === undefined || recipe.taxMode === taxMode)
  const found = iri === undefined ? fitting ?? sellers[0] : sellerByIri(rules, base, iri)
  if (found !== undefined) return found
  const expectation = `seller must be the @id of a seller, ${sellerIris(rules, base)}`
  throw new ControlError(400, wrongId(expectation, iri, base), '/seller')
}
