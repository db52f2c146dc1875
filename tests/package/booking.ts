import { expect } from 'vitest'
import { type Bookable, identifiedBody, newUuid, orderBody, quoteBody } from '../helpers/requests.ts'

const MEDIA_TYPE = 'application/vnd.openactive.booking+json; version=1'
const KEY = { 'x-api-key': 'rr4nlnyhi3tdoonxfysi' }

export type Json = ReturnType<typeof JSON.parse>

interface Answer { readonly status: number, readonly type: string | null, readonly body: Json }

/** Send a request over the network. @returns the parsed response, with its status and content type */
export async function ask (method: string, url: string, body?: unknown): Promise<Answer> {
  const response = await fetch(url, {
    method,
    headers: { ...KEY, ...(body !== undefined && { 'content-type': MEDIA_TYPE }) },
    ...(body !== undefined && { body: JSON.stringify(body) })
  })
  const text = await response.text()
  const json = text === '' ? null : JSON.parse(text) as Json
  return { status: response.status, type: response.headers.get('content-type'), body: json }
}

/** Create a session of the first seller and book it (C1, C2, B) over the network. @returns the UUID of the order */
export async function book (base: string): Promise<string> {
  const seller = `${base}/api/identifiers/sellers/1`
  const item = await makeBookable(base, seller)
  const uuid = newUuid()
  const api = `${base}/api/openbooking`
  const quoted = await ask('PUT', `${api}/order-quote-templates/${uuid}`, quoteBody([item], { seller }))
  expect(quoted).toMatchObject({ status: 200, type: MEDIA_TYPE, body: { '@type': 'OrderQuote' } })
  const identified = await ask('PUT', `${api}/order-quotes/${uuid}`, identifiedBody([item], { seller }))
  expect(identified).toMatchObject({ status: 200, body: { '@type': 'OrderQuote' } })
  const booked = await ask('PUT', `${api}/orders/${uuid}`, orderBody([item], { seller }))
  expect(booked).toMatchObject({ status: 201, body: { '@type': 'Order', '@id': `${api}/orders/${uuid}` } })
  return uuid
}

async function makeBookable (base: string, seller: string): Promise<Bookable> {
  const made = await ask('POST', `${base}/api/openbooking/test-interface/datasets/tests/opportunities`, {
    '@context': ['https://openactive.io/', 'https://openactive.io/test-interface'],
    '@type': 'ScheduledSession',
    superEvent: { '@type': 'SessionSeries', organizer: { '@type': 'Organization', '@id': seller } },
    'test:testOpportunityCriteria': 'https://openactive.io/test-interface#TestOpportunityBookable',
    'test:testOpenBookingFlow': 'https://openactive.io/test-interface#OpenBookingSimpleFlow'
  })
  for (let url = `${base}/feeds/scheduled-sessions`; ;) {
    const { body: { items, next } } = await ask('GET', url)
    const found = items.find(({ data }: Json) => data?.['@id'] === made.body['@id'])
    if (found !== undefined) {
      const { '@id': opportunity, offers: [{ '@id': offer, price }] } = found.data
      return { opportunity, offer, price, feed: 'scheduled-sessions' }
    }
    if (items.length === 0) throw new Error('not in the feed')
    url = next
  }
}
