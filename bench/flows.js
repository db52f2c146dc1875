import { randomUUID } from 'node:crypto'
import { load } from './measure.js'

/** Headers of a request by a booking partner of the sample data. */
export const HEADERS = { 'x-api-key': 'rr4nlnyhi3tdoonxfysi', 'content-type': 'application/vnd.openactive.booking+json; version=1' }
const PAYMENT = { '@type': 'Payment', identifier: 'bench', name: 'AcmeBroker Points', accountId: 'SN1593', paymentProviderId: 'STRIPE' }
const STAGES = [['order-quote-templates', 'OrderQuote'], ['order-quotes', 'OrderQuote'], ['orders', 'Order']]
/** Spaces of a test opportunity (count). */
const SPACES = 10

/** Requests at the same time that create test opportunities (count). */
const CREATORS = 16

/**
 * Create test opportunities.
 * @param url - base URL of the simulator
 * @param count - opportunities (count)
 * @param idsOf - base URL of the ids in the requests
 */
export async function makeItems (url, count, idsOf = url) {
  const items = []
  const create = async () => { while (items.length < count) items.push(await makeItem(url, idsOf)) }
  await Promise.all(Array.from({ length: Math.min(CREATORS, count) }, create))
  return items.slice(0, count)
}

/**
 * Create a test opportunity.
 * @param url - base URL of the simulator
 * @param idsOf - base URL of the ids in the request
 * @param dataset - its dataset
 */
export async function makeItem (url, idsOf = url, dataset = 'bench') {
  const response = await fetch(`${url}/api/openbooking/test-interface/datasets/${dataset}/opportunities`, {
    method: 'POST',
    headers: HEADERS,
    body: JSON.stringify({
      '@type': 'ScheduledSession',
      superEvent: { '@type': 'SessionSeries', organizer: `${idsOf}/api/identifiers/sellers/1` },
      'test:testOpportunityCriteria': 'https://openactive.io/test-interface#TestOpportunityBookableNonFree',
      'test:testOpenBookingFlow': 'https://openactive.io/test-interface#OpenBookingSimpleFlow'
    })
  })
  const opportunity = (await response.json())['@id']
  return { opportunity, offer: `${opportunity.replace('scheduled-sessions', 'session-series').replace(/\/events\/.*/, '')}#/offers/0` }
}

function body (url, type, { opportunity, offer }) {
  return JSON.stringify({
    '@context': 'https://openactive.io/',
    '@type': type,
    brokerRole: 'https://openactive.io/AgentBroker',
    broker: { '@type': 'Organization', name: 'Bench' },
    seller: `${url}/api/identifiers/sellers/1`,
    customer: { '@type': 'Person', email: 'bench@example.com' },
    orderedItem: [{ '@type': 'OrderItem', position: 0, acceptedOffer: offer, orderedItem: opportunity }],
    ...(type === 'Order' && { totalPaymentDue: { '@type': 'PriceSpecification', price: 14.99, priceCurrency: 'GBP' }, payment: PAYMENT })
  })
}

/** @returns the request of a stage */
export const requestOf = (url, [path, type], uuid, item) =>
  ({ url: `${url}/api/openbooking/${path}/${uuid}`, method: 'PUT', headers: HEADERS, body: body(url, type, item) })

/**
 * Send the request of a stage.
 * @returns the body of the answer
 */
export async function send (url, [path, type], uuid, item) {
  const { url: address, ...request } = requestOf(url, [path, type], uuid, item)
  const response = await fetch(address, request)
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
  return await response.text()
}

/** Run one flow (C1, C2, B) and return the bodies of its answers by path. */
export async function oneFlow (url, item) {
  const uuid = randomUUID()
  const answers = {}
  for (const stage of STAGES) answers[stage[0]] = await send(url, stage, uuid, item)
  return answers
}

export const QUOTE = STAGES[0]
export const BOOK = STAGES[2]

/**
 * Measure flows (C1, C2, B). Each flow books its own space.
 * @param server - the server
 * @param options - connections and seconds, `items` to book, and the base URL of the ids in the requests; further
 * options of `load`. The measurement removes the booked items from the front
 * @returns flows per second, CPU time of the server per flow (µs), and the 99th percentile of B (ms)
 */
export async function measureFlows (server, { items, idsOf = server.url, ...options }) {
  let spaces = 0
  const requests = STAGES.map(([path, type], index) => ({
    method: 'PUT',
    headers: HEADERS,
    setupRequest (request, context) {
      if (index === 0) Object.assign(context, { uuid: randomUUID(), item: items[Math.floor(spaces++ / SPACES)] })
      if (context.item === undefined) throw new Error('too few opportunities')
      return { ...request, path: `/api/openbooking/${path}/${context.uuid}`, body: body(idsOf, type, context.item) }
    }
  }))
  const { perSecond, cpu, p99 } = await load(server, { requests, stages: STAGES.length, ...options })
  items.splice(0, Math.ceil(spaces / SPACES))
  return { perSecond: perSecond / STAGES.length, cpu: cpu * STAGES.length, p99 }
}
