import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openApp, PREFIX, type Simulator } from '../../helpers/build-app.ts'
import { control } from '../../helpers/control.ts'
import { b, type Bookable, c1, c2, CANARY, CUSTOMER, make, newUuid, PARTNER_1, SHARED, u } from '../../helpers/requests.ts'

type Entry = ReturnType<typeof JSON.parse>

let simulator: Simulator
let url: string
let item: Bookable
beforeAll(async () => {
  simulator = await openApp({ control: 'on', requestLogSize: 20, types: ['ScheduledSession'] })
  url = `${await simulator.app.listen({ port: 0, host: '127.0.0.1' })}${PREFIX}`
  item = await make(simulator)
})
afterAll(async () => { await simulator.app.close() })
beforeEach(async () => { await control(simulator, 'DELETE', '/requests') })

async function entries (query = ''): Promise<Entry[]> {
  const { status, body, text } = await control(simulator, 'GET', `/requests${query}`)
  if (status !== 200) throw new Error(text)
  return body.items
}

it('entries without bodies have everything else, in the list and live', async () => {
  const uuid = newUuid()
  const abort = new AbortController()
  const stream = await fetch(`${url}/simulator/requests/stream?bodies=false&order=${uuid}`, { signal: abort.signal })
  await b(simulator, [item], { uuid })
  await b(simulator, [{ ...item, offer: '' }], { uuid: newUuid() })
  const [{ request: _request, response: _response, ...booked }] = await entries(`?order=${uuid}`)
  expect(await entries(`?order=${uuid}&bodies=false`)).toEqual([booked])
  const [, refused] = await entries('?bodies=false')
  expect([refused.error.type, 'request' in refused, 'response' in refused]).toEqual(['IncompleteOrderItemError', false, false])
  let text = ''
  for await (const chunk of stream.body!.pipeThrough(new TextDecoderStream())) {
    text += chunk
    if (text.includes('data: ') && text.endsWith('\n\n')) break
  }
  abort.abort()
  expect(JSON.parse(/data: (.*)/.exec(text)![1]!)).toEqual(booked)
})

describe('an entry', () => {
  it('names stage, caller, order, status and time', async () => {
    const uuid = newUuid()
    await b(simulator, [item], { uuid: uuid.toUpperCase() })
    const [entry] = await entries(`?order=${uuid}`)
    expect(entry).toMatchObject({
      at: '2027-03-09T10:20:00.000Z',
      method: 'PUT',
      stage: 'B',
      caller: { partner: 'booking-partner-1', seller: 'api/identifiers/sellers/1' },
      order: uuid,
      status: 201,
      duration: expect.any(Number),
      request: { headers: { 'content-type': 'application/vnd.openactive.booking+json; version=1' }, body: { '@type': 'Order', customer: '…', totalPaymentDue: { price: item.price } } },
      response: { headers: { 'content-type': 'application/vnd.openactive.booking+json; version=1' }, body: { '@type': 'Order', customer: '…' } }
    })
    expect(entry.error).toBeUndefined()
  })

  it.each<[string, () => Promise<unknown>, object]>([
    ['a wrong value', () => c2(simulator, [item], { more: { customer: { ...CUSTOMER, email: 'canary' } } }),
      { type: 'IncompleteCustomerDetailsError', property: 'customer.email', expected: 'must be an e-mail address', check: 'customer' }],
    ['a wrong seller', () => c1(simulator, [item], { headers: SHARED, more: { seller: 'https://elsewhere.example/' } }),
      { type: 'SellerNotFoundError', property: 'seller', received: '"https://elsewhere.example/"', check: 'seller' }],
    ['an item without offer', () => c1(simulator, [{ ...item, offer: '' }]),
      { type: 'IncompleteOrderItemError', property: 'orderedItem[0].acceptedOffer', check: 'items' }],
    ['no credentials', () => simulator.request('GET', '/api/openbooking/orders-rpde'),
      { type: 'UnauthenticatedError', check: 'credentials', specification: 'https://openactive.io/open-booking-api/EditorsDraft/#api-authentication' }],
    ['a wrong Accept', () => c1(simulator, [item], { headers: { ...PARTNER_1, accept: 'application/xml' } }),
      { type: 'OpenBookingError', check: 'media types', property: 'Accept', received: '"application/xml"' }]
  ])('explains the refusal of %s', async (_what, refused, error) => {
    await refused()
    const [entry] = await entries()
    expect(entry.error).toMatchObject(error)
    expect(JSON.stringify(entry)).not.toContain('canary')
  })

  it('has the id that its error has', async () => {
    const { status, body } = await simulator.request('GET', `/api/openbooking/orders/${newUuid()}`, { headers: PARTNER_1 })
    expect([status, body.requestId]).toEqual([404, expect.stringMatching(/./)])
    const [entry] = (await entries()).slice(-1)
    expect([entry.requestId, entry.response.body.requestId]).toEqual([body.requestId, body.requestId])
  })

  it('of a full session has its spaces', async () => {
    const full = await make(simulator, 'TestOpportunityBookableNoSpaces')
    await c1(simulator, [full])
    const [entry] = (await entries()).slice(-1)
    expect(entry.error).toMatchObject({ type: 'OpportunityIsFullError', property: 'orderedItem[0]', opportunity: { name: expect.any(String), remaining: 0, maximum: expect.any(Number) }, check: 'spaces' })
  })

  it('names the fault that it had, and whether the answer was sent', async () => {
    const { body: { id } } = await control(simulator, 'POST', '/faults', { on: 'B', loseAnswer: true, times: 1 })
    await expect(b(simulator, [await make(simulator)])).rejects.toThrow()
    await expect(b(simulator, [item], { headers: { ...PARTNER_1, 'x-simulator-fault': '{"drop":"before"}' } })).rejects.toThrow()
    const [lost, dropped] = await entries('?stage=B')
    expect(lost).toMatchObject({ status: 201, faults: [id], dropped: true })
    expect(dropped).toMatchObject({ faults: ['header'], dropped: true })
    expect((await entries(`?after=${dropped.id}`)).map(({ path }) => path)).toEqual([])
  })

  it('hides secrets and personal data unless asked for', async () => {
    const secret = 'HIDDEN-SECRET-91'
    const uuid = newUuid()
    const more = { note: secret, 'ext:note': secret, broker: { '@type': 'Organization', name: 'Broker', email: 'canary.broker@canary.example', 'ext:x': secret } }
    const { body } = await b(simulator, [item], { uuid, more, headers: { ...PARTNER_1, cookie: secret, 'x-unknown': secret } })
    await simulator.request('GET', `/feeds/scheduled-sessions?token=${secret}`)
    await simulator.request('GET', '/api/openbooking/orders-rpde', { headers: { authorization: `Bearer ${secret}` } })
    await simulator.request('POST', '/orders', { body: { customer: { email: CANARY.email }, note: secret } })
    await u(simulator, uuid, [body.orderedItem[0]['@id']], { more: { note: secret } })
    await simulator.request('GET', `/api/openbooking/orders/${uuid}`, { headers: PARTNER_1 })
    await simulator.request('PUT', `/api/openbooking/orders/${uuid}`, { headers: PARTNER_1, body: `{"secret": "${secret}"` })
    const personal = [secret, CANARY.email, CANARY.payment, 'canary.broker', CUSTOMER.telephone, CUSTOMER.familyName, body.orderedItem[0].accessCode[0].description]
    const masked = JSON.stringify(await entries())
    for (const text of personal) expect(masked).not.toContain(text)
    const shown = JSON.stringify(await entries('?masked=false'))
    for (const text of personal) expect(shown).toContain(text)
  })

  it('keeps no long body, but its error', async () => {
    const items = Array.from({ length: 60 }, () => item)
    const { status } = await c2(simulator, items)
    const [entry] = await entries()
    expect([status, entry.error.type]).toEqual([409, 'OpportunityHasInsufficientCapacityError'])
    expect(entry.response).toMatchObject({ truncated: true })
    expect(entry.response.body).toBeUndefined()
  })
})

describe('the log', () => {
  it('keeps the latest requests, in their order, and no control calls', async () => {
    const { length } = await entries()
    for (let i = 0; i < 25; i++) await simulator.request('GET', `/feeds/session-series?limit=${i}`)
    const found = await entries()
    expect([length, found.length]).toEqual([0, 20])
    expect(found.map(({ path }) => path)).toEqual(Array.from({ length: 20 }, (_, i) => `${PREFIX}/feeds/session-series?limit=${i + 5}`))
    const { body: page } = await control(simulator, 'GET', '/requests?limit=15')
    const { body: rest } = await control(simulator, 'GET', `/requests?limit=15&after=${page.next}`)
    expect([...page.items, ...rest.items]).toEqual(found)
    expect(rest.next).toBeUndefined()
  })

  it.each([['?stage=X', '/stage'], ['?limit=0', '/limit'], ['?of=1', '/of'], ['?order=1', '/order']])('%s is refused', async (query, path) => {
    const { status, body } = await control(simulator, 'GET', `/requests${query}`)
    expect([status, body.path]).toEqual([400, path])
  })

  it('is a live stream, which ends with the server', async () => {
    const other = await openApp({ control: 'on', types: ['ScheduledSession'], store: simulator.store })
    const base = `${await other.app.listen({ port: 0, host: '127.0.0.1' })}${PREFIX}`
    const stream = await fetch(`${base}/simulator/requests/stream?status=404`)
    expect(stream.headers.get('content-type')).toBe('text/event-stream')
    await other.request('GET', '/feeds/session-series')
    await other.request('GET', '/nothing')
    await other.app.close()
    const text = await stream.text()
    const events = text.split('\n\n').filter((event) => event.startsWith('id:'))
    expect(events).toHaveLength(1)
    expect(events[0]).toMatch(/^id: 2\nevent: request\ndata: \{/)
    expect(JSON.parse(events[0]!.split('data: ')[1]!)).toMatchObject({ path: `${PREFIX}/nothing`, status: 404 })
  })
})

describe('the stream', () => {
  let other: Simulator
  let at: string
  beforeAll(async () => {
    other = await openApp({ control: 'on', types: ['ScheduledSession'] })
    at = `${await other.app.listen({ port: 0, host: '127.0.0.1' })}${PREFIX}`
  })
  afterAll(async () => { await other.app.close() })

  it('of a tenant ends with it', async () => {
    expect((await control(other, 'PUT', '/tenants/short')).status).toBe(201)
    const stream = await fetch(`${at}/t/short/simulator/requests/stream`)
    expect((await control(other, 'DELETE', '/tenants/short')).status).toBe(204)
    expect(await stream.text()).toBe(':\n\n')
  })

  it('has no answer to HEAD', async () => {
    expect((await fetch(`${at}/simulator/requests/stream`, { method: 'HEAD' })).status).toBe(405)
  })

  it('has at most 100 readers', async () => {
    const end = new AbortController()
    const opened = await Promise.all(Array.from({ length: 101 }, async () => await fetch(`${at}/simulator/requests/stream`, { signal: end.signal })))
    expect(opened.filter(({ status }) => status === 200)).toHaveLength(100)
    const refused = opened.find(({ status }) => status !== 200)
    expect(await refused?.json()).toMatchObject({ status: 503, detail: expect.stringContaining('100 streams') })
    end.abort()
  })
})

describe('a request body', () => {
  it.each([
    ['in chunks is kept', false, (text: string) => new Blob([text]).stream()],
    ['that decodes to a long one is not kept', true, (text: string) => gzipSync(text.replace('"@type"', `"pad":"${'x'.repeat(90_000)}","@type"`))]
  ])('%s', async (_what, isLong, encode) => {
    const path = `/api/openbooking/order-quote-templates/${newUuid()}`
    const coding = isLong ? { 'content-encoding': 'gzip' } : {}
    const type = { 'content-type': 'application/vnd.openactive.booking+json; version=1' }
    const body = encode(JSON.stringify({ '@type': 'OrderQuote' }))
    const { status } = await fetch(`${url}${path}`, { method: 'PUT', headers: { ...PARTNER_1, ...type, ...coding }, body, duplex: 'half' } as RequestInit)
    const [entry] = await entries()
    expect([status, entry.request.truncated, entry.request.body]).toEqual([400, isLong || undefined, isLong ? undefined : { '@type': 'OrderQuote' }])
  })
})

describe('Link', () => {
  it.each<[string, () => Promise<{ headers: Readonly<Record<string, unknown>> }>, string]>([
    ['an error of the request', () => b(simulator, [item], { more: { customer: undefined } }), 'order-creation-orderquote-orderproposal-and-order-error-responses'],
    ['an error of an item', () => c1(simulator, [{ ...item, offer: '' }]), 'order-creation-orderitem-errors'],
    ['an unknown path', () => simulator.request('GET', '/api/openbooking/nothing'), 'generic-errors'],
    ['a media type', () => simulator.request('GET', '/api/openbooking/orders-rpde', { headers: { ...PARTNER_1, accept: 'application/xml' } }), 'media-types']
  ])('of %s leads to its section of the specification', async (_what, refused, section) => {
    const { headers } = await refused()
    expect(headers['link']).toBe(`<https://openactive.io/open-booking-api/EditorsDraft/#${section}>; rel="help"`)
  })

  it('is on no answer that succeeds', async () => {
    expect((await c1(simulator, [item])).headers['link']).toBeUndefined()
    expect((await fetch(`${url}/feeds/session-series`)).headers.get('link')).toBeNull()
  })
})
