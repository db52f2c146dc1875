import type { Answered } from '../helpers/build-app.ts'
import { identifiedBody, orderBody, proposalBody, quoteBody, type Bookable } from '../helpers/requests.ts'
import type { Action } from './plan.ts'

/** A request of a client. */
export interface Call { readonly method: string, readonly path: string, readonly body?: object }

/** Facts about one order that its client knows from answers. */
export interface Known {
  /** Answer of the first B. */
  booked?: Answered['body']
  /** Version of the order proposal. */
  version?: string
  /** Whether somebody may have changed or ended the order since. */
  isTouched: boolean
  /** Whether the seller has changed the order, so that the orders feed shows it. */
  isAnnounced: boolean
  /** Whether its deletion has begun. */
  isEnded: boolean
  /** Whether its client has asked for anything but its status. */
  isBegun: boolean
}

const API = '/api/openbooking'
const CONTEXT = { '@context': 'https://openactive.io/' }

/** @returns the request of an action */
export function callOf (action: Action, uuid: string, items: { readonly simple: Bookable[], readonly approved: Bookable[] }, known: Known): Call {
  const put = (path: string, body: object): Call => ({ method: 'PUT', path: `${API}/${path}/${uuid}`, body })
  switch (action) {
    case 'C1': return put('order-quote-templates', quoteBody(items.simple))
    case 'C2': return put('order-quotes', identifiedBody(items.simple))
    case 'B': return put('orders', orderBody(items.simple))
    case 'P': return put('order-proposals', proposalBody(items.approved))
    case 'B of version': return put('orders', { ...CONTEXT, '@type': 'Order', orderProposalVersion: known.version ?? `${API}/order-proposals/${uuid}/versions/1` })
    case 'status': return { method: 'GET', path: `${API}/orders/${uuid}` }
    case 'cancel': return { method: 'PATCH', path: `${API}/orders/${uuid}`, body: cancellationOf(known) }
    case 'reject': return {
      method: 'PATCH',
      path: `${API}/order-proposals/${uuid}`,
      body: { ...CONTEXT, '@type': 'OrderProposal', orderProposalStatus: 'https://openactive.io/CustomerRejected' }
    }
    case 'delete quote': return { method: 'DELETE', path: `${API}/order-quotes/${uuid}` }
    case 'delete order': return { method: 'DELETE', path: `${API}/orders/${uuid}` }
  }
}

function cancellationOf ({ booked }: Known): object {
  const id: unknown = booked?.orderedItem?.[0]?.['@id'] ?? 'https://x.example/unknown'
  const orderItemStatus = 'https://openactive.io/CustomerCancelled'
  return { ...CONTEXT, '@type': 'Order', orderedItem: [{ '@type': 'OrderItem', '@id': id, orderItemStatus }] }
}

/** The parts of an order that never change. */
export const identityOf = (order: Answered['body']): string =>
  JSON.stringify([order?.orderNumber, order?.orderedItem?.map((item: { '@id': string }) => item['@id'])])
