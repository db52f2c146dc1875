import { expect } from 'vitest'
import { type Answered, BASE, type Simulator } from './build-app.ts'
import {
  type Bookable, type Call, endOfFeed, type Kind, make, newUuid, PARTNER_1, proposalBody, readFeed, SELLER_1
} from './requests.ts'

type Body = ReturnType<typeof JSON.parse>
type Headers = Record<string, string>

export const PROPOSALS_FEED = '/api/openbooking/order-proposals-rpde'
const APPROVAL = 'OpenBookingApprovalFlow'

/** Makes an opportunity whose seller has to approve each order. */
export async function makeForApproval (simulator: Simulator, criterion = 'TestOpportunityBookable', kind: Kind = 'ScheduledSession', seller = SELLER_1): Promise<Bookable> {
  return await make(simulator, criterion, kind, seller, APPROVAL)
}

export function p (simulator: Simulator, items: readonly Bookable[], { uuid = newUuid(), headers = PARTNER_1, more = {} }: Call = {}): Promise<Answered> {
  return simulator.request('PUT', `/api/openbooking/order-proposals/${uuid}`, { headers, body: proposalBody(items, more) })
}

/** A proposal that was made, with its first version and the `@id`s of its items. */
export interface Proposed { readonly uuid: string, readonly version: string, readonly ids: readonly string[], readonly body: Body }

/** Makes a proposal, by a P that must succeed. */
export async function propose (simulator: Simulator, items: readonly Bookable[], { uuid = newUuid(), ...call }: Call = {}): Promise<Proposed> {
  const { status, body, text } = await p(simulator, items, { uuid, ...call })
  if (status !== 201) throw new Error(text)
  return { uuid, version: body.orderProposalVersion, ids: body.orderedItem.map((item: Body) => item['@id']), body }
}

/** Makes a proposal that the seller accepts. */
export async function accepted (simulator: Simulator, items: readonly Bookable[], call: Call = {}): Promise<Proposed> {
  const proposed = await propose(simulator, items, call)
  await done(seller(simulator, 'Accept', proposed.uuid, {}, call.headers))
  return proposed
}

/** Waits for an answer, which must say that it is done. */
export async function done (asked: Promise<Answered>): Promise<void> {
  const { status, text } = await asked
  if (status !== 204) throw new Error(`${status} ${text}`)
}

/** The body of a B that comes after P. */
export function confirmationBody (version: string, more: Call['more'] = {}): Record<string, unknown> {
  return { '@context': 'https://openactive.io/', '@type': 'Order', orderProposalVersion: version, ...more }
}

/** B of the flow with approval. */
export function bAfterP (simulator: Simulator, uuid: string, version: string, { headers = PARTNER_1, more = {} }: Omit<Call, 'uuid'> = {}): Promise<Answered> {
  return simulator.request('PUT', `/api/openbooking/orders/${uuid}`, { headers, body: confirmationBody(version, more) })
}

/** U of a proposal: without anything else, the customer rejects it. */
export function customerRejects (simulator: Simulator, uuid: string, { headers = PARTNER_1, more = { orderProposalStatus: 'https://openactive.io/CustomerRejected' } }: Omit<Call, 'uuid'> = {}): Promise<Answered> {
  return simulator.request('PATCH', `/api/openbooking/order-proposals/${uuid}`, { headers, body: { '@context': 'https://openactive.io/', '@type': 'OrderProposal', ...more } })
}

/** Has the seller accept, amend or reject a proposal. @param more - what the action says beside its object's `@id` */
export function seller (simulator: Simulator, what: 'Accept' | 'Amend' | 'Reject', uuid: string, more: object = {}, headers: Headers = PARTNER_1): Promise<Answered> {
  return simulator.request('POST', '/api/openbooking/test-interface/actions', {
    headers,
    body: {
      '@context': ['https://openactive.io/', 'https://openactive.io/test-interface'],
      '@type': `test:Seller${what}OrderProposalSimulateAction`,
      object: { '@type': 'OrderProposal', '@id': `${BASE}/api/openbooking/order-proposals/${uuid}`, ...more }
    }
  })
}

/** @returns the items of a booking partner's feed of order proposals. */
export async function proposalsOf (simulator: Simulator, headers: Headers = PARTNER_1): Promise<Body[]> {
  return await readFeed(simulator, PROPOSALS_FEED, headers)
}

/** @returns a proposal as its feed shows it, undefined if it does not. */
export async function proposalInFeed (simulator: Simulator, uuid: string, headers: Headers = PARTNER_1): Promise<Body> {
  return (await proposalsOf(simulator, headers)).find(({ id }) => id === uuid)
}

/** @returns the status of a proposal and the UUID of its version, as Order Status tells of it. */
export async function stateOf (simulator: Simulator, uuid: string, headers: Headers = PARTNER_1): Promise<{ status: string, version: string }> {
  const { body } = await simulator.request('GET', `/api/openbooking/orders/${uuid}`, { headers })
  return { status: body.orderProposalStatus?.split('/').at(-1), version: body.orderProposalVersion }
}

/** @returns what appears in a booking partner's feed of order proposals by what is done. */
export async function announcedBy (simulator: Simulator, act: () => Promise<unknown>, headers: Headers = PARTNER_1): Promise<Body[]> {
  const end = await endOfFeed(simulator, PROPOSALS_FEED, headers)
  await act()
  return await readFeed(simulator, end, headers)
}

/** Asks for what has to be refused without a trace. @returns status and type of the error */
export async function refusedBy (simulator: Simulator, ask: () => Promise<Answered>): Promise<unknown[]> {
  const before = await simulator.state()
  const { status, body } = await ask()
  expect(await simulator.state()).toEqual(before)
  return [status, body['@type']]
}
