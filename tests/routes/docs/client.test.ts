import createClient from 'openapi-fetch'
import { expect, it } from 'vitest'
import type { Order, OrderQuote } from '../../../plugin.ts'
import { buildApp, type Simulator } from '../../helpers/build-app.ts'
import { operationsOf } from '../../helpers/documented.ts'
import { SHARED } from '../../helpers/requests.ts'

type Json = ReturnType<typeof JSON.parse>
type Call = (parameters?: Record<string, unknown>, body?: unknown) => Promise<{ data?: Json, error?: Json, response: Response }>

/** Generate a client from the document: a function for each operation. */
async function clientOf ({ request }: Simulator): Promise<{ readonly document: Json, readonly calls: Readonly<Record<string, Call>> }> {
  const document: Json = (await request('GET', '/docs/json')).body
  const send = async (sent: Request): Promise<Response> => {
    const { status, headers, text } = await request(sent.method, sent.url, { headers: Object.fromEntries(sent.headers), ...(sent.body !== null && { body: await sent.text() }) })
    return new Response(status === 204 ? null : text, { status, headers: headers as Record<string, string> })
  }
  const client = createClient<Record<string, Record<string, Json>>>({ baseUrl: document.servers[0].url, fetch: send })
  const calls = operationsOf(document).map(({ method, path, operation }): [string, Call] => {
    const [type] = Object.keys(operation['requestBody']?.content ?? {})
    const headers = { ...SHARED, ...(type !== undefined && { 'content-type': type }) }
    return [operation['operationId'], async (parameters = {}, body) =>
      await (client as Json)[method](path, { headers, params: { path: parameters, query: parameters }, ...(body !== undefined && { body }) })]
  })
  return { document, calls: Object.fromEntries(calls) }
}

it('a client generated from the document finds an opportunity in its feed, quotes, books and cancels', async () => {
  const simulator = await buildApp({ types: ['Event'] })
  const { calls } = await clientOf(simulator)
  const { data: page } = await calls['openFeed']!()
  const event = page.items.map(({ data }: Json) => data).find((data: Json) => data?.remainingAttendeeCapacity > 1 && data.offers.some((offer: Json) => offer.price > 0 && offer.openBookingFlowRequirement === undefined && offer.openBookingPrepayment !== 'https://openactive.io/Unavailable' && offer.allowCustomerCancellationFullRefund === true && offer.validThroughBeforeStartDate === undefined && offer.validFromBeforeStartDate === undefined))
  const offer = event.offers.find(({ price }: Json) => price > 0)
  const uuid = '5d2e0b0e-7c1f-4a3b-9c4d-3f6f0a527c1d'
  const items = [{ '@type': 'OrderItem', position: 0, acceptedOffer: offer['@id'], orderedItem: event['@id'] }]
  const parties = { brokerRole: 'https://openactive.io/AgentBroker', broker: { '@type': 'Organization', name: 'A' }, seller: event.organizer['@id'], customer: { '@type': 'Person', email: 'ada@customers.example' } }

  const quote: OrderQuote = (await calls['C2']!({ uuid }, { '@type': 'OrderQuote', ...parties, orderedItem: items })).data
  const { price, priceCurrency } = quote.totalPaymentDue!
  const body = { '@type': 'Order', ...parties, orderedItem: items, totalPaymentDue: { '@type': 'PriceSpecification', price, priceCurrency }, payment: { '@type': 'Payment', identifier: 'p1', accountId: 'SN1593', paymentProviderId: 'STRIPE' } }
  const { data, response } = await calls['B']!({ uuid }, body)
  const order: Order = data
  expect([response.status, order.identifier, order.orderedItem[0]?.orderItemStatus]).toEqual([201, uuid, 'https://openactive.io/OrderItemConfirmed'])

  const patch = { '@type': 'Order', orderedItem: [{ '@type': 'OrderItem', '@id': order.orderedItem[0]?.['@id'], orderItemStatus: 'https://openactive.io/CustomerCancelled' }] }
  expect((await calls['U']!({ uuid }, patch)).response.status).toBe(204)
  expect((await calls['orderStatus']!({ uuid })).data.orderedItem[0].orderItemStatus).toBe('https://openactive.io/CustomerCancelled')
  expect((await calls['U']!({ uuid }, { ...patch, '@type': 'OrderProposal' })).error['@type']).toBe('UnexpectedOrderTypeError')
})
