import { randomUUID } from 'node:crypto'
import type { OpportunityType } from '../../schemas/opportunity-types.ts'
import { type Answered, BASE, type Simulator } from './build-app.ts'

export const SELLER_1 = `${BASE}/api/identifiers/sellers/1`
export const SELLER_2 = `${BASE}/api/identifiers/sellers/2`

export const asClient = (client: string, seller?: string): Record<string, string> => ({
  'x-openactive-test-client-id': client,
  ...(seller !== undefined && { 'x-openactive-test-seller-id': seller })
})
export const PARTNER_1 = asClient('booking-partner-1', SELLER_1)
export const PARTNER_2 = asClient('booking-partner-2', SELLER_1)
export const SHARED = { 'x-api-key': 'rr4nlnyhi3tdoonxfysi' }

/** Personal data of the tests. `tests/collected` requires that no log line contains it. */
export const CANARY = { email: 'canary.customer@canary.example', payment: 'CANARY-PAYMENT-7731' }

export const newUuid = (): string => randomUUID()

/** An opportunity with an offer to book it by. */
export interface Bookable { readonly opportunity: string, readonly offer: string, readonly price: number, readonly feed: string }

/** A type of opportunity, by its name in the OpenActive test suite. */
export type Kind = OpportunityType
/** The types of most tests: opportunities whose parent has its own feed. */
export const KINDS: readonly Kind[] = ['ScheduledSession', 'FacilityUseSlot', 'IndividualFacilityUseSlot']
export const EVERY_KIND: readonly Kind[] = [
  ...KINDS, 'Event', 'HeadlineEvent', 'HeadlineEventSubEvent', 'CourseInstance', 'CourseInstanceSubEvent', 'OnDemandEvent'
]

export const FEED: Record<Kind, string> = {
  ScheduledSession: 'scheduled-sessions',
  FacilityUseSlot: 'facility-use-slots',
  IndividualFacilityUseSlot: 'individual-facility-use-slots',
  Event: 'events',
  HeadlineEvent: 'headline-events',
  HeadlineEventSubEvent: 'headline-event-subevents',
  CourseInstance: 'course-instances',
  CourseInstanceSubEvent: 'course-instance-subevents',
  OnDemandEvent: 'on-demand-events'
}

/** Feeds of parents by type of opportunity. */
export const PARENT_FEED: Partial<Record<Kind, string>> = {
  ScheduledSession: 'session-series', FacilityUseSlot: 'facility-uses', IndividualFacilityUseSlot: 'facility-uses'
}

/** An opportunity in a request to the test interface: its type, its parent, and the seller. */
interface Skeleton {
  readonly '@type': string
  readonly organizer?: object
  readonly superEvent?: Skeleton
  readonly facilityUse?: { readonly '@type': string, readonly provider: object }
}

export const SKELETONS: Readonly<Record<Kind, (owner: object) => Skeleton>> = {
  ScheduledSession: (organizer) => ({ '@type': 'ScheduledSession', superEvent: { '@type': 'SessionSeries', organizer } }),
  FacilityUseSlot: (provider) => ({ '@type': 'Slot', facilityUse: { '@type': 'FacilityUse', provider } }),
  IndividualFacilityUseSlot: (provider) => ({ '@type': 'Slot', facilityUse: { '@type': 'IndividualFacilityUse', provider } }),
  Event: (organizer) => ({ '@type': 'Event', organizer }),
  HeadlineEvent: (organizer) => ({ '@type': 'HeadlineEvent', organizer }),
  HeadlineEventSubEvent: (organizer) => ({ '@type': 'Event', superEvent: { '@type': 'HeadlineEvent', organizer } }),
  CourseInstance: (organizer) => ({ '@type': 'CourseInstance', organizer }),
  CourseInstanceSubEvent: (organizer) => ({ '@type': 'Event', superEvent: { '@type': 'CourseInstance', organizer } }),
  OnDemandEvent: (organizer) => ({ '@type': 'OnDemandEvent', organizer })
}

/** Create the body of a request for a test opportunity. */
export function opportunityBody (
  criterion: string, kind: Kind, seller: string, flow = 'OpenBookingSimpleFlow'
): Record<string, unknown> {
  return {
    '@context': ['https://openactive.io/', 'https://openactive.io/test-interface'],
    ...SKELETONS[kind]({ '@type': 'Organization', '@id': seller }),
    'test:testOpportunityCriteria': `https://openactive.io/test-interface#${criterion}`,
    'test:testOpenBookingFlow': `https://openactive.io/test-interface#${flow}`
  }
}

/** Create a test opportunity and read its offer in its feed. */
export async function make (
  simulator: Simulator, criterion = 'TestOpportunityBookable', kind: Kind = 'ScheduledSession', seller = SELLER_1, flow?: string
): Promise<Bookable> {
  const made = await simulator.request('POST', '/api/openbooking/test-interface/datasets/tests/opportunities', { body: opportunityBody(criterion, kind, seller, flow) })
  if (made.status !== 200) throw new Error(`${criterion} ${kind}: ${made.text}`)
  const item = await findInFeed(simulator, FEED[kind], made.body['@id'])
  const [offer] = item.offers
  return { opportunity: made.body['@id'], offer: offer['@id'], price: offer.price, feed: FEED[kind] }
}

/**
 * Read the current data of an item from its feed. Request the page that begins with the item, because a whole feed
 * takes long to read.
 * @param id - `@id` of the item
 * @returns its data, undefined if it is not in the feed
 */
export async function findInFeed (
  simulator: Simulator, feed: string, id: string
): Promise<ReturnType<typeof JSON.parse>> {
  const stored = (await simulator.store.feedPage(feed, null, Infinity)).find((item) => `${BASE}/${item.id}` === id)
  if (stored === undefined) return undefined
  const { body } = await simulator.request('GET', `/feeds/${feed}?afterChangeNumber=${stored.modified - 1}`)
  return body.items[0].data
}

/**
 * Read a feed to its end.
 * @param from - URL or path of the first page
 */
export async function readFeed (
  simulator: Simulator, from: string, headers: Record<string, string> = {}
): Promise<Array<ReturnType<typeof JSON.parse>>> {
  const items = []
  for (let url = from; ;) {
    const { status, body, text } = await simulator.request('GET', url, { headers })
    if (status !== 200) throw new Error(text)
    if (body.items.length === 0) return items
    items.push(...body.items)
    url = body.next
  }
}

/**
 * Find the current end of a feed.
 * @param from - URL or path of the first page
 * @returns URL of the last page, from which later changes can be read
 */
export async function endOfFeed (
  simulator: Simulator, from: string, headers: Record<string, string> = {}
): Promise<string> {
  for (let url = from; ;) {
    const { body } = await simulator.request('GET', url, { headers })
    if (body.items.length === 0) return body.next
    url = body.next
  }
}

/** Read the remaining spaces of an opportunity from its feed. */
export async function remainingOf (simulator: Simulator, { opportunity, feed }: Bookable): Promise<number> {
  const data = await findInFeed(simulator, feed, opportunity)
  return data.remainingAttendeeCapacity ?? data.remainingUses
}

export const PAYMENT = { '@type': 'Payment', name: 'AcmeBroker Points', accountId: 'SN1593', paymentProviderId: 'STRIPE' }

/** Properties that replace or extend the shortest valid body of a stage. */
type More = Readonly<Record<string, unknown>>

const BROKER = {
  '@type': 'Organization',
  name: 'ActiveFinder',
  url: 'https://activefinder.example/',
  logo: { '@type': 'ImageObject', url: 'https://activefinder.example/logo.png' },
  email: 'partners@activefinder.example'
}

/** Create the body of C1. */
export function quoteBody (items: readonly Bookable[], more: More = {}): Record<string, unknown> {
  return {
    '@context': 'https://openactive.io/',
    '@type': 'OrderQuote',
    brokerRole: 'https://openactive.io/AgentBroker',
    broker: BROKER,
    seller: SELLER_1,
    orderedItem: items.map(({ opportunity, offer }, position) =>
      ({ '@type': 'OrderItem', position, acceptedOffer: offer, orderedItem: opportunity })),
    ...more
  }
}

export const CUSTOMER = {
  '@type': 'Person',
  email: CANARY.email,
  givenName: 'Gwen',
  familyName: 'Mostyn',
  telephone: '07700 900482',
  identifier: 'c-482'
}

/** Create the body of C2. */
export function identifiedBody (items: readonly Bookable[], more: More = {}): Record<string, unknown> {
  return quoteBody(items, { customer: CUSTOMER, ...more })
}

/** Create the body of B. */
export function orderBody (items: readonly Bookable[], more: More = {}): Record<string, unknown> {
  const price = Math.round(items.reduce((sum, item) => sum + item.price * 100, 0)) / 100
  return identifiedBody(items, {
    '@type': 'Order',
    totalPaymentDue: { '@type': 'PriceSpecification', price, priceCurrency: 'GBP' },
    ...(price > 0 && { payment: { ...PAYMENT, identifier: CANARY.payment } }),
    ...more
  })
}

/** Create the body of P. */
export function proposalBody (items: readonly Bookable[], more: More = {}): Record<string, unknown> {
  return orderBody(items, { '@type': 'OrderProposal', ...more })
}

export interface Call { readonly uuid?: string, readonly headers?: Record<string, string>, readonly more?: More }

/** Send C1. */
export function c1 (
  simulator: Simulator, items: readonly Bookable[], { uuid = newUuid(), headers = PARTNER_1, more = {} }: Call = {}
): Promise<Answered> {
  const body = quoteBody(items, more)
  return simulator.request('PUT', `/api/openbooking/order-quote-templates/${uuid}`, { headers, body })
}

/** Send C2. */
export function c2 (
  simulator: Simulator, items: readonly Bookable[], { uuid = newUuid(), headers = PARTNER_1, more = {} }: Call = {}
): Promise<Answered> {
  const body = identifiedBody(items, more)
  return simulator.request('PUT', `/api/openbooking/order-quotes/${uuid}`, { headers, body })
}

/** Send B. */
export function b (
  simulator: Simulator, items: readonly Bookable[], { uuid = newUuid(), headers = PARTNER_1, more = {} }: Call = {}
): Promise<Answered> {
  return simulator.request('PUT', `/api/openbooking/orders/${uuid}`, { headers, body: orderBody(items, more) })
}

/** Cancel items of an order by their `@id`s. */
export function u (
  simulator: Simulator, uuid: string, ids: readonly string[],
  { headers = PARTNER_1, more = {} }: Omit<Call, 'uuid'> = {}
): Promise<Answered> {
  const orderItemStatus = 'https://openactive.io/CustomerCancelled'
  const orderedItem = ids.map((id) => ({ '@type': 'OrderItem', '@id': id, orderItemStatus }))
  const body = { '@context': 'https://openactive.io/', '@type': 'Order', orderedItem, ...more }
  return simulator.request('PATCH', `/api/openbooking/orders/${uuid}`, { headers, body })
}

/** Let the seller cancel an order. */
export function sellerCancels (
  simulator: Simulator, uuid: string, headers: Record<string, string> = PARTNER_1
): Promise<Answered> {
  return simulator.request('POST', '/api/openbooking/test-interface/actions', {
    headers,
    body: {
      '@context': ['https://openactive.io/', 'https://openactive.io/test-interface'],
      '@type': 'test:SellerRequestedCancellationSimulateAction',
      object: { '@type': 'Order', '@id': `${BASE}/api/openbooking/orders/${uuid}` }
    }
  })
}
