import { describe, expect, it } from 'vitest'
import { BASE, buildApp, type Simulator } from '../helpers/build-app.ts'
import { type Body, CLUB, fullBody } from '../helpers/hostile-bodies.ts'
import { createDice, raw, writeJson } from '../helpers/hostile-values.ts'
import { API, BAD_REQUEST, refusal, UUID } from '../helpers/refusal.ts'
import { make, opportunityBody, PARTNER_1, SELLER_1 } from '../helpers/requests.ts'

type Path = ReadonlyArray<string | number>

/** @returns the path of every value in a document. */
function pathsOf (node: unknown): Path[] {
  if (typeof node !== 'object' || node === null) return []
  return Object.entries(node).flatMap(([name, value]) => [[name], ...pathsOf(value).map((path) => [name, ...path])])
}

function valueAt (document: unknown, path: Path): unknown {
  return path.reduce<unknown>((node, key) => (node as Record<string, unknown>)[key], document)
}

function replaced (document: Body, path: Path, value: unknown): Body {
// JSON, because structuredClone keeps references shared by two properties.
  const copy = JSON.parse(JSON.stringify(document)) as Body
  const holder = valueAt(copy, path.slice(0, -1)) as Record<string, unknown>
  holder[path.at(-1)!] = value
  return copy
}

const typeOf = (value: unknown): string => value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value
/** Types that a property accepts beside the type in the example. */
const ALSO: Readonly<Record<string, readonly string[]>> = { '@context': ['string', 'array', 'object'], identifier: ['string', 'number'], seller: ['string'], organizer: ['string'] }
const WRONG: readonly unknown[] = [7, 1.5, 'x', true, null, [], ['x'], {}]

const ORDER = `${BASE}${API}/orders/${UUID}`
const CANCELLATION = { '@type': 'OrderItem', '@id': `${ORDER}#/orderedItems/1`, orderItemStatus: 'https://openactive.io/CustomerCancelled' }

/** Every request with a body, with every property that the simulator reads. */
const REQUESTS: ReadonlyArray<readonly [method: string, path: string, make: (simulator: Simulator) => Promise<Body>]> = [
  ['PUT', `order-quote-templates/${UUID}`, async (simulator) => fullBody('C1', [await make(simulator)], createDice(1))],
  ['PUT', `order-quotes/${UUID}`, async (simulator) => fullBody('C2', [await make(simulator)], createDice(3))],
  ['PUT', `orders/${UUID}`, async (simulator) => fullBody('B', [await make(simulator)], createDice(2))],
  ['PATCH', `orders/${UUID}`, async () => ({ '@context': 'https://openactive.io/', '@type': 'Order', '@id': ORDER, orderedItem: [CANCELLATION] })],
  ['POST', 'test-interface/datasets/x/opportunities', async () => opportunityBody('TestOpportunityBookable', 'ScheduledSession', SELLER_1)],
  ['POST', 'test-interface/actions', async () => ({ '@context': ['x'], '@type': 'test:SellerRequestedCancellationSimulateAction', object: { '@type': 'Order', '@id': ORDER } })]
]

/**
 * @returns whether a path is the Offer or Opportunity of an item: a node without `@id` there is an error of the item.
 */
const isReference = (property: Path): boolean => property.length === 3 && ['acceptedOffer', 'orderedItem'].includes(String(property[2]))

describe.each(REQUESTS)('%s %s', (method, path, makeBody) => {
  it('refuses a value of a wrong type at every property', async () => {
    const simulator = await buildApp()
    const good = await makeBody(simulator)
    const other: unknown[] = []
    for (const property of pathsOf(good)) {
      const right = [typeOf(valueAt(good, property)), ...ALSO[property.at(-1)!] ?? []]
      for (const value of WRONG) {
        if (right.includes(typeOf(value)) || property[0] === '@context' || (isReference(property) && typeOf(value) === 'object')) continue
        const answer = await refusal(simulator, { method, path: `${API}/${path}`, body: replaced(good, property, value) })
        if (answer.join() !== BAD_REQUEST.join()) other.push([property.join('.'), value, ...answer])
      }
    }
    expect(other).toEqual([])
    for (const value of [7, true, null]) expect(await refusal(simulator, { method, path: `${API}/${path}`, body: { ...good, '@context': value } })).toEqual(BAD_REQUEST)
  })
})

describe('a value that responses repeat', () => {
  const NO_TEXT = ['', 'x'.repeat(2001), '<b>x</b>', 'a <- b', '&lt;x&gt;', '&#60;', 'a\u0000b', '\u001b[0m', raw('"\\ud800"')]
  const NO_URL = [
    '', 'x', 'a.example', '/logo.png', 'ftp://a.example/', 'javascript:alert(1)', 'urn:uuid:1', 'https://', 'https://a b.example/', 'https://.a.example/', 'https://a..example/', 'https://-a.example/',
    'https://user:word@a.example/', 'https://a.example/ x', 'https://a.example/<b>', 'https://a.example/?&lt;', 'https://a.example/"x"', 'https://a.example/\u0000', `https://a.example/${'x'.repeat(2000)}`
  ]
  const NO_EMAIL = ['', 'x', 'a@', '@b.example', 'a b@c.example', 'a@b.example\r\nBcc: c@d.example', `${'x'.repeat(320)}@b.example`]
  const NO_COUNTRY = ['', 'UK', 'gb', 'GBR', 'ZZ', 'United Kingdom']

  it.each<[path: Path, values: readonly unknown[]]>([
    [['broker', 'name'], NO_TEXT], [['broker', 'legalName'], NO_TEXT], [['broker', 'description'], NO_TEXT], [['broker', 'telephone'], NO_TEXT],
    [['broker', 'identifier'], [...NO_TEXT, 1.5, 1e300]],
    [['broker', '@id'], NO_URL], [['broker', 'url'], NO_URL], [['broker', 'logo', 'url'], NO_URL],
    [['broker', 'email'], NO_EMAIL], [['broker', 'address', 'streetAddress'], NO_TEXT], [['broker', 'address', 'addressCountry'], NO_COUNTRY],
    [['customer', 'givenName'], NO_TEXT], [['customer', 'familyName'], NO_TEXT], [['customer', 'telephone'], NO_TEXT], [['customer', 'email'], NO_EMAIL],
    [['orderedItem', 0, 'attendee', '@id'], NO_URL], [['orderedItem', 0, 'attendee', 'name'], NO_TEXT], [['orderedItem', 0, 'attendee', 'email'], NO_EMAIL],
    [['orderedItem', 0, 'acceptedOffer'], NO_URL], [['orderedItem', 0, 'acceptedOffer', '@id'], NO_URL], [['orderedItem', 0, 'orderedItem'], NO_URL],
    [['payment', 'name'], NO_TEXT], [['payment', 'accountId'], NO_TEXT], [['payment', 'paymentProviderId'], NO_TEXT], [['payment', 'identifier'], NO_TEXT]
  ])('is refused unless it is valid: %o', async (path, values) => {
    const simulator = await buildApp()
    const good = fullBody('B', [await make(simulator)], createDice(2))
    for (const value of values) expect(await refusal(simulator, { path: `${API}/orders/${UUID}`, body: writeJson(replaced(good, path, value)) })).toEqual(BAD_REQUEST)
  })

  it.each<[path: Path, type: string]>([
    ...['streetAddress', 'addressLocality', 'addressRegion', 'postalCode', 'addressCountry'].map((name): [Path, string] => [['broker', 'address', name], 'IncompleteBrokerDetailsError']),
    [['customer', 'address'], 'IncompleteCustomerDetailsError'], [['customer', 'address', 'postalCode'], 'IncompleteCustomerDetailsError'],
    [['customer', 'name'], 'IncompleteCustomerDetailsError'], [['customer', 'email'], 'IncompleteCustomerDetailsError']
  ])('is refused unless it is complete: without %o', async (path, type) => {
    const simulator = await buildApp()
    const good: Body = { ...fullBody('B', [await make(simulator)], createDice(2)), customer: CLUB }
    expect(await refusal(simulator, { path: `${API}/orders/${UUID}`, body: replaced(good, path, undefined) })).toEqual([400, type])
    expect((await simulator.request('PUT', `${API}/orders/${UUID}`, { headers: PARTNER_1, body: good })).body.customer).toEqual(CLUB)
  })

  it('is repeated without unknown properties', async () => {
    const simulator = await buildApp()
    const good = fullBody('B', [await make(simulator)], createDice(2))
    const spoilt = [['broker'], ['broker', 'logo'], ['broker', 'address'], ['customer'], ['orderedItem', 0, 'attendee'], ['payment']]
      .reduce<Body>((body, path) => replaced(body, [...path, 'extra'], { '': null, list: [] }), good)
    const { status, body } = await simulator.request('PUT', `${API}/orders/${UUID}`, { headers: PARTNER_1, body: spoilt })
    expect([status, JSON.stringify(body).includes('extra'), JSON.stringify(body).includes('null')]).toEqual([201, false, false])
    expect([body.broker, body.customer, body.orderedItem[0].attendee, body.payment]).toEqual([good['broker'], good['customer'], (good['orderedItem'] as Body[])[0]!['attendee'], good['payment']])
  })
})
