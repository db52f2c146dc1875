import { expect } from 'vitest'
import { type Answered, BASE, type Simulator } from './build-app.ts'
import {
  type Bookable, type Call, endOfFeed, type Kind, make, newUuid, PARTNER_1, proposalBody, readFeed, SELLER_1
} from './requests.ts'

type Body = ReturnType<typeof JSON.parse>
type Headers = Record<string, string>

export const PROPOSALS_FEED = '/api/openbooking/order-proposals-rpde'
const APPROVAL = 'OpenBookingApprovalFlow'

/** Create an opportunity whose seller has to approve each order. */
export async function makeForApproval (
  simulator: Simulator, criterion = 'TestOpportunityBookable', kind: Kind = 'ScheduledSession', seller = SELLER_1
): Promise<Bookable> {
  return await make(simulator, criterion, kind, seller, APPROVAL)
}

/** Send P. */
export function p (
  simulator: Simulator, items: readonly Bookable[], { uuid = newUuid(), headers = PARTNER_1, more = {} }: Call = {}
): Promise<Answered> {
  const body = proposalBody(items, more)
  return simulator.request('PUT', `/api/openbooking/order-proposals/${uuid}`, { headers, body })
}

/** An order proposal with its first version and the `@id`s of its items. */
export interface Proposed {
  readonly uuid: string
  readonly version: string
  readonly ids: readonly string[]
  readonly body: Body
}

/** Create an order proposal by a P that must succeed. */
export async function propose (
  simulator: Simulator, items: readonly Bookable[], { uuid = newUuid(), ...call }: Call = {}
): Promise<Proposed> {
  const { status, body, text } = await p(simulator, items, { uuid, ...call })
  if (status !== 201) throw new Error(text)
  return { uuid, version: body.orderProposalVersion, ids: body.orderedItem.map((item: Body) => item['@id']), body }
}

/** Create an order proposal and let the seller accept it. */
export async function accepted (
  simulator: Simulator, items: readonly Bookable[], call: Call = {}
): Promise<Proposed> {
  const proposed = await propose(simulator, items, call)
  await done(seller(simulator, 'Accept', proposed.uuid, {}, call.headers))
  return proposed
}

/** Wait for an answer and require status 204. */
export async function done (asked: Promise<Answered>): Promise<void> {
  const { status, text } = await asked
  if (status !== 204) throw new Error(`${status} ${text}`)
}

/** Create the body of a B after P. */
export function confirmationBody (version: string, more: Call['more'] = {}): Record<string, unknown> {
  return { '@context': 'https://openactive.io/', '@type': 'Order', orderProposalVersion: version, ...more }
}

/** Send a B after P. */
export function bAfterP (
  simulator: Simulator, uuid: string, version: string, { headers = PARTNER_1, more = {} }: Omit<Call, 'uuid'> = {}
): Promise<Answered> {
  return simulator.request('PUT', `/api/openbooking/orders/${uuid}`, { headers, body: confirmationBody(version, more) })
}

const REJECTION = { orderProposalStatus: 'https://openactive.io/CustomerRejected' }

/** Send U of an order proposal. By default, the customer rejects it. */
export function customerRejects (
  simulator: Simulator, uuid: string, { headers = PARTNER_1, more = REJECTION }: Omit<Call, 'uuid'> = {}
): Promise<Answered> {
  const body = { '@context': 'https://openactive.io/', '@type': 'OrderProposal', ...more }
  return simulator.request('PATCH', `/api/openbooking/order-proposals/${uuid}`, { headers, body })
}

/**
 * Let the seller accept, amend or reject an order proposal.
 * @param more - further properties of the action's object
 */
export function seller (
  simulator: Simulator, action: 'Accept' | 'Amend' | 'Reject', uuid: string, more: object = {}, headers: Headers = PARTNER_1
): Promise<Answered> {
  return simulator.request('POST', '/api/openbooking/test-interface/actions', {
    headers,
    body: {
      '@context': ['https://openactive.io/', 'https://openactive.io/test-interface'],
      '@type': `test:Seller${action}OrderProposalSimulateAction`,
      object: { '@type': 'OrderProposal', '@id': `${BASE}/api/openbooking/order-proposals/${uuid}`, ...more }
    }
  })
}

/** Read the items of a booking partner's order proposals feed. */
export async function proposalsOf (simulator: Simulator, headers: Headers = PARTNER_1): Promise<Body[]> {
  return await readFeed(simulator, PROPOSALS_FEED, headers)
}

/** Find an order proposal in its feed; undefined if it is not there. */
export async function proposalInFeed (simulator: Simulator, uuid: string, headers: Headers = PARTNER_1): Promise<Body> {
  return (await proposalsOf(simulator, headers)).find(({ id }) => id === uuid)
}

/** Read status and version of an order proposal by Order Status. */
export async function stateOf (
  simulator: Simulator, uuid: string, headers: Headers = PARTNER_1
): Promise<{ status: string, version: string }> {
  const { body } = await simulator.request('GET', `/api/openbooking/orders/${uuid}`, { headers })
  return { status: body.orderProposalStatus?.split('/').at(-1), version: body.orderProposalVersion }
}

/**
 * Run an action and read the items that it adds to a booking partner's order proposals feed.
 * @returns the new feed items
 */
export async function announcedBy (
  simulator: Simulator, act: () => Promise<unknown>, headers: Headers = PARTNER_1
): Promise<Body[]> {
  const end = await endOfFeed(simulator, PROPOSALS_FEED, headers)
  await act()
  return await readFeed(simulator, end, headers)
}

/**
 * Send a request that the simulator must refuse, and require an unchanged state.
 * @returns status and type of the error
 */
export async function refusedBy (simulator: Simulator, request: () => Promise<Answered>): Promise<unknown[]> {
  const before = await simulator.state()
  const { status, body } = await request()
  expect(await simulator.state()).toEqual(before)
  return [status, body['@type']]
}

/** @returns an opportunity of the sample data whose offer accepts notes. */
export async function withMessages (simulator: Simulator): Promise<Bookable> {
  const series = (await readFeed(simulator, '/feeds/session-series')).find(({ data: { offers } }) =>
    offers[0].openBookingFlowRequirement?.includes('https://openactive.io/OpenBookingMessageExchange'))
  const [offer] = series.data.offers
  const session = (await readFeed(simulator, '/feeds/scheduled-sessions')).find(({ data: { superEvent, startDate } }) =>
    superEvent === series.data['@id'] && new Date(startDate) > simulator.clock.now)
  return { opportunity: session.data['@id'], offer: offer['@id'], price: offer.price, feed: 'scheduled-sessions' }
}
