import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type OpenBookingSimulatorOptions } from '../../../plugin.ts'
import { OPERATIONS } from '../../../schemas/operations/all.ts'
import { type Answered, buildApp, openApp, type Simulator } from '../../helpers/build-app.ts'
import { Documented, operationsOf, type WrittenOperation } from '../../helpers/documented.ts'
import { OWNER, OWNER_TOKEN } from '../../helpers/owner.ts'
import { SHARED } from '../../helpers/requests.ts'

type Json = ReturnType<typeof JSON.parse>

const OPTIONS: OpenBookingSimulatorOptions = { types: ['ScheduledSession', 'FacilityUseSlot', 'Event'], auth: ['key', 'header', 'openid'], ownerToken: OWNER_TOKEN, control: 'on' }

/** A document has the operations of a path together; the table has them in an order in which examples work. */
const ORDER = Object.keys(OPERATIONS)

/** A stream that ends with the server. */
const ENDLESS = 'followRequests'

/** A broker that knows nothing but the document. */
class Reader {
  readonly simulator: Simulator
  readonly document: Json
  readonly #checks: Documented
  readonly problems: string[] = []
  readonly sent = new Set<string>()

  constructor (simulator: Simulator, document: Json) {
    this.simulator = simulator
    this.document = document
    this.#checks = new Documented(document)
  }

  find (id: string): WrittenOperation {
    const found = operationsOf(this.document).find(({ operation }) => operation['operationId'] === id)
    if (found === undefined) throw new Error(`${id} is not documented`)
    return found
  }

  /** Send an operation with its examples, or with other values. */
  async send (id: string, { example, parameters = {}, body }: { example?: string, parameters?: Json, body?: unknown } = {}): Promise<Answered> {
    const { path, method, operation } = this.find(id)
    const url = new URL(path.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(parameters[name] ?? this.#example(operation, name, example))), 'http://x')
    for (const { in: where, name, example: value } of operation['parameters'] ?? []) {
      if (where === 'query' && value !== undefined) url.searchParams.set(name, value)
    }
    const content = operation['requestBody']?.content as Json | undefined
    const [type = '', media] = Object.entries<Json>(content ?? {})[0] ?? []
    const [first] = Object.keys(media?.examples ?? {})
    const sent = body ?? media?.examples?.[example ?? first ?? '']?.value
    const security: Json[] = operation['security'] ?? []
    const headers = { ...security.some((one) => 'owner' in one) ? OWNER : security.length > 0 ? SHARED : {}, ...(sent !== undefined && { 'content-type': type }) }
    const answer = await this.simulator.request(method, `${url.pathname}${url.search}`, { headers, ...(sent !== undefined && { body: sent }) })
    this.sent.add(id)
    this.problems.push(...this.#checks.problemsOf({ method, path: url.pathname, status: answer.status, contentType: String(answer.headers['content-type'] ?? ''), text: answer.text }))
    return answer
  }

  /** Follow a link of an answer. */
  async follow (id: string, answer: Answered, link: string): Promise<Answered> {
    const { operationId, parameters = {}, requestBody } = this.find(id).operation['responses'][answer.status].links[link]
    const read = (expression: string): unknown => expression.replace('$response.body#/', '').split('/').reduce((part: Json, key) => part[key], answer.body)
    const body = requestBody && JSON.parse(JSON.stringify(requestBody).replaceAll(/\{(\$response\.body#[^}]+)\}/g, (_, expression: string) => String(read(expression))))
    return await this.send(operationId, { parameters: Object.fromEntries(Object.entries<string>(parameters).map(([name, expression]) => [name, read(expression)])), ...(body && { body }) })
  }

  /** A parameter with several examples has one for each example of the body. */
  #example (operation: Json, name: string, body: string | undefined): unknown {
    const { example, examples = {} } = (operation.parameters as Json[]).find((one) => one.in === 'path' && one.name === name)
    const [media] = Object.values<Json>(operation.requestBody?.content ?? {})
    const index = Math.max(0, Object.keys(media?.examples ?? {}).indexOf(body ?? ''))
    return example ?? Object.values<Json>(examples)[index]?.value
  }
}

let reader: Reader
beforeAll(async () => {
  const simulator = await openApp(OPTIONS)
  reader = new Reader(simulator, (await simulator.request('GET', '/docs/json')).body)
})
afterAll(async () => { await reader.simulator.app.close() })

/** Send operations in turn. @returns their names with the status of each answer */
async function sendAll (by: Reader, ids: readonly string[]): Promise<Array<[string, number]>> {
  const statuses: Array<[string, number]> = []
  for (const id of ids) statuses.push([id, (await by.send(id)).status])
  return statuses
}

describe('the examples of the document, sent as they are', () => {
  it('book, cancel and delete', async () => {
    expect(await sendAll(reader, ['C1', 'C2', 'deleteQuote', 'C2', 'quoteStatus', 'B', 'B', 'orderStatus', 'customerNote', 'ordersFeed', 'U', 'simulateAction', 'deleteOrder'])).toEqual([
      ['C1', 200], ['C2', 200], ['deleteQuote', 204], ['C2', 200], ['quoteStatus', 200], ['B', 201], ['B', 201], ['orderStatus', 200], ['customerNote', 200], ['ordersFeed', 200], ['U', 204], ['simulateAction', 204], ['deleteOrder', 204]
    ])
  })

  it('propose, accept, and book by the link of P', async () => {
    const proposed = await reader.send('P')
    expect(proposed.status).toBe(201)
    expect((await reader.send('proposalStatus')).body).toEqual(proposed.body)
    const [uuid, , version] = String(proposed.body.orderProposalVersion).split('/').slice(-3)
    expect((await reader.send('proposalVersion', { parameters: { uuid, version } })).body).toEqual(proposed.body)
    expect((await reader.send('simulateAction', { example: 'acceptance' })).status).toBe(204)
    expect((await reader.send('orderProposalsFeed')).body.items[0].data.orderProposalStatus).toBe('https://openactive.io/SellerAccepted')
    const booked = await reader.follow('P', proposed, 'book')
    expect(booked.status).toBe(201)
    expect((await reader.follow('B', booked, 'status')).body).toMatchObject({ '@type': 'Order', identifier: booked.body.identifier })
    expect((await reader.follow('B', booked, 'cancel')).status).toBe(204)
    expect((await reader.follow('B', booked, 'delete')).status).toBe(204)
  })

  it('propose and reject', async () => {
    const other = new Reader(reader.simulator, (await reader.simulator.request('GET', '/docs/json')).body)
    expect(await sendAll(other, ['P', 'updateProposal', 'orderProposalsFeed'])).toEqual([['P', 201], ['updateProposal', 204], ['orderProposalsFeed', 200]])
    expect(other.problems).toEqual([])
    reader.sent.add('updateProposal')
  })

  it.each(['ScheduledSession', 'FacilityUseSlot', 'Event'])('create and delete a %s', async (example) => {
    expect((await reader.send('createOpportunity', { example })).status).toBe(200)
    expect((await reader.send('deleteDataset')).status).toBe(204)
  })

  it('have examples of the types on offer only', () => {
    const { requestBody } = reader.find('createOpportunity').operation
    expect(Object.keys(Object.values<Json>(requestBody.content)[0].examples)).toEqual(['ScheduledSession', 'FacilityUseSlot', 'Event'])
  })

  it('read open data, images, health and this document', async () => {
    const feeds = operationsOf(reader.document).flatMap(({ operation }) => String(operation['operationId']).startsWith('openFeed') ? [operation['operationId'] as string] : [])
    expect(feeds.length).toBe(5)
    const ids = [...feeds, 'datasetSite', 'linkedData', 'siteImage', 'siteImageLogoSvg', 'picture', 'accessPass', 'health', 'ready', 'referencePage', 'dashboardPage', 'openApiDocument']
    expect(await sendAll(reader, ids)).toEqual(ids.map((id) => [id, 200]))
    for (const id of ['referencePath', 'dashboardPath']) expect((await reader.send(id)).status).toBe(302)
  })

  it('add, rotate, and revoke a booking partner', async () => {
    expect(await sendAll(reader, ['addPartner', 'listPartners', 'rotateSecrets'])).toEqual([['addPartner', 201], ['listPartners', 200], ['rotateSecrets', 200]])
    // No seller has consented.
    expect((await reader.send('withdrawConsent')).status).toBe(404)
    expect((await reader.send('revokePartner')).status).toBe(204)
  })

  it('show, order, pay, cancel and delete by the older API', async () => {
    expect(await sendAll(reader, ['welcome', 'welcomeApi', 'classicEvent', 'classicEventApi', 'classicOffer', 'classicOfferApi', 'createClassicOrderApi', 'classicOrders', 'classicOrdersApi'])).toEqual([
      ['welcome', 200], ['welcomeApi', 200], ['classicEvent', 200], ['classicEventApi', 200], ['classicOffer', 200], ['classicOfferApi', 200], ['createClassicOrderApi', 201], ['classicOrders', 200], ['classicOrdersApi', 200]
    ])
    const created = await reader.send('createClassicOrder')
    for (const link of ['pay', 'show', 'cancel']) expect([link, (await reader.follow('createClassicOrder', created, link)).status]).toEqual([link, 200])
    const unpaid = await reader.send('createClassicOrder')
    expect((await reader.follow('createClassicOrder', unpaid, 'delete')).status).toBe(204)
  })

  it('control the simulator, in the order of the table', async () => {
    const other = new Reader(reader.simulator, (await reader.simulator.request('GET', '/docs/json')).body)
    expect(await sendAll(other, ['B', 'P'])).toEqual([['B', 201], ['P', 201]])
    const control = operationsOf(other.document).filter(({ operation }) => operation['tags'].includes('Control')).map(({ operation }) => operation).sort((a, b) => ORDER.indexOf(a['operationId']) - ORDER.indexOf(b['operationId']))
    expect(control.length).toBeGreaterThan(0)
    // An import takes what the export gives.
    let exported: unknown
    for (const operation of control) {
      const id = operation['operationId'] as string
      if (other.sent.has(id) || id === ENDLESS) continue
      const [media] = Object.values<Json>(operation['requestBody']?.content ?? {})
      for (const example of Object.keys(media?.examples ?? { none: {} })) {
        const answer = await other.send(id, { example, ...(id === 'importState' && { body: exported }) })
        if (id === 'exportState') exported = answer.body
        // The data model lacks references, so their option is off here. The order of the examples is at a location.
        if (['sellerChangesReference', 'sellerChangesChannel'].includes(id)) expect(answer.status).toBe(409)
        else expect(answer.status, `${id} ${example} ${answer.text}`).toBeLessThan(400)
        for (const link of Object.keys(operation['responses'][answer.status].links ?? {})) {
          expect((await other.follow(id, answer, link)).status, `${id} ${example}, then ${link}`).toBeLessThan(400)
        }
      }
    }
    for (const id of other.sent) reader.sent.add(id)
    expect(other.problems).toEqual([])
  })

  it('show the pages of sellers, and the discovery document', async () => {
    expect(await sendAll(reader, ['showAccess', 'discovery', 'keys'])).toEqual([['showAccess', 200], ['discovery', 200], ['keys', 200]])
  })

  it('get answers as documented, and leave out only the steps of a login', () => {
    expect(reader.problems).toEqual([])
    const left = operationsOf(reader.document).flatMap(({ operation }) => reader.sent.has(operation['operationId']) || operation['tags'].includes('OpenID Connect') ? [] : [operation['operationId'] as string])
    expect(left.filter((id) => !/^\w+ClassicOrderApi$|^classicOrderApi$/.test(id)).sort()).toEqual(['changeAccess', ENDLESS, 'showInteraction', 'submitInteraction'])
  })
})

describe('the examples of a booking', () => {
  it.each<[string, OpenBookingSimulatorOptions]>([
    ['of free offers', { prices: 'free' }],
    ['of net prices, paid in advance, without reconciliation', { taxCalculation: false, prepayment: 'required', paymentReconciliation: false }],
    ['of a single seller, without leasing', { sellers: 'single', leasing: 'none' }]
  ])('work with the options %s', async (_which, options) => {
    const simulator = await buildApp({ types: ['ScheduledSession'], ...options })
    const other = new Reader(simulator, (await simulator.request('GET', '/docs/json')).body)
    expect(await sendAll(other, ['C1', 'C2', 'B', 'U', 'P', 'updateProposal'])).toEqual([['C1', 200], ['C2', 200], ['B', 201], ['U', 204], ['P', 201], ['updateProposal', 204]])
    expect(other.problems).toEqual([])
  })
})
