import type { ProposalStatus } from '../../domain/records/order-proposal.ts'

/** What can happen to an order; `move` amends its first item, `old B` quotes another version than the latest, `cancel` is the seller's. */
export const EVENTS = ['C1', 'C2', 'P', 'accept', 'amend', 'move', 'reject', 'U', 'B', 'old B', 'B without P', 'delete', 'delete quote', 'cancel'] as const
export type Event = typeof EVENTS[number]

export interface Settings {
  readonly leasing: 'anonymous' | 'named' | 'none'
  readonly freeOnRejection: boolean
  readonly autoApprove: 'off' | 'accept' | 'reject' | 'amend-then-accept'
}

/** Of each of the two opportunities: its spaces (count), and when it is over (minutes from the beginning). */
export const SPACES = [2, 3]
export const ENDS = [70, 100]
export const LEASE_MINUTES = 15
export const ANSWER_MINUTES = 3

/** How many spaces in each of the opportunities. */
export type Basket = readonly [number, number]
export const NOTHING: Basket = [0, 0]
export type Which = 0 | 1

/** What one UUID is for one booking partner. */
export interface Thread {
  readonly name: string
  stage: 'new' | 'proposed' | 'booked' | 'deleted'
  status?: ProposalStatus
  /** How many versions there have been. */
  versions: number
  /** Whether its feed has shown the proposal, and the order. */
  listed: boolean
  orderListed: boolean
  /** What P asked for, what the latest version is, and which of the two its first item is a place in. */
  asked: Basket
  wanted: Basket
  first: Which
  booked: Basket
  leased: Basket
  /** End of the lease, and when the seller answers by himself (minutes). */
  until: number
  answers: number
}

export const whichOf = (basket: Basket): Which => basket[0] > 0 ? 0 : 1
export const isOpen = ({ stage, status }: Thread): boolean => stage === 'proposed' && (status === 'AwaitingSellerConfirmation' || status === 'SellerAccepted')
export const isSame = (one: Basket, other: Basket): boolean => one[0] === other[0] && one[1] === other[1]
export const newThread = (name: string): Thread => ({
  name, stage: 'new', versions: 0, listed: false, orderListed: false, asked: NOTHING, wanted: NOTHING, first: 0, booked: NOTHING, leased: NOTHING, until: 0, answers: Infinity
})
