import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { RECIPES } from '../../../domain/sample/recipes.ts'
import { type Answered, BASE, buildApp, NOW, openApp, type Simulator } from '../../helpers/build-app.ts'
import { CRITERIA, criteriaOf, FLOWS, flowsOf, IMPOSSIBLE, meets, offersOf } from '../../helpers/criteria.ts'
import { EVERY_KIND, type Kind, opportunityBody, SELLER_1, SELLER_2, SKELETONS } from '../../helpers/requests.ts'
import { feedEnds, readOpenItems, type Seen, sellersOf } from '../../helpers/seen.ts'
import { oneOfEach } from '../../helpers/shape.ts'
import { ModelValidator } from '../../helpers/validation.ts'

const DATASET = '/api/openbooking/test-interface/datasets/criteria'

const sellerFor = (criterion: string): string => criterion.endsWith('TaxNet') ? SELLER_2 : SELLER_1

interface Typed { readonly '@type': string, readonly superEvent?: Typed, readonly facilityUse?: Typed }
const typesOf = ({ '@type': type, superEvent, facilityUse }: Typed): unknown[] => [type, superEvent?.['@type'], facilityUse?.['@type']]

const validator = new ModelValidator()
afterAll(() => { validator.remove() })

describe.each(EVERY_KIND)('a %s', (kind: Kind) => {
  let simulator: Simulator
  let ends: readonly string[]

  beforeAll(async () => { simulator = await openApp({ types: [kind] }) })
  beforeEach(async () => { ends = await feedEnds(simulator, kind) })
  afterAll(async () => { await simulator.app.close() })

  async function post (criterion: string, flow: string, to = simulator): Promise<Answered> {
    return await to.request('POST', `${DATASET}/opportunities`, { body: opportunityBody(criterion, kind, sellerFor(criterion), flow) })
  }

  describe.each(FLOWS)('in the %s', (flow) => {
    it.each(criteriaOf(kind))('meets %s', async (criterion) => {
      const { status, body } = await post(criterion, flow)
      expect(status).toBe(200)
      const [seen, ...others] = await readOpenItems(simulator, kind, ends) as [Seen]
      expect(others).toEqual([])
      expect(body).toEqual({ '@context': 'https://openactive.io/', '@type': seen['@type'], '@id': seen['@id'] })
      expect(typesOf(seen)).toEqual(typesOf(SKELETONS[kind]({})))
      expect(meets(criterion, seen, NOW)).toBe(true)
      expect(flowsOf(seen)).toEqual([flow])
      // Readers may pick any offer, and may read the seller from any node.
      expect(offersOf(seen)).toEqual(offersOf(seen).map(() => seen.offers?.[0]))
      expect(new Set(sellersOf(seen))).toEqual(new Set([sellerFor(criterion)]))
    })

    const impossible = IMPOSSIBLE.flatMap(([criterion, of, why]) => of === kind ? [[criterion, why] as const] : [])
    it.each(impossible)('is never created for %s: %s', async (criterion, why) => {
      const before = await simulator.state()
      const { status, body } = await post(criterion, flow)
      expect([status, body['@type'], body.description]).toEqual([400, 'OpenBookingError', why])
      expect(await simulator.state()).toEqual(before)
    })
  })

  it.each([
    ['in the last minute of a day', 13 * 60 + 39], ['at midnight', 13 * 60 + 40]
  ])('meets each criterion %s', async (_when, minutes) => {
    const other = await buildApp({ types: [kind] })
    other.clock.advance(minutes)
    // Any request makes the simulator process the new day.
    await other.request('DELETE', DATASET)
    const from = await feedEnds(other, kind)
    for (const criterion of criteriaOf(kind)) await post(criterion, 'OpenBookingSimpleFlow', other)
    const made = await readOpenItems(other, kind, from)
    expect(made.map((seen, index) => meets(criteriaOf(kind)[index]!, seen, other.clock.now))).toEqual(criteriaOf(kind).map(() => true))
  })

  it.each(FLOWS)('of every criterion, joined with its parents, passes the OpenActive validator in the %s', async (flow) => {
    const from = await feedEnds(simulator, kind)
    for (const criterion of criteriaOf(kind)) await post(criterion, flow)
    const made = await readOpenItems(simulator, kind, from)
    expect(made).toHaveLength(criteriaOf(kind).length)
    const remarks = await Promise.all(oneOfEach(made, BASE).map(async (seen) => await validator.validate({ ...seen }, 'BookableRPDEFeed')))
    expect(new Set(remarks.flat().map(({ path, message }) => `${path}: ${message}`))).toEqual(new Set())
  })
})

it('these tests cover every criterion of the test interface', () => {
  expect(Object.keys(RECIPES).sort()).toEqual(Object.keys(CRITERIA).sort())
})

it.each(['Within', 'Outside'])('TestOpportunityBookable%sValidFromBeforeStartDateWindow (in the published test-interface.jsonld) is the criterion without Window', async (side) => {
  const simulator = await buildApp({ types: ['Event'], control: 'on' })
  const name = `TestOpportunityBookable${side}ValidFromBeforeStartDate`
  const ends = await feedEnds(simulator, 'Event')
  const made = await simulator.request('POST', `${DATASET}/opportunities`, { body: opportunityBody(`${name}Window`, 'Event', SELLER_1) })
  expect(made.status).toBe(200)
  const [seen] = await readOpenItems(simulator, 'Event', ends) as [Seen]
  expect(meets(name, seen, NOW)).toBe(true)
  expect((await simulator.request('POST', '/simulator/opportunities', { headers: { 'content-type': 'application/json' }, body: { criterion: `${name}Window` } })).status).toBe(201)
})
