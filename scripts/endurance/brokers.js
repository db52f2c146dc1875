/** Brokers that book by requests to running simulators. */
import { parseArgs } from 'node:util'
import { HEADERS } from '../../bench/flows.js'

/**
 * Read positive integers from the command line.
 * @param defaults - values by name
 */
export function readNumbers (defaults) {
  const options = Object.fromEntries(Object.entries(defaults).map(([name, value]) => [name, { type: 'string', default: String(value) }]))
  const { values } = parseArgs({ options })
  for (const [name, value] of Object.entries(values)) {
    if (!/^[1-9]\d*$/.test(value)) throw new Error(`--${name} must be a positive integer; received ${value}.`)
  }
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, Number(value)]))
}

/** @returns the answer of a control call */
export async function control (url, method, path, body) {
  const response = await fetch(`${url}/simulator${path}`, {
    method, ...(body !== undefined && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
  })
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
  return await response.json()
}

/** Create an opportunity with some spaces (count). */
export async function newOpportunity (url, spaces) {
  const made = await control(url, 'POST', '/opportunities', { type: 'ScheduledSession', price: 10 })
  await control(url, 'PATCH', `/opportunities/${new URL(made.id).pathname.slice(1)}`, { spaces: { remaining: spaces } })
  return made
}

/** @returns spaces of an opportunity that are left, as an instance shows them (count) */
export async function remainingSpaces (url, { id }) {
  const { items: [found] } = await control(url, 'GET', `/opportunities?opportunity=${encodeURIComponent(id)}`)
  return found.spaces.remaining
}

/**
 * Book a space (B, without a quote).
 * @returns status and type of the answer; the type is that of its first error, if it has one
 */
export async function book (url, { orderedItem, seller, price }, uuid) {
  const body = {
    '@context': 'https://openactive.io/',
    '@type': 'Order',
    brokerRole: 'https://openactive.io/AgentBroker',
    broker: { '@type': 'Organization', name: 'Endurance' },
    seller,
    customer: { '@type': 'Person', email: 'endurance@example.com' },
    orderedItem: [{ ...orderedItem, position: 0 }],
    totalPaymentDue: { '@type': 'PriceSpecification', price, priceCurrency: 'GBP' },
    payment: { '@type': 'Payment', identifier: uuid, accountId: 'SN1593', paymentProviderId: 'STRIPE' }
  }
  const response = await fetch(`${url}/api/openbooking/orders/${uuid}`, { method: 'PUT', headers: HEADERS, body: JSON.stringify(body) })
  const answer = await response.json()
  const [error] = answer.orderedItem?.flatMap((item) => item.error ?? []) ?? []
  return { status: response.status, error: error?.['@type'] ?? answer['@type'] }
}

/** @returns status of an order, 404 if it is unknown */
export async function statusOf (url, uuid) {
  const response = await fetch(`${url}/api/openbooking/orders/${uuid}`, { headers: HEADERS })
  await response.text()
  return response.status
}
