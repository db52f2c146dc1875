import * as client from 'openid-client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openApp, type Simulator } from '../../helpers/build-app.ts'
import { authorize, bearer, known, register } from '../../helpers/openid.ts'
import { makeForApproval, p } from '../../helpers/proposals.ts'
import { b, c2, make, newUuid, SELLER_1 } from '../../helpers/requests.ts'

type Headers = Record<string, string>

const API = '/api/openbooking'
const CALLERS = ['nobody', 'a made-up token', 'client credentials', 'the seller', 'the seller for another booking partner', 'another seller'] as const

/**
 * The status of each endpoint for each caller, about orders that the first booking partner made for the first seller.
 */
const MATRIX: ReadonlyArray<readonly [method: string, path: string, statuses: readonly number[]]> = [
  ['GET', 'orders-rpde', [403, 401, 200, 403, 403, 403]],
  ['GET', 'order-proposals-rpde', [403, 401, 200, 403, 403, 403]],
  ['GET', 'orders/ORDER', [403, 401, 403, 200, 404, 404]],
  ['GET', 'orders/PROPOSAL', [403, 401, 403, 200, 404, 404]],
  ['PUT', 'order-quote-templates/ORDER', [403, 401, 403, 500, 400, 500]],
  ['PUT', 'order-quotes/ORDER', [403, 401, 403, 500, 400, 500]],
  ['PUT', 'order-proposals/PROPOSAL', [403, 401, 403, 500, 400, 500]],
  ['PUT', 'orders/ORDER', [403, 401, 403, 500, 400, 500]],
  ['PATCH', 'orders/ORDER', [403, 401, 403, 500, 404, 404]],
  ['PATCH', 'order-proposals/PROPOSAL', [403, 401, 403, 204, 404, 404]],
  ['DELETE', 'order-quotes/QUOTE', [403, 401, 403, 204, 204, 204]],
  ['DELETE', 'orders/ORDER', [403, 401, 403, 204, 404, 404]]
]

const ITEMS = { orderedItem: [{ '@type': 'OrderItem' }] }
/** Request bodies that are complete enough for the endpoint to check the owner of the order. */
const BODIES: Readonly<Record<string, { readonly '@type': string }>> = {
  'order-quote-templates': { '@type': 'OrderQuote', ...ITEMS },
  'order-quotes': { '@type': 'OrderQuote', ...ITEMS },
  'order-proposals': { '@type': 'OrderProposal', ...ITEMS },
  orders: { '@type': 'Order', ...ITEMS }
}

let simulator: Simulator
let callers: ReadonlyMap<typeof CALLERS[number], Headers>

beforeAll(async () => {
  simulator = await openApp({ types: ['ScheduledSession'], auth: ['openid'] })
  const [broker, other] = [await register(simulator), await known(simulator, 'clientid_800')]
  const feeds = await client.clientCredentialsGrant(broker, { scope: 'openactive-ordersfeed' })
  const seller = await authorize(simulator, broker)
  const elsewhere = await authorize(simulator, other)
  const second = await authorize(simulator, broker, { login: { username: 'test2', password: 'test2' } })
  callers = new Map([
    ['nobody', {}], ['a made-up token', bearer('made-up')], ['client credentials', bearer(feeds.access_token)], ['the seller', bearer(seller.access_token)],
    ['the seller for another booking partner', bearer(elsewhere.access_token)], ['another seller', bearer(second.access_token)]
  ])
})
afterAll(async () => { await simulator.app.close() })

const headersOf = (caller: typeof CALLERS[number]): Headers => callers.get(caller) ?? {}

/** Book, propose and quote as the first booking partner. */
async function prepare (): Promise<{ ids: Readonly<Record<string, string>>, orderItem: string }> {
  const headers = headersOf('the seller')
  const ids = { ORDER: newUuid(), PROPOSAL: newUuid(), QUOTE: newUuid() }
  const item = await make(simulator)
  const booked = await b(simulator, [item], { uuid: ids.ORDER, headers })
  await p(simulator, [await makeForApproval(simulator)], { uuid: ids.PROPOSAL, headers })
  await c2(simulator, [item], { uuid: ids.QUOTE, headers })
  return { ids, orderItem: booked.body.orderedItem[0]['@id'] }
}

describe.each(MATRIX)('%s %s', (method, path, statuses) => {
  it.each(CALLERS.map((caller, index) => [caller, statuses[index]] as const))('by %s is answered with %i', async (caller, status) => {
    const { ids, orderItem } = await prepare()
    const [resource = ''] = path.split('/')
    const cancellation = { orderedItem: [{ '@type': 'OrderItem', '@id': orderItem, orderItemStatus: 'https://openactive.io/CustomerCancelled' }] }
    const changes = resource === 'orders' ? { ...cancellation, ...(status === 500 && { orderedItem: [{ ...cancellation.orderedItem[0], '@id': `${orderItem}7` }] }) } : { orderProposalStatus: 'https://openactive.io/CustomerRejected' }
    const body = method === 'PUT' ? { ...BODIES[resource], seller: SELLER_1 } : { '@type': BODIES[resource]?.['@type'], ...changes }
    const url = `${API}/${path.replace(/[A-Z]+$/, (name) => ids[name] ?? name)}`
    const answer = await simulator.request(method, url, { headers: headersOf(caller), ...(['PUT', 'PATCH'].includes(method) && { body }) })
    expect(answer.status, answer.text).toBe(status)
    if (status === 401) expect(answer.headers['www-authenticate']).toBe('Bearer realm="Open Booking API"')
  })
})
