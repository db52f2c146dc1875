import { describe, expect, it } from 'vitest'
import { buildApp, shareApp } from '../helpers/build-app.ts'
import { API, BAD_REQUEST, refusal, TEMPLATE, UUID } from '../helpers/refusal.ts'
import { b, type Bookable, c1, make, newUuid, opportunityBody, PARTNER_1, quoteBody, SELLER_1 } from '../helpers/requests.ts'

const shared = shareApp()
const JSON_TYPE = { 'content-type': 'application/json' }
const text = (items: readonly Bookable[]): string => JSON.stringify(quoteBody(items))
const names = (count: number): string => Array.from({ length: count }, (_, index) => `"n${index}":0`).join(',')

describe('a body', () => {
  it.each<[situation: string, spoil: (good: string) => string]>([
    ['that is cut off', (good) => good.slice(0, -1)],
    ['with text after its end', (good) => `${good}}`],
    ['that is empty', () => ''],
    ['of only white space', () => ' \n'],
    ['that is null', () => 'null'],
    ['that is a string', () => '"Order"'],
    ['that is an array', (good) => `[${good}]`],
    ['that is form data', () => 'a=1&b=2'],
    ['with a duplicate property', (good) => good.replace('{', '{"@type":"OrderQuote",')],
    ['with a duplicate property, once escaped', (good) => good.replace('{', '{"\\u0040type":"OrderQuote",')],
    ['with a duplicate nested property', (good) => good.replace('"position":0', '"position":0,"position":0')],
    ['with __proto__ twice', (good) => good.replace('{', '{"__proto__":{},"\\u005f_proto__":{},')],
    ['nested 51 times', (good) => good.replace('{', `{"x":${'['.repeat(50)}${']'.repeat(50)},`)],
    ['with 60,000 further values', (good) => good.replace('{', `{"x":[${'0,'.repeat(60_000)}0],`)],
    ['with 2,100 further names', (good) => good.replace('{', `{${names(2100)},`)],
    ['of half a million values', () => `[${'0,'.repeat(500_000)}0]`],
    ['nested half a million times', () => '['.repeat(500_000)],
    ['of objects nested 100,000 times', () => '{"a":'.repeat(100_000)],
    ['with a number beyond the range of doubles', (good) => good.replace('"position":0', '"position":1e999')],
    ['with NaN', (good) => good.replace('"position":0', '"position":NaN')],
    ['with a negative position', (good) => good.replace('"position":0', '"position":-1')],
    ['with a fractional position', (good) => good.replace('"position":0', '"position":0.5')],
    ['with a position beyond the safe integers', (good) => good.replace('"position":0', '"position":9007199254740992')]
  ])('%s is refused', async (_situation, spoil) => {
    const simulator = await shared()
    const good = text([await make(simulator)])
    expect(spoil(good)).not.toBe(good)
    expect(await refusal(simulator, { body: spoil(good) })).toEqual(BAD_REQUEST)
  })

  it.each(['C1', 'a test opportunity', 'U'] as const)('of %s with names such as __proto__ is read by its known names alone', async (call) => {
    const simulator = await buildApp({ types: ['Event'] })
    const item = await make(simulator, 'TestOpportunityBookableCancellable', 'Event')
    const uuid = newUuid()
    const { body: { orderedItem: [{ '@id': id }] } } = await b(simulator, [item], { uuid })
    const bodies = {
      C1: ['PUT', TEMPLATE, quoteBody([item]), 200],
      'a test opportunity': ['POST', `${API}/test-interface/datasets/x/opportunities`, opportunityBody('TestOpportunityBookable', 'Event', SELLER_1), 200],
      U: ['PATCH', `${API}/orders/${uuid}`, { '@type': 'Order', orderedItem: [{ '@type': 'OrderItem', '@id': id, orderItemStatus: 'https://openactive.io/CustomerCancelled' }] }, 400]
    } as const
    const [method, path, good, status] = bodies[call]
    for (const more of ['"__proto__":{"@type":"Evil","seller":1}', '"\\u005f_proto__":null', '"constructor":{"prototype":{"seller":1}}', '"constructor":1']) {
      for (const body of [JSON.stringify(good).replace('{', `{${more},`), JSON.stringify(good).replace(/}$/, `,${more}}`)]) {
        const answer = await simulator.request(method, path, { headers: PARTNER_1, body })
        expect([more, answer.status, answer.text.includes('JSON')]).toEqual([more, status, false])
        if (call === 'U') expect(answer.body['@type']).toBe('PatchContainsExcessivePropertiesError')
      }
    }
    expect(Object.keys(Object.prototype)).toEqual([])
  })

  it.each([
    ['{"@type":"Order",\n  "seller": x}', 'The request body is not valid JSON at line 2, column 13.'],
    ['{"@type":"Order"', 'The request body is not valid JSON at line 1, column 17.'],
    ['{"customer":{"email":"a@b.example","email":"c@d.example"}}', 'The request body has the property "email" twice in one object.'],
    ['{"customer":{"\\u0065mail":"a@b.example","email":"c@d.example"}}', 'The request body has the property "email" twice in one object.'],
    ['{"nia@pritchard.example":1,"nia@pritchard.example":2}', 'The request body has a property twice in one object.'],
    ['{"<b>":1,"<b>":2}', 'The request body has a property twice in one object.']
  ])('that is no JSON gets the place of the fault, and no more of the body: %s', async (body, description) => {
    const simulator = await shared()
    expect((await simulator.request('PUT', TEMPLATE, { headers: PARTNER_1, body })).body.description).toBe(description)
  })

  it('whose context looks like an error of ours is a body like others', async () => {
    const simulator = await buildApp({ types: ['Event'] })
    const context = { errorType: 'SellerNotFoundError', text: 'x', isEmpty: false }
    const body = quoteBody([await make(simulator, 'TestOpportunityBookable', 'Event')], { '@context': context })
    expect((await simulator.request('PUT', TEMPLATE, { headers: PARTNER_1, body })).status).toBe(200)
  })

  it('with 50 levels, harmless names like constructor and a byte order mark is accepted', async () => {
    const simulator = await shared()
    const good = text([await make(simulator)])
    const body = `\ufeff${good.replace('{', `{"constructor":1,"prototype":{"__proto":1},"x":${'['.repeat(49)}${']'.repeat(49)},`)}`
    expect((await simulator.request('PUT', TEMPLATE, { headers: PARTNER_1, body })).status).toBe(200)
  })

  it('is accepted at exactly bodyLimit bytes, and refused with 413 at one more', async () => {
    const simulator = await buildApp({ bodyLimit: 4096 })
    const good = text([await make(simulator)])
    const sized = (bytes: number): string => good.padEnd(bytes - Buffer.byteLength('é') + 1).replace('ActiveFinder', 'ActiveFindér')
    expect(Buffer.byteLength(sized(4096))).toBe(4096)
    expect((await simulator.request('PUT', TEMPLATE, { headers: PARTNER_1, body: sized(4096) })).status).toBe(200)
    for (const bytes of [4097, 100_000]) expect(await refusal(simulator, { body: sized(bytes) })).toEqual([413, 'OpenBookingError'])
  })

  it('with more than 500 items is refused', async () => {
    const simulator = await shared()
    const item = await make(simulator)
    const times = (count: number): Bookable[] => Array.from({ length: count }, () => item)
    expect(await refusal(simulator, { body: quoteBody(times(501)) })).toEqual(BAD_REQUEST)
    expect(await refusal(simulator, { body: quoteBody([], { orderedItem: Array.from({ length: 5000 }, () => ({ '@type': 'OrderItem' })) }) })).toEqual(BAD_REQUEST)
    expect((await c1(simulator, times(500))).status).toBe(409)
    expect((await b(simulator, times(500))).body['@type']).toBe('OpportunityHasInsufficientCapacityError')
  })

  it('with 500 items, each with an attendee and twenty answers, comes to the spaces', async () => {
    const simulator = await shared()
    const item = await make(simulator)
    const answers = Array.from({ length: 20 }, (_, index) => ({ '@type': 'PropertyValue', propertyID: `${index}`, value: 'x' }))
    const full = quoteBody(Array.from({ length: 500 }, () => item))
    const items = (full['orderedItem'] as object[]).map((one) => ({ ...one, attendee: { '@type': 'Person', email: 'a@b.example', givenName: 'A' }, orderItemIntakeFormResponse: answers }))
    expect(JSON.stringify(items).length).toBeGreaterThan(700_000)
    const { status, body } = await simulator.request('PUT', TEMPLATE, { headers: PARTNER_1, body: JSON.stringify({ ...full, orderedItem: items }) })
    expect([status, body.orderedItem?.length]).toEqual([409, 500])
  })

  it.each(['PUT', 'PATCH'])('is required by %s', async (method) => {
    const simulator = await shared()
    for (const headers of [{}, JSON_TYPE]) expect(await refusal(simulator, { method, path: `${API}/orders/${UUID}`, headers })).toEqual(BAD_REQUEST)
  })

  it.each(['actions', 'datasets/x/opportunities'])('is required by POST of %s', async (path) => {
    const simulator = await shared()
    for (const headers of [{}, JSON_TYPE]) expect(await refusal(simulator, { method: 'POST', path: `${API}/test-interface/${path}`, headers })).toEqual(BAD_REQUEST)
  })

  it.each(['order-quotes', 'orders'])('is not required by DELETE of %s, even with a content type', async (path) => {
    const simulator = await buildApp()
    await b(simulator, [await make(simulator)], { uuid: UUID })
    for (const type of ['application/vnd.openactive.booking+json; version=1', 'application/json', 'text/plain']) {
      expect((await simulator.request('DELETE', `${API}/${path}/${UUID}`, { headers: { ...PARTNER_1, 'content-type': type } })).status).toBe(204)
    }
    expect((await simulator.request('DELETE', `${API}/test-interface/datasets/tests`, { headers: JSON_TYPE })).status).toBe(204)
  })
})

describe('media types', () => {
  it.each([
    'text/plain', 'application/xml', 'application/x-www-form-urlencoded', 'application/octet-stream', 'text/json', 'application/jsonp', 'application/vnd.openactive.booking+json; version=2',
    'application/vnd.openactive.booking+json; version="10"', 'application/vnd.openactive.booking+json; version=1.1', 'application/vnd.openactive.booking+json; version=1.00', 'application/vnd.openactive.rpde+json; version=1', 'nonsense'
  ])('in content-type: %s is refused with 415', async (type) => {
    const simulator = await shared()
    expect(await refusal(simulator, { headers: { 'content-type': type }, body: text([await make(simulator)]) })).toEqual([415, 'OpenBookingError'])
  })

  it.each([
    'application/json', 'Application/JSON; charset=utf-8', 'application/ld+json',
    'application/vnd.openactive.booking+json', 'application/vnd.openactive.booking+json;version="1"', 'application/vnd.openactive.booking+json; version=1.0', 'application/vnd.openactive.booking+json;version="1.0"'
  ])('in content-type: %s is accepted', async (type) => {
    const simulator = await shared()
    const body = text([await make(simulator)])
    expect((await simulator.request('PUT', TEMPLATE, { headers: { ...PARTNER_1, 'content-type': type }, body })).status).toBe(200)
  })

  it.each([
    'text/css', 'application/xml, image/*', 'application/vnd.openactive.booking+json; version=2',
    'application/json;q=0', '*/*;q=0'
  ])('in accept: %s is refused with 406', async (accept) => {
    expect(await refusal(await shared(), { method: 'GET', path: `${API}/orders-rpde`, headers: { accept } })).toEqual([406, 'OpenBookingError'])
    const anonymous = await (await shared()).request('GET', `${API}/orders-rpde`, { headers: { accept } })
    expect([anonymous.status, anonymous.body['@type']]).toEqual([403, 'UnauthenticatedError'])
  })

  it.each([
    '*/*', 'application/*', 'application/json', 'text/html, */*;q=0.1', 'application/vnd.openactive.booking+json; version=1', '', 'application/json; charset=utf-8',
    'application/json;odata=verbose', 'application/ld+json', 'application/vnd.openactive.booking+json; version=1; charset=utf-8', 'application/vnd.openactive.booking+json; version=1.0'
  ])('in accept: %s gets the booking media type', async (accept) => {
    const { status, headers } = await (await shared()).request('GET', `${API}/orders-rpde`, { headers: { ...PARTNER_1, accept } })
    expect([status, headers['content-type']]).toEqual([200, 'application/vnd.openactive.booking+json; version=1'])
  })
})
