import type { SimulatorOptions } from '../../schemas/simulator-options.ts'
import { BASE } from './build-app.ts'
import { CRITERIA, criteriaOf } from './criteria.ts'
import { type Kind, SELLER_1, SELLER_2 } from './requests.ts'
import { type OfferSeen, type Seen, sellersOf } from './seen.ts'

/** Effect of an option on the opportunities. */
export interface Switched {
  readonly options: SimulatorOptions
  /** Criteria that no opportunity meets with the option. */
  readonly without: readonly string[]
  /** Test a property that the option gives to every opportunity and each of its offers. */
  holds (offer: OfferSeen, seen: Seen): boolean
}

const isFree = ({ price, openBookingPrepayment }: OfferSeen): boolean => price === 0 && openBookingPrepayment === undefined
const hasNoPrepayment = ({ openBookingPrepayment }: OfferSeen): boolean => openBookingPrepayment === undefined
const canAlwaysBeCancelled = ({ allowCustomerCancellationFullRefund, latestCancellationBeforeStartDate }: OfferSeen): boolean =>
  allowCustomerCancellationFullRefund === true && latestCancellationBeforeStartDate === undefined
const hasOnlySeller = (seen: Seen): boolean => sellersOf(seen).every((id) => id === `${BASE}/api/identifiers/seller`)
const hasOneOfTwoSellers = (seen: Seen): boolean => new Set(sellersOf(seen)).size === 1 && [SELLER_1, SELLER_2].includes(sellersOf(seen)[0] ?? '')

const named = (names: readonly string[]): string[] => names.map((name) => `TestOpportunityBookable${name}`)
const PRICED = named([
  'NonFree', 'UsingPayment', 'NonFreeCancellable', 'NonFreeTaxGross', 'NonFreeTaxNet', 'NonFreePrepaymentRequired', 'NonFreePrepaymentOptional', 'NonFreePrepaymentUnavailable'
])
const PREPAYMENTS = named(['NonFreePrepaymentOptional', 'NonFreePrepaymentUnavailable'])
const CANCELLATION = named(['CancellableWithinWindow', 'CancellableOutsideWindow', 'NotCancellable'])
const NET = named(['NonFreeTaxNet'])

const isAsUsual: Switched['holds'] = (offer, seen) =>
  hasOneOfTwoSellers(seen) && (isFree(offer) || (offer.price > 0 && !hasNoPrepayment(offer)))

export const SWITCHED: ReadonlyArray<readonly [name: string, switched: Switched]> = [
  ['default options', { options: {}, without: [], holds: isAsUsual }],
  ['prices: free', { options: { prices: 'free' }, without: PRICED, holds: isFree }],
  ['prepayment: required', { options: { prepayment: 'required' }, without: PREPAYMENTS, holds: hasNoPrepayment }],
  ['cancellation: always', { options: { cancellation: 'always' }, without: CANCELLATION, holds: canAlwaysBeCancelled }],
  ['sellers: single', { options: { sellers: 'single' }, without: NET, holds: (_offer, seen) => hasOnlySeller(seen) }],
  ['all four options', {
    options: { prices: 'free', prepayment: 'required', cancellation: 'always', sellers: 'single' },
    without: [...PRICED, ...CANCELLATION],
    holds: (offer, seen) => isFree(offer) && canAlwaysBeCancelled(offer) && hasOnlySeller(seen)
  }]
]

/** The richness of descriptions does not change the offers. */
export const RICHNESS: typeof SWITCHED = (['minimal', 'golden'] as const)
  .map((richness) => [`richness: ${richness}`, { options: { richness }, without: [], holds: isAsUsual }])

/** List the criteria that opportunities of a kind can meet with the option. */
export const metCriteria = (kind: Kind, { without }: Switched): string[] =>
  criteriaOf(kind).filter((criterion) => !without.includes(criterion))
/** List the criteria that no opportunity of a kind meets with the option. */
export const unmetCriteria = (kind: Kind, switched: Switched): string[] =>
  Object.keys(CRITERIA).filter((criterion) => !metCriteria(kind, switched).includes(criterion))
