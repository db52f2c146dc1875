import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ORDER_ACTIONS } from '../../domain/test-interface/order-actions.ts'
import { LOGISTICS_ACTIONS } from '../../domain/test-interface/logistics.ts'
import { PROPOSAL_ACTIONS } from '../../domain/test-interface/proposal-actions.ts'
import { RECIPES } from '../../domain/sample/recipes.ts'
import { BASE, openApp, PREFIX, type Simulator } from '../helpers/build-app.ts'
import { type Given, prepare, type Stage } from '../helpers/provoke.ts'
import { API, UUID } from '../helpers/refusal.ts'
import { asClient, EVERY_KIND, opportunityBody, PARTNER_1, SELLER_1, SELLER_2, SHARED } from '../helpers/requests.ts'

const ONE_TYPE = ['ScheduledSession'] as const
let simulator: Simulator
beforeAll(async () => { simulator = await openApp({ types: [...ONE_TYPE] }) })
afterAll(async () => { await simulator.app.close() })

type Body = ReturnType<typeof JSON.parse>

/** Prepare a wrong request, and return the description of its error, or of the error of its first item. */
async function descriptionOf (stage: Stage, given: Given): Promise<string> {
  const { method, path, ...request } = await prepare(simulator, stage, given)
  const { status, body, text } = await simulator.request(method, path, request)
  expect(status, text).toBeGreaterThanOrEqual(400)
  return body.description ?? body.orderedItem.flatMap(({ error = [] }: Body) => error)[0].description
}

const TEST_INTERFACE = 'https://openactive.io/test-interface#'
const opportunity = async (more: object): Promise<string> => {
  const body = { ...opportunityBody('TestOpportunityBookable', 'ScheduledSession', SELLER_1), ...more }
  return (await simulator.request('POST', `${API}/test-interface/datasets/x/opportunities`, { body })).body.description
}

/** Ways to write the base URL wrongly. */
const FOREIGN: ReadonlyArray<readonly [name: string, change: (iri: string) => string]> = [
  ['127.0.0.1 for localhost', (iri) => iri.replace('localhost', '127.0.0.1')],
  ['another port', (iri) => iri.replace(':5000', ':3000')],
  ['https for http', (iri) => iri.replace('http:', 'https:')],
  ['another system', (iri) => iri.replace(BASE, 'https://elsewhere.example')]
]

/** Every `@id` of a request: its stage, the change of the request, and the `@id` that it then has. */
const IDS: ReadonlyArray<readonly [name: string, stages: readonly Stage[], given: (change: (iri: string) => string) => Given]> = [
  ['the opportunity of an item', ['C1', 'C2', 'P', 'B'], (change) => ({ item: ({ orderedItem }: Body) => ({ orderedItem: change(orderedItem) }) })],
  ['the offer of an item', ['C1', 'C2', 'P', 'B'], (change) => ({ item: ({ acceptedOffer }: Body) => ({ acceptedOffer: change(acceptedOffer) }) })],
  ['the seller', ['C1', 'C2', 'P', 'B'], (change) => ({ by: SHARED, more: ({ seller }: Body) => ({ seller: change(seller) }) })],
  ['an item to cancel', ['U'], (change) => ({ item: (item: Body) => ({ '@id': change(item['@id']) }) })],
  ['the version of a proposal', ['B after P'], (change) => ({ more: ({ orderProposalVersion }: Body) => ({ orderProposalVersion: change(orderProposalVersion) }) })],
  ['the order of an action', ['an action'], (change) => ({ more: ({ object }: Body) => ({ object: { ...object, '@id': change(object['@id']) } }) })],
  ['the proposal of an action', ['an action on a proposal'], (change) => ({ more: ({ object }: Body) => ({ object: { ...object, '@id': change(object['@id']) } }) })],
  ['the seller of a test opportunity', ['making an opportunity'], (change) => ({ more: ({ superEvent }: Body) => ({ superEvent: { ...superEvent, organizer: { '@id': change(SELLER_1) } } }) })]
]

describe.each(IDS)('the error of a wrong base URL in %s', (_name, stages, given) => {
  it.each(FOREIGN)('states the base URL of this system and the received id: %s', async (_change, change) => {
    for (const stage of stages) {
      let sent = ''
      const description = await descriptionOf(stage, given((iri) => (sent = change(iri))))
      expect(description, stage).toContain(`${BASE}/`)
      expect(description, stage).toContain(`received "${sent}"`)
    }
  })
})

it.each(IDS.slice(0, 5))('the error of a value that is no @id states the base URL of this system and the value: %s', async (_name, stages, given) => {
  for (const [value, words] of [[null, 'null'], ['', '""'], [7, '7'], [['x'], 'a list'], ['x', '"x"']]) {
    for (const stage of stages) {
      const description = await descriptionOf(stage, given(() => value as string))
      expect(description, `${stage} ${words}`).toContain(`${BASE}/`)
      expect(description, stage).toContain(`received ${words}.`)
    }
  }
})

it('the error of a value that is no role names the roles and the value', async () => {
  for (const [brokerRole, words] of [[null, 'null'], ['', '""'], [7, '7'], [['https://openactive.io/AgentBroker'], 'a list'], ['AgentBroker', '"AgentBroker"'], [undefined, 'nothing']]) {
    for (const stage of ['C1', 'C2', 'P', 'B'] as const) {
      const roles = ['AgentBroker', 'ResellerBroker', 'NoBroker'].map((role) => `https://openactive.io/${role}`).join(', ')
      expect(await descriptionOf(stage, { more: { brokerRole } }), stage).toBe(`brokerRole must be one of ${roles}; received ${words}.`)
    }
  }
})

describe('an error states the expectation and the value received', () => {
  it.each<[string, Stage, Given, string]>([
    ['an unknown opportunity', 'C1', { item: ({ orderedItem }: Body) => ({ orderedItem: `${orderedItem}9` }) }, '9". Read its feed again.'],
    ['an unknown offer', 'C1', { item: ({ acceptedOffer }: Body) => ({ acceptedOffer: `${acceptedOffer}9` }) }, '#/offers/0; received "'],
    ['a wrong amount', 'B', { more: { totalPaymentDue: { '@type': 'PriceSpecification', price: 1, priceCurrency: 'GBP' } } }, 'must have the price 14.99; received 1.'],
    ['another type', 'C1', { more: { '@type': 'Order' } }, '@type must be OrderQuote here; received "Order".'],
    ['credentials of another seller', 'C1', { headers: asClient('booking-partner-1', SELLER_2) }, `The credentials are for ${SELLER_2}, but the seller of the request is "${SELLER_1}".`],
    ['an unknown seller in the header', 'Order Status', { headers: asClient('booking-partner-1', `${SELLER_1}9`) }, `${SELLER_1} or ${SELLER_2}; received "${SELLER_1}9".`],
    ['an item of another order', 'U', { item: (item: Body) => ({ '@id': item['@id'].replace(/orders\/[^#]*/, `orders/${UUID}`) }) }, `received "${BASE}${API}/orders/${UUID}#/orderedItems/1".`],
    ['a path without a UUID', 'Order Status', { path: `${API}/orders/x` }, 'The path: uuid must be a UUID, such as 3f6f0a52-7c1d-4b0e-9a55-2f1f0b8f4c11; received "x".'],
    ['a wrong change number', 'an open feed', { path: '/feeds/scheduled-sessions?afterChangeNumber=x' }, 'The query: afterChangeNumber must be a change number: a whole number, 0 or more; received "x".'],
    ['another media type', 'C1', { headers: { ...PARTNER_1, 'content-type': 'text/plain' } }, 'version=1; received "text/plain".'],
    ['another accepted media type', 'C1', { headers: { ...PARTNER_1, accept: 'application/xml' } }, 'version=1; received "application/xml".'],
    ['another method', 'an open feed', { method: 'PUT' }, 'This path takes only GET, HEAD, OPTIONS; received PUT.'],
    ['a member without its value', 'making an opportunity', { more: { 'test:testOpenBookingFlow': 1 } }, 'test:testOpenBookingFlow must be a text; received a number.']
  ])('for %s at %s', async (_name, stage, given, expected) => {
    expect(await descriptionOf(stage, given)).toContain(expected)
  })

  it.each<[object, string]>([
    [{ superEvent: undefined }, 'The superEvent of this ScheduledSession must have the @type SessionSeries; received nothing.'],
    [{ superEvent: { '@type': 'SessionSeries' } }, `superEvent.organizer must be the @id of a seller, ${SELLER_1} or ${SELLER_2}; received nothing.`],
    [{ '@type': 'Slot', superEvent: undefined, facilityUse: { '@type': 'Facility' } }, 'The facilityUse of this Slot must have the @type FacilityUse or have the @type IndividualFacilityUse; received "Facility".'],
    [{ '@type': 'Event', superEvent: { '@type': 'EventSeries' } }, 'The superEvent of this Event must have the @type HeadlineEvent or have the @type CourseInstance or be omitted; received "EventSeries".'],
    [{ '@type': 'SheduledSession' }, 'received "SheduledSession". Did you mean ScheduledSession?'],
    [{ '@type': 'HeadlineEvent', superEvent: undefined, organizer: { '@id': SELLER_1 } }, 'The type HeadlineEvent is not on offer here: the options allow ScheduledSession.'],
    [{ 'test:testOpenBookingFlow': `${TEST_INTERFACE}OpenBookingAprovalFlow` }, `Did you mean ${TEST_INTERFACE}OpenBookingApprovalFlow?`],
    [{ 'test:testOpportunityCriteria': 'TestOpportunityBookable' }, `received "TestOpportunityBookable". Did you mean ${TEST_INTERFACE}TestOpportunityBookable?`],
    [{ 'test:testOpportunityCriteria': undefined }, "must have required property 'test:testOpportunityCriteria'"],
    [{ 'test:testOpportunityCriteria': `${TEST_INTERFACE}TestOpportunityBookableNonFreeTaxNet` }, 'needs a seller with the tax mode TaxNet; ']
  ])('of a test opportunity: %j', async (more, expected) => {
    expect(await opportunity(more)).toContain(expected)
  })
})

/** Spoil a name as people do. */
const TYPOS: ReadonlyArray<(name: string) => string> = [
  (name) => name.slice(0, -1), (name) => `${name}s`, (name) => name.toLowerCase(), (name) => name.replace(/(.)(.)$/, '$2$1'), (name) => name.replace(/[aeiou]/, '')
]

it.each(Object.keys(RECIPES))('a mistyped criterion is answered with the nearest one: %s', async (criterion) => {
  for (const typo of TYPOS.map((change) => change(criterion)).filter((one) => !Object.hasOwn(RECIPES, one))) {
    expect(await opportunity({ 'test:testOpportunityCriteria': `${TEST_INTERFACE}${typo}` }), typo).toContain(`received "${TEST_INTERFACE}${typo}". Did you mean ${TEST_INTERFACE}Test`)
  }
})

it.each([ORDER_ACTIONS, PROPOSAL_ACTIONS, LOGISTICS_ACTIONS].flatMap((actions) => Object.keys(actions)))('a mistyped action is answered with the nearest one, before its object is looked up: %s', async (action) => {
  for (const typo of TYPOS.map((change) => change(action))) {
    const body = { '@type': `test:${typo}`, object: { '@id': 'x' } }
    const { body: error } = await simulator.request('POST', `${API}/test-interface/actions`, { headers: PARTNER_1, body })
    expect(error.description, typo).toContain(`received "test:${typo}". Did you mean ${action}?`)
  }
})

describe('the 404 of an unknown path', () => {
  it.each([
    ['PUT', `${API}/order-quote/${UUID}`, `PUT ${PREFIX}${API}/order-quotes/{uuid}`],
    ['PUT', `${API}/orderquotes/${UUID.toUpperCase()}`, `PUT ${PREFIX}${API}/order-quotes/{uuid}`],
    ['GET', `${API}/order-quote/${UUID}`, `GET ${PREFIX}${API}/order-quotes/{uuid}`],
    ['PUT', `/order-quotes/${UUID}`, `PUT ${PREFIX}${API}/order-quotes/{uuid}`],
    ['PUT', `/openbooking/order-quotes/${UUID}`, `PUT ${PREFIX}${API}/order-quotes/{uuid}`],
    ['PUT', `${API}/order-quote-template/${UUID}`, `PUT ${PREFIX}${API}/order-quote-templates/{uuid}`],
    ['GET', `${API}/orders/${UUID}/`, `GET ${PREFIX}${API}/orders/{uuid}`],
    ['GET', `${API}/order-rpde`, `GET ${PREFIX}${API}/orders-rpde`],
    ['GET', '/feeds/session-serie', `GET ${PREFIX}/feeds/session-series`],
    ['GET', '/feeds/sheduled-sessions', `GET ${PREFIX}/feeds/scheduled-sessions`],
    ['POST', `${API}/test-interface/action`, `POST ${PREFIX}${API}/test-interface/actions`],
    ['POST', `${API}/test-interface/datasets/{dataset}/opportunitys`, `POST ${PREFIX}${API}/test-interface/datasets/{dataset}/opportunities`],
    ['DELETE', `${API}/test-interface/dataset/mine`, `DELETE ${PREFIX}${API}/test-interface/datasets/{dataset}`],
    ['GET', '/openactiv', `GET ${PREFIX}/openactive`],
    ['GET', '/openactive/', `GET ${PREFIX}/openactive`]
  ])('asks whether the nearest route was meant: %s %s', async (method, path, expected) => {
    const { status, body } = await simulator.request(method, path, { headers: PARTNER_1 })
    expect(status).toBe(404)
    expect(body.description).toContain(`Did you mean ${expected}?`)
  })

  it('asks nothing if no route is near', async () => {
    expect((await simulator.request('GET', '/quite/another/thing')).body.description).not.toContain('Did you mean')
  })
})

it('no error repeats a password, key or token', async () => {
  const secret = 'sec-ret-7731'
  for (const headers of [{ 'x-api-key': secret }, { authorization: `Bearer ${secret}` }, { authorization: `Basic ${btoa(`openactive:${secret}`)}` }, { authorization: secret }, { authorization: `Basic ${secret}` }]) {
    const { status, text } = await simulator.request('GET', `${API}/orders-rpde`, { headers })
    expect(status).toBe(401)
    expect(text).not.toContain(secret)
    expect(text).not.toContain(btoa(secret).slice(0, 8))
  }
})

it.each(EVERY_KIND)('a test opportunity without its seller names the missing member: %s', async (kind) => {
  const all = await openApp({ types: [kind] })
  try {
    const { organizer, superEvent, facilityUse, ...body } = opportunityBody('TestOpportunityBookable', kind, SELLER_1) as Record<string, object>
    const bare = { ...body, ...(superEvent !== undefined && { superEvent: { '@type': (superEvent as Body)['@type'] } }), ...(facilityUse !== undefined && { facilityUse: { '@type': (facilityUse as Body)['@type'] } }) }
    const { body: error } = await all.request('POST', `${API}/test-interface/datasets/x/opportunities`, { body: bare })
    const member = organizer !== undefined ? 'organizer' : superEvent !== undefined ? 'superEvent.organizer' : 'facilityUse.provider'
    expect(error.description).toContain(`${member} must be the @id of a seller`)
  } finally { await all.app.close() }
})
