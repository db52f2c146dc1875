import type { ProposalStatus } from '../../domain/records/order-proposal.ts'

/**
 * Events of an order. `move` amends its first item, `old B` names a version other than the latest, and `cancel` is a
 * cancellation by the seller.
 */
export const EVENTS = [
  'C1', 'C2', 'P', 'accept', 'amend', 'move', 'reject', 'U', 'B', 'old B', 'B without P', 'delete', 'delete quote', 'cancel'
] as const
export type Event = typeof EVENTS[number]

export interface Settings {
  readonly leasing: 'anonymous' | 'named' | 'none'
  readonly freeOnRejection: boolean
  readonly autoApprove: 'off' | 'accept' | 'reject' | 'amend-then-accept'
}

/** Spaces (count) and ends (minutes from the start of the test) of the two opportunities. */
export const SPACES = [2, 3]
export const ENDS = [70, 100]
export const LEASE_MINUTES = 15
export const ANSWER_MINUTES = 3

/** Spaces in each of the two opportunities (count). */
export type Basket = readonly [number, number]
export const NOTHING: Basket = [0, 0]
export type Which = 0 | 1

/** The order or proposal of one booking partner under one UUID. */
export interface Thread {
  readonly name: string
  stage: 'new' | 'proposed' | 'booked' | 'deleted'
  status?: ProposalStatus
  /** Versions so far (count). */
  versions: number
  /** Whether the feeds have shown the proposal and the order. */
  listed: boolean
  orderListed: boolean
  /** Spaces in P and in the latest version, and the opportunity of the latest version's first item. */
  asked: Basket
  wanted: Basket
  first: Which
  booked: Basket
  leased: Basket
  /** End of the lease and time of the automatic answer (minutes from the start of the test). */
  until: number
  answers: number
}

/** Find the first opportunity of a basket. */
export const firstOpportunity = (basket: Basket): Which => basket[0] > 0 ? 0 : 1
export const isOpen = ({ stage, status }: Thread): boolean =>
  stage === 'proposed' && (status === 'AwaitingSellerConfirmation' || status === 'SellerAccepted')
export const basketsEqual = (one: Basket, other: Basket): boolean => one[0] === other[0] && one[1] === other[1]
export const newThread = (name: string): Thread => ({
  name,
  stage: 'new',
  versions: 0,
  listed: false,
  orderListed: false,
  asked: NOTHING,
  wanted: NOTHING,
  first: 0,
  booked: NOTHING,
  leased: NOTHING,
  until: 0,
  answers: Infinity
})
