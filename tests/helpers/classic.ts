import { expect } from 'vitest'
import type { OpenBookingSimulatorOptions } from '../../plugin.ts'
import { type Answered, BASE, buildApp, PREFIX, shareRestored, type Simulator } from './build-app.ts'
import { type Bookable, CANARY, findInFeed, SHARED } from './requests.ts'

type Body = ReturnType<typeof JSON.parse>
type Headers = Record<string, string>

export const CLASSIC_TYPE = 'application/vnd.openactive.v1.0+json'
export const CONTEXT = 'https://openactive.io/ns/oa.jsonld'
/** Paths below which the older API is served. */
export const MOUNTS = ['', '/api'] as const
/** A second booking partner, beside the one with the published password and key. */
export const NEIGHBOUR = { 'x-api-key': 'neighbour-key-5c1e' }
export const WITH_NEIGHBOUR: OpenBookingSimulatorOptions = {
  credentials: { partners: [{ id: 'openactive', password: 'UsingDataToHelpPeopleGetActive', key: SHARED['x-api-key'] }, { id: 'neighbour', key: NEIGHBOUR['x-api-key'] }] }
}

/** The older API uses Events only, and fewer types start faster. */
export const TYPES: OpenBookingSimulatorOptions = { types: ['Event'] }

/** Create a simulator with Events only. */
export const build = async (options: OpenBookingSimulatorOptions = {}): Promise<Simulator> => await buildApp({ ...TYPES, ...options })
/** Share such a simulator among tests that do not change its clock. Each finds its first state. */
export const share = (): () => Promise<Simulator> => shareRestored(TYPES)

function emptyIn (value: unknown, path = '$'): string[] {
  if (value === null || value === '') return [path]
  if (typeof value !== 'object') return []
  const parts = Object.entries(value)
  return parts.length === 0 ? [path] : parts.flatMap(([name, part]) => emptyIn(part, `${path}.${name}`))
}

const LEAKS = /node_modules|\bat .+:\d+:\d+|\.[jt]s:\d|FST_|ERR_|TypeError|SyntaxError|RangeError|undefined|\[object |ajv|fastify/i

/** Require the properties that all answers of the older API share. */
function expectSound ({ status, headers, body, text }: Answered, method: string, path: string): void {
  if (text === '') { expect([204, 302]).toContain(status); return }
  expect(headers['content-type']).toBe(CLASSIC_TYPE)
  expect(body['@context']).toBe(CONTEXT)
  expect(emptyIn(body)).toEqual([])
  if (status < 400) return
  expect(body).toEqual({
    '@context': CONTEXT,
    type: 'Error',
    errorType: expect.stringMatching(/^https:\/\/openactive\.io\/errors\/[a-z_]+$/),
    title: expect.stringMatching(/^[A-Z][^<>]+$/),
    details: expect.stringMatching(/^[A-Za-z][^<>]+\.$/),
    status,
    instance: `${PREFIX}${path.replace(/\?.*$/s, '')}`,
    method
  })
  expect(`${body.title} ${body.details}`).not.toMatch(LEAKS)
}

interface Call { readonly body?: unknown, readonly headers?: Headers }

/** Call the older API and require the properties that all its answers share. */
export async function call (
  simulator: Simulator, method: string, path: string, { body, headers = SHARED }: Call = {}
): Promise<Answered> {
  const type = body === undefined ? {} : { 'content-type': CLASSIC_TYPE }
  const answer = await simulator.request(method, path, { headers: { ...type, ...headers }, ...(body !== undefined && { body }) })
  expectSound(answer, method, path)
  return answer
}

/** Read status and error name from an answer. */
export const errorOf = ({ status, body }: Answered): unknown[] => [status, body?.errorType?.replace('https://openactive.io/errors/', '')]

/**
 * Send a call that the older API must refuse, and require an unchanged state.
 * @returns status and name of the error
 */
export async function refusal (
  simulator: Simulator, method: string, path: string, given: Call = {}
): Promise<unknown[]> {
  const before = await simulator.state()
  const answer = await call(simulator, method, path, given)
  expect(await simulator.state()).toEqual(before)
  return errorOf(answer)
}

export const BROKER = { type: 'Organization', name: 'MyFitnessApp', url: 'https://myfitnessapp.example.com' }
export const CUSTOMER = { type: 'Person', email: CANARY.email, givenName: 'Gwen', familyName: 'Mostyn' }

interface Wanted { readonly event?: string, readonly offer?: string, readonly quantity?: unknown, readonly more?: object }

export function orderBody ({ event = '1234', offer = `${event}2`, quantity = 1, more = {} }: Wanted = {}): Record<string, unknown> {
  return {
    '@context': CONTEXT,
    type: 'Order',
    broker: BROKER,
    customer: CUSTOMER,
    acceptedOffer: [{ type: 'Offer', id: `${BASE}/offers/${offer}` }],
    orderedItem: [{ type: 'OrderItem', orderQuantity: quantity, orderedItem: { type: 'Event', id: `${BASE}/events/${event}` } }],
    ...more
  }
}

export const paymentOf = (value: unknown, currency: unknown = 'GBP'): Body => ({ payments: [{ type: 'Payment', totalPaidToProvider: { type: 'MonetaryAmount', value, currency } }] })
export const CANCELLATION = { orderedItem: [{ type: 'OrderItem', orderItemStatus: 'https://schema.org/OrderCancelled' }] }

export const post = async (simulator: Simulator, wanted?: Wanted, headers?: Headers): Promise<Answered> => await call(simulator, 'POST', '/orders', { body: orderBody(wanted), ...(headers && { headers }) })
export const pay = async (simulator: Simulator, id: string, value: unknown, headers?: Headers): Promise<Answered> => await call(simulator, 'PATCH', `/orders/${id}`, { body: paymentOf(value), ...(headers && { headers }) })
export const cancel = async (simulator: Simulator, id: string, headers?: Headers): Promise<Answered> => await call(simulator, 'PATCH', `/orders/${id}`, { body: CANCELLATION, ...(headers && { headers }) })
export const show = async (simulator: Simulator, id: string, headers?: Headers): Promise<Answered> => await call(simulator, 'GET', `/orders/${id}`, { ...(headers && { headers }) })

function bodyOf (answer: Answered, status: number): Body {
  if (answer.status !== status) throw new Error(answer.text)
  return answer.body
}

/** Create an order that waits for its payment. */
export const placed = async (simulator: Simulator, wanted?: Wanted, headers?: Headers): Promise<Body> => bodyOf(await post(simulator, wanted, headers), 201)

/** Create an order and pay for it. */
export async function paid (simulator: Simulator, wanted?: Wanted, headers?: Headers): Promise<Body> {
  const { identifier, partOfInvoice } = await placed(simulator, wanted, headers)
  return bodyOf(await pay(simulator, identifier, partOfInvoice.totalPaymentDue.value, headers), 200)
}

/**
 * Read the remaining spaces of an event, and require the same number from both APIs.
 * @returns remaining spaces (count)
 */
export async function spacesOf (simulator: Simulator, event = '1234'): Promise<number> {
  const { remainingAttendeeCapacity } = (await call(simulator, 'GET', `/events/${event}`)).body
  expect((await findInFeed(simulator, 'events', `${BASE}/events/${event}`)).remainingAttendeeCapacity).toBe(remainingAttendeeCapacity)
  return remainingAttendeeCapacity
}

/** Describe an event of the older API for requests to the Open Booking API. */
export const bookable = (event = '1234'): Bookable =>
  ({ opportunity: `${BASE}/events/${event}`, offer: `${BASE}/offers/${event}2`, price: 9.99, feed: 'events' })
