import { describe, expect, it } from 'vitest'
import { nodePage } from '../../../plugins/pages/node-page.ts'
import { BASE, shareApp, type Simulator } from '../../helpers/build-app.ts'
import { accepted, makeForApproval, propose, seller } from '../../helpers/proposals.ts'
import {
  asClient, b, c1, EVERY_KIND, FEED, make, newUuid, PARENT_FEED, PARTNER_1, PARTNER_2, readFeed, SELLER_2
} from '../../helpers/requests.ts'

type Json = Record<string, ReturnType<typeof JSON.parse>>

const TOKEN = 'control-token-of-tests'
const golden = shareApp({ richness: 'golden', control: TOKEN })
const small = shareApp({ types: ['OnDemandEvent', 'CourseInstanceSubEvent', 'ScheduledSession'], control: TOKEN })
const CONTROL = { authorization: `Bearer ${TOKEN}` }

/** Collect the nodes with an `@id` of this system in a document, references left out, by `@id`. */
function nodesIn (part: unknown, found = new Map<string, Json>()): Map<string, Json> {
  if (typeof part !== 'object' || part === null) return found
  const { '@id': id } = part as Json
  const isNode = Object.keys(part).some((name) => !name.startsWith('@'))
  if (isNode && typeof id === 'string' && id.startsWith(`${BASE}/api/`)) found.set(id, found.get(id) ?? part as Json)
  for (const inner of Object.values(part)) nodesIn(inner, found)
  return found
}

/** Follow an `@id` as a client does: without its fragment. */
const follow = async (simulator: Simulator, id: string, headers: Record<string, string> = {}) =>
  await simulator.request('GET', id.replace(/#.*/, ''), { headers })

describe('every published @id answers with its JSON-LD, and an @id with a fragment with the document that contains the node', () => {
  it('in the open feeds: opportunities, offers, sellers, places, people, units, superEvents', async () => {
    const simulator = await golden()
    const ids = new Map<string, Json>()
    const types = new Map<string, number>()
    for (const feed of new Set([...EVERY_KIND.map((kind) => FEED[kind]), ...Object.values(PARENT_FEED)])) {
      const stored = await simulator.store.feedPage(feed, null, Infinity)
      // The last items of a feed have nodes of each kind, and a page of four of them is short.
      const { items } = (await simulator.request('GET', `/feeds/${feed}?afterChangeNumber=${stored.at(-5)!.modified}`)).body
      for (const { data } of items) nodesIn(data, ids)
    }
    for (const [id, node] of ids) {
      const { status, body, headers } = await follow(simulator, id)
      expect([status, id, headers['content-type']]).toEqual([200, id, 'application/ld+json; charset=utf-8'])
      expect(body['@context']).toBeTruthy()
      expect(nodesIn(body).get(id)?.['@type']).toBe(node['@type'])
      types.set(node['@type'], (types.get(node['@type']) ?? 0) + 1)
    }
    expect([...types.keys()].sort()).toEqual(expect.arrayContaining(['CourseInstance', 'Event', 'FacilityUse', 'HeadlineEvent', 'IndividualFacilityUse', 'Offer', 'OnDemandEvent', 'Organization', 'Person', 'Place', 'ScheduledSession', 'SessionSeries', 'Slot']))
    expect(ids.size).toBeGreaterThan(100)
  })

  it('in orders: order, items, opportunities, offers, seller, questions', async () => {
    const simulator = await small()
    const item = await make(simulator, 'TestOpportunityBookable', 'OnDemandEvent')
    const form = await make(simulator, 'TestOpportunityBookableAdditionalDetails', 'OnDemandEvent')
    const documents = [(await b(simulator, [item])).body, (await c1(simulator, [form])).body, (await propose(simulator, [await makeForApproval(simulator)])).body]
    for (const document of documents) {
      const nodes = nodesIn(document)
      expect(nodes.size).toBeGreaterThan(3)
      for (const [id, node] of nodes) {
        // Before B, the item is in the order proposal.
        if (document['@type'] === 'OrderProposal' && id.includes('/orders/')) continue
        const { status, body } = await follow(simulator, id, PARTNER_1)
        expect([status, id]).toEqual([200, id])
        expect(nodesIn(body).get(id)?.['@type']).toBe(node['@type'])
      }
    }
  })

  it('an opportunity is as in its feed', async () => {
    const simulator = await small()
    const { opportunity } = await make(simulator)
    const published = (await readFeed(simulator, '/feeds/scheduled-sessions')).find(({ data }) => data?.['@id'] === opportunity)
    expect((await follow(simulator, opportunity)).body).toEqual(published.data)
  })

  it('an orderProposalVersion: the first as P, the latest as it is now', async () => {
    const simulator = await small()
    const { uuid, version, ids: [id], body: first } = await propose(simulator, [await makeForApproval(simulator)])
    await seller(simulator, 'Amend', uuid, { orderedItem: [{ '@id': id, acceptedOffer: { price: 3 } }] })
    expect((await follow(simulator, version, PARTNER_1)).body).toEqual(first)
    const { body: latest } = await follow(simulator, first['@id'], PARTNER_1)
    expect(latest.orderProposalVersion).not.toBe(version)
    expect((await follow(simulator, latest.orderProposalVersion, PARTNER_1)).body).toEqual(latest)
    const { status, body } = await follow(simulator, `${first['@id']}/versions/${newUuid()}`, PARTNER_1)
    expect([status, body['@type']]).toEqual([404, 'UnknownOrderError'])
  })
})

describe('a browser gets a page', () => {
  it.each([
    ['text/html,application/xhtml+xml,*/*;q=0.8', 'text/html; charset=utf-8'],
    ['text/html', 'text/html; charset=utf-8'],
    ['*/*', 'application/ld+json; charset=utf-8'],
    ['application/ld+json, text/html;q=0.5', 'application/ld+json; charset=utf-8'],
    ['application/json', 'application/ld+json; charset=utf-8']
  ])('for Accept: %s', async (accept, type) => {
    const simulator = await small()
    const { opportunity } = await make(simulator)
    const { status, headers, text } = await follow(simulator, opportunity, { accept })
    expect([status, headers['content-type'], headers['vary']]).toEqual([200, type, expect.stringMatching(/accept/i)])
    if (!type.startsWith('text/html')) return
    const [, json = ''] = /<script type="application\/ld\+json">([^]*?)<\/script>/.exec(text) ?? []
    expect(JSON.parse(json)).toEqual((await follow(simulator, opportunity)).body)
    expect(text).toContain(`<a href="${opportunity}">`)
    expect(headers['content-security-policy']).toMatch(/default-src 'none'/)
  })

  it.each([
    'text/html,application/xhtml+xml,*/*;q=0.8', 'text/html'
  ])('for an order, an item and an order proposal, with the credentials of the broker and Accept: %s', async (accept) => {
    const simulator = await small()
    const { body: order } = await b(simulator, [await make(simulator)])
    const { body: proposal } = await accepted(simulator, [await makeForApproval(simulator)])
    for (const id of [order['@id'], order.orderedItem[0]['@id'], proposal['@id'], proposal.orderProposalVersion] as string[]) {
      const { status, headers, text } = await follow(simulator, id, { ...PARTNER_1, accept })
      expect([status, headers['content-type'], headers['vary']]).toEqual([200, 'text/html; charset=utf-8', expect.stringMatching(/accept/i)])
      const [, json = ''] = /<script type="application\/ld\+json">([^]*?)<\/script>/.exec(text) ?? []
      expect(JSON.parse(json)).toEqual((await follow(simulator, id, PARTNER_1)).body)
      expect(headers['content-security-policy']).toMatch(/default-src 'none'/)
    }
  })

  it('that shows markup in a document as text', async () => {
    const page = nodePage({ '@type': 'Event', '@id': `${BASE}/x`, name: '</script><b>', description: '"https://a.example/<i>"' }, BASE)
    expect(page).not.toMatch(/<b>|<i>/)
    expect(page.match(/<\/script>/g)).toHaveLength(1)
  })
})

describe('orders, items and versions need the credentials of the broker or the control token', () => {
  it('else the answer is 403; another broker finds nothing', async () => {
    const simulator = await small()
    const uuid = newUuid()
    const { body: quote } = await c1(simulator, [await make(simulator, 'TestOpportunityBookable', 'OnDemandEvent')], { uuid })
    const { body: order } = await b(simulator, [await make(simulator, 'TestOpportunityBookable', 'OnDemandEvent')])
    const { body: proposal } = await accepted(simulator, [await makeForApproval(simulator)])
    for (const id of [quote['@id'], order['@id'], order.orderedItem[0]['@id'], proposal['@id'], proposal.orderProposalVersion] as string[]) {
      const statuses = await Promise.all([{}, { authorization: 'Bearer wrong' }, PARTNER_2, asClient('booking-partner-1', SELLER_2), PARTNER_1, CONTROL].map(async (headers) => (await follow(simulator, id, headers)).status))
      expect([id, ...statuses]).toEqual([id, 403, expect.any(Number), 404, 404, 200, 200])
      expect(statuses[1]).toBeGreaterThanOrEqual(400)
    }
  })

  it('the control token opens nothing else', async () => {
    const simulator = await small()
    expect((await simulator.request('GET', '/api/openbooking/orders-rpde', { headers: CONTROL })).status).toBeGreaterThanOrEqual(400)
    expect((await simulator.request('DELETE', `/api/openbooking/orders/${newUuid()}`, { headers: CONTROL })).status).toBeGreaterThanOrEqual(400)
  })
})

it.each(['nothing', 'places/nowhere', 'sellers/99', 'scheduled-sessions/x/events/1', 'intake-form/x', ''])('an unknown @id is 404: %j', async (name) => {
  const { status, body } = await (await small()).request('GET', `/api/identifiers/${name}`)
  expect([status, body['@type'], body['@context']]).toEqual([404, 'NotFoundError', 'https://openactive.io/'])
})

it('another method of a published @id is 405', async () => {
  const { status, headers } = await (await small()).request('DELETE', '/api/identifiers/sellers/1')
  expect([status, headers['allow']]).toEqual([405, 'GET, HEAD, OPTIONS'])
})
