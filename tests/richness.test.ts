import { afterAll, describe, expect, it } from 'vitest'
import { openFeedItem } from '../domain/feeds/feed-items.ts'
import type { Richness } from '../domain/records/booking-rules.ts'
import type { Records } from '../domain/records/record-kinds.ts'
import { makeTestOpportunity } from '../domain/test-interface/test-opportunity.ts'
import type { OpportunityRequest } from '../schemas/test-interface.ts'
import { environment } from './domain/build.ts'
import { actOn, ORDERS_FEED } from './helpers/actions.ts'
import { BASE, buildApp, type Simulator } from './helpers/build-app.ts'
import { described, LEVELS, rulesFor } from './helpers/descriptions.ts'
import {
  b, type Bookable, c1, c2, EVERY_KIND, FEED, type Kind, newUuid, opportunityBody, PARTNER_1, readFeed, SELLER_1
} from './helpers/requests.ts'
import { oneOfEach } from './helpers/shape.ts'
import { Merger } from './helpers/validation-documents.ts'
import { type Finding, type Json, ModelValidator } from './helpers/validation.ts'

const SLOW = { timeout: 120_000 }
const validator = new ModelValidator()
afterAll(() => { validator.remove() })

/**
 * List the faults of a description.
 * @returns failures in a minimal description, all findings in any other
 */
async function faults (richness: Richness, document: Json, mode: string): Promise<Finding[]> {
  const findings = await validator.validate(withoutCodeType(document), mode)
  return findings.filter(({ severity }) => richness !== 'minimal' || severity === 'failure')
}

/** Remove a property that is the same in every description, because the validator looks its context up slowly. */
const withoutCodeType = (document: Json): Json =>
  JSON.parse(JSON.stringify(document, (name, value: unknown) => name === 'beta:codeType' ? undefined : value)) as Json

/** Join items with their parents, as brokers do, and select one item per type of parent. */
function joined (items: readonly Json[]): Json[] {
  const merger = new Merger()
  for (const body of items) merger.add({ mode: 'BookableRPDEFeed', body, label: '', from: '', base: BASE })
  return [...new Map([...merger.merged()].map(({ label, body }) => [label, body])).values()]
}

/** Create online events and their parents, because sample data of the default size has none. */
function online (richness: Richness): Json[] {
  const rules = rulesFor(richness)
  return (['ScheduledSession', 'Event', 'HeadlineEventSubEvent', 'CourseInstance'] as const).flatMap((kind) => {
    const request = opportunityBody('TestOpportunityOnlineBookable', kind, SELLER_1) as OpportunityRequest
    const { changes } = makeTestOpportunity('tests', request, environment({ base: BASE, rules }))
    return changes.flatMap(({ record }) => {
      const { data } = openFeedItem({ modified: 1, record: record as Records['opportunity'] }, BASE, rules)
      return data === undefined ? [] : [data]
    })
  })
}

/**
 * Kinds without OnDemandEvent: in orders, the validator requires its location and startDate, which the models forbid.
 */
const IN_ORDERS = EVERY_KIND.filter((kind) => kind !== 'OnDemandEvent')

const EXPLAINED = [
  // The models both recommend and forbid it.
  'Recommended property `offers` is missing from `FacilityUse`.',
  // An event in a building has none.
  'Recommended property `accessChannel` is missing from `OrderItem`.'
]

/** Create an opportunity and find its offer in the store, because the feeds of golden descriptions are long. */
async function makeQuickly (simulator: Simulator, kind: Kind): Promise<Bookable> {
  const made = await simulator.request('POST', '/api/openbooking/test-interface/datasets/tests/opportunities', { body: opportunityBody('TestOpportunityBookable', kind, SELLER_1) })
  const id: string = made.body['@id']
  const [,, record] = (await simulator.state()).find(([, path]) => id === `${BASE}/${path}`)!
  const [offer] = (record as Extract<Records['opportunity'], { offers: unknown }>).offers
  return { opportunity: id, offer: `${BASE}/${offer!.path}`, price: offer!.priceMinor / 100, feed: FEED[kind] }
}

describe.each(LEVELS)('a %s description', (richness) => {
  it('has no faults in the open feeds', SLOW, async () => {
    const items = [...described(richness).values()].flat()
    const [merged, remote] = [joined(items), online(richness)]
    expect([items.length > 80, merged.length, remote.length]).toEqual([true, 3, 5])
    for (const document of oneOfEach([...items, ...merged, ...remote], BASE)) {
      expect(await faults(richness, document, 'BookableRPDEFeed'), String(document['@id'])).toEqual([])
    }
  })

  it('has no faults in orders, except for contradictions of the models', SLOW, async () => {
    const simulator = await buildApp({ richness, logisticsUpdates: true })
    const items: Bookable[] = []
    for (const kind of IN_ORDERS) items.push(await makeQuickly(simulator, kind))
    const uuid = newUuid()
    const documents: Array<readonly [mode: string, document: Json]> = [
      ['C1Response', (await c1(simulator, items, { uuid })).body],
      ['C2Response', (await c2(simulator, items, { uuid })).body],
      ['BResponse', (await b(simulator, items, { uuid })).body],
      ['OrderStatus', (await simulator.request('GET', `/api/openbooking/orders/${uuid}`, { headers: PARTNER_1 })).body]
    ]
    for (const { opportunity } of items) expect(await actOn(simulator, opportunity, 'ChangeOfLogisticsLocation')).toBe(204)
    const [{ data }] = await readFeed(simulator, ORDERS_FEED, PARTNER_1)
    for (const [mode, document] of [...documents, ['OrdersFeed', data] as const]) {
      expect(document['orderedItem']).toHaveLength(items.length)
      expect((await faults(richness, document, mode)).filter(({ message }) => !EXPLAINED.includes(message)), mode).toEqual([])
    }
  })
})
