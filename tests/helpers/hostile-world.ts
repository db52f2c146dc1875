import { BASE, type Simulator } from './build-app.ts'
import type { Dice } from './hostile-values.ts'
import { accepted, makeForApproval, propose, type Proposed, seller } from './proposals.ts'
import { asClient, b, type Bookable, c1, make, SELLER_1, SELLER_2, SHARED } from './requests.ts'

type Headers = Readonly<Record<string, string>>

/** Opportunities, orders and order proposals for hostile requests. */
export interface World {
  readonly dice: Dice
  /** Headers of the caller, of a second booking partner, and of the caller for another seller. */
  readonly own: Headers
  readonly other: Headers
  readonly otherSeller: Headers
  readonly items: Readonly<Record<keyof typeof CRITERIA | 'approval', Bookable>>
  /**
   * UUIDs of the caller's order, a deleted order, an order of the second booking partner, a quote, and an unused UUID.
   */
  readonly uuids: { readonly booked: string, readonly deleted: string, readonly theirs: string, readonly quoted: string, unused: string }
  /** `@id`s of the order's items: the first can be cancelled, the second cannot. */
  readonly booked: readonly [string, string]
  /** `@id` of an item of the second booking partner's order. */
  readonly theirs: string
  /**
   * Order proposals: an accepted, an amended and a rejected one, and one of the second booking partner. A test that
   * books the accepted one replaces it.
   */
  readonly proposals: {
    accepted: Proposed
    readonly amended: Proposed
    readonly rejected: Proposed
    readonly theirs: Proposed
  }
}

const CRITERIA = {
  good: ['TestOpportunityBookable', 'ScheduledSession', SELLER_1],
  slot: ['TestOpportunityBookable', 'FacilityUseSlot', SELLER_1],
  unit: ['TestOpportunityBookable', 'IndividualFacilityUseSlot', SELLER_1],
  free: ['TestOpportunityBookableFree', 'ScheduledSession', SELLER_1],
  optional: ['TestOpportunityBookableNonFreePrepaymentOptional', 'ScheduledSession', SELLER_1],
  unavailable: ['TestOpportunityBookableNonFreePrepaymentUnavailable', 'ScheduledSession', SELLER_1],
  fixed: ['TestOpportunityBookableNotCancellable', 'ScheduledSession', SELLER_1],
  past: ['TestOpportunityBookableInPast', 'ScheduledSession', SELLER_1],
  early: ['TestOpportunityBookableOutsideValidFromBeforeStartDate', 'FacilityUseSlot', SELLER_1],
  full: ['TestOpportunityBookableNoSpaces', 'ScheduledSession', SELLER_1],
  leased: ['TestOpportunityBookableOneSpace', 'ScheduledSession', SELLER_1],
  foreign: ['TestOpportunityBookable', 'ScheduledSession', SELLER_2]
} as const

/** Create the world by requests that must all succeed. */
export async function prepareWorld (simulator: Simulator, dice: Dice, headers: boolean): Promise<World> {
  const [own, other, otherSeller] = headers
    ? [asClient('booking-partner-1', SELLER_1), asClient('booking-partner-2', SELLER_1), asClient('booking-partner-1', SELLER_2)]
    : [SHARED, SHARED, SHARED]
  const items: Partial<Record<keyof World['items'], Bookable>> = { approval: await makeForApproval(simulator, 'TestOpportunityBookable', 'FacilityUseSlot') }
  for (const [name, [criterion, kind, seller]] of Object.entries(CRITERIA)) items[name as keyof World['items']] = await make(simulator, criterion, kind, seller)
  const made = items as World['items']
  const uuids = { booked: dice.uuid(), deleted: dice.uuid(), theirs: dice.uuid(), quoted: dice.uuid(), unused: dice.uuid() }
  const booked = await b(simulator, [made.optional, made.fixed], { uuid: uuids.booked, headers: own })
  const theirs = await b(simulator, [made.slot], { uuid: uuids.theirs, headers: other })
  const proposed = (headers: Headers) => propose(simulator, [made.approval], { uuid: dice.uuid(), headers })
  const proposals = { accepted: await newProposal(simulator, made, dice, own), amended: await proposed(own), rejected: await proposed(own), theirs: await proposed(other) }
  const answers = [
    booked,
    theirs,
    await seller(simulator, 'Amend', proposals.amended.uuid, {}, own),
    await seller(simulator, 'Reject', proposals.rejected.uuid, {}, own),
    await b(simulator, [made.good], { uuid: uuids.deleted, headers: own }),
    await simulator.request('DELETE', `/api/openbooking/orders/${uuids.deleted}`, { headers: own }),
    await c1(simulator, [made.good], { uuid: uuids.quoted, headers: own }),
    await c1(simulator, [made.leased], { uuid: dice.uuid(), headers: other })
  ]
  const failed = answers.find(({ status }) => status >= 400)
  if (failed !== undefined) throw new Error(failed.text)
  const idsOf = ({ body }: { body: { orderedItem: Array<{ '@id': string }> } }): string[] => body.orderedItem.map((item) => item['@id'])
  return { dice, own, other, otherSeller, items: made, uuids, booked: idsOf(booked) as [string, string], theirs: idsOf(theirs)[0]!, proposals }
}

/** Create an accepted order proposal. */
export function newProposal (simulator: Simulator, { approval }: Pick<World['items'], 'approval'>, dice: Dice, headers: Headers): Promise<Proposed> {
  return accepted(simulator, [approval], { uuid: dice.uuid(), headers })
}

export const orderIri = (uuid: string): string => `${BASE}/api/openbooking/orders/${uuid}`
export const proposalIri = (uuid: string): string => `${BASE}/api/openbooking/order-proposals/${uuid}`
