import type { SimulatorOptions } from '../../schemas/simulator-options.ts'
import { BASE } from './build-app.ts'
import { CRITERIA, criteriaOf } from './criteria.ts'
import { type Kind, SELLER_1, SELLER_2 } from './requests.ts'
import { type OfferSeen, type Seen, sellersOf } from './seen.ts'

/** What an option does away with. */
export interface Switched {
  readonly options: SimulatorOptions
  /** Criteria that nothing meets then. */
  readonly without: readonly string[]
  /** What holds then of everything with each of its offers. */
  holds (offer: OfferSeen, seen: Seen): boolean
}

const isFree = ({ price, openBookingPrepayment }: OfferSeen): boolean => price === 0 && openBookingPrepayment === undefined
const saysNothingOfPrepayment = ({ openBookingPrepayment }: OfferSeen): boolean => openBookingPrepayment === undefined
const canAlwaysBeCancelled = ({ allowCustomerCancellationFullRefund, latestCancellationBeforeStartDate }: OfferSeen): boolean =>
  allowCustomerCancellationFullRefund === true && latestCancellationBeforeStartDate === undefined
const isOfOnlySeller = (seen: Seen): boolean => sellersOf(seen).every((id) => id === `${BASE}/api/identifiers/seller`)
const isOfOneOfTwo = (seen: Seen): boolean => new Set(sellersOf(seen)).size === 1 && [SELLER_1, SELLER_2].includes(sellersOf(seen)[0] ?? '')

const named = (names: readonly string[]): string[] => names.map((name) => `TestOpportunityBookable${name}`)
const PRICED = named([
  'NonFree', 'UsingPayment', 'NonFreeCancellable', 'NonFreeTaxGross', 'NonFreeTaxNet', 'NonFreePrepaymentRequired', 'NonFreePrepaymentOptional', 'NonFreePrepaymentUnavailable'
])
const PREPAYMENTS = named(['NonFreePrepaymentOptional', 'NonFreePrepaymentUnavailable'])
const CANCELLATION = named(['CancellableWithinWindow', 'CancellableOutsideWindow', 'NotCancellable'])
const NET = named(['NonFreeTaxNet'])

const isAsUsual: Switched['holds'] = (offer, seen) => isOfOneOfTwo(seen) && (isFree(offer) || (offer.price > 0 && !saysNothingOfPrepayment(offer)))

export const SWITCHED: ReadonlyArray<readonly [name: string, switched: Switched]> = [
  ['nothing switched', { options: {}, without: [], holds: isAsUsual }],
  ['prices: free', { options: { prices: 'free' }, without: PRICED, holds: isFree }],
  ['prepayment: required', { options: { prepayment: 'required' }, without: PREPAYMENTS, holds: saysNothingOfPrepayment }],
  ['cancellation: always', { options: { cancellation: 'always' }, without: CANCELLATION, holds: canAlwaysBeCancelled }],
  ['sellers: single', { options: { sellers: 'single' }, without: NET, holds: (_offer, seen) => isOfOnlySeller(seen) }],
  ['everything switched', {
    options: { prices: 'free', prepayment: 'required', cancellation: 'always', sellers: 'single' },
    without: [...PRICED, ...CANCELLATION],
    holds: (offer, seen) => isFree(offer) && canAlwaysBeCancelled(offer) && isOfOnlySeller(seen)
  }]
]

/** However much is said of it, there is the same on offer. */
export const RICHNESS: typeof SWITCHED = (['minimal', 'golden'] as const).map((richness) => [`richness: ${richness}`, { options: { richness }, without: [], holds: isAsUsual }])

/** @returns the criteria that something of a kind can meet then. */
export const remainingOf = (kind: Kind, { without }: Switched): string[] => criteriaOf(kind).filter((criterion) => !without.includes(criterion))
/** @returns those that nothing of a kind meets then. */
export const absentOf = (kind: Kind, switched: Switched): string[] => Object.keys(CRITERIA).filter((criterion) => !remainingOf(kind, switched).includes(criterion))
