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

/** @returns what keeps a description from being without fault: a minimal one need only be valid. */
async function faults (richness: Richness, document: Json, mode: string): Promise<Finding[]> {
  return (await validator.validate(withoutCodeType(document), mode)).filter(({ severity }) => richness !== 'minimal' || severity === 'failure')
}

/** It is the same in every description, and the validator is slow to look its context up. */
const withoutCodeType = (document: Json): Json => JSON.parse(JSON.stringify(document, (name, value: unknown) => name === 'beta:codeType' ? undefined : value)) as Json

/** Items joined to what they hang on, as brokers do; one of each type of that. */
function joined (items: readonly Json[]): Json[] {
  const merger = new Merger()
  for (const body of items) merger.add({ mode: 'BookableRPDEFeed', body, label: '', from: '', base: BASE })
  return [...new Map([...merger.merged()].map(({ label, body }) => [label, body])).values()]
}

/** What takes place online, and what it hangs on: the sample data of usual size has nothing of the kind. */
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

/** Of an OnDemandEvent in an order, the models require a place and a time, which they forbid it anywhere. */
const IN_ORDERS = EVERY_KIND.filter((kind) => kind !== 'OnDemandEvent')

const EXPLAINED = [
  // Recommended and forbidden at once.
  'Recommended property `offers` is missing from `FacilityUse`.',
  // What takes place in a building has none.
  'Recommended property `accessChannel` is missing from `OrderItem`.'
]

/** Makes an opportunity, and looks for its offer in the store: the feeds of golden descriptions are long. */
async function put (simulator: Simulator, kind: Kind): Promise<Bookable> {
  const made = await simulator.request('POST', '/api/openbooking/test-interface/datasets/tests/opportunities', { body: opportunityBody('TestOpportunityBookable', kind, SELLER_1) })
  const id: string = made.body['@id']
  const [,, record] = (await simulator.state()).find(([, path]) => id === `${BASE}/${path}`)!
  const [offer] = (record as Extract<Records['opportunity'], { offers: unknown }>).offers
  return { opportunity: id, offer: `${BASE}/${offer!.path}`, price: offer!.priceMinor / 100, feed: FEED[kind] }
}

describe.each(LEVELS)('a %s description', (richness) => {
  it('is without fault in the open feeds', SLOW, async () => {
    const items = [...described(richness).values()].flat()
    const [merged, remote] = [joined(items), online(richness)]
    expect([items.length > 80, merged.length, remote.length]).toEqual([true, 3, 5])
    for (const document of oneOfEach([...items, ...merged, ...remote], BASE)) expect(await faults(richness, document, 'BookableRPDEFeed'), String(document['@id'])).toEqual([])
  })

  it('is without fault in orders, but for what the models contradict', SLOW, async () => {
    const simulator = await buildApp({ richness, logisticsUpdates: true })
    const items: Bookable[] = []
    for (const kind of IN_ORDERS) items.push(await put(simulator, kind))
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
