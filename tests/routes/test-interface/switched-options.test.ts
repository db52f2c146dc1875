import { describe, expect, it } from 'vitest'
import { BASE, buildApp, NOW } from '../../helpers/build-app.ts'
import { CRITERIA, meets, offersOf } from '../../helpers/criteria.ts'
import {
  b, c1, c2, EVERY_KIND, make, newUuid, opportunityBody, PARTNER_1, SELLER_1, SELLER_2, sellerCancels
} from '../../helpers/requests.ts'
import { feedEnds, feedsOf, readOpenItems } from '../../helpers/seen.ts'
import { unmetCriteria, metCriteria, SWITCHED, type Switched } from '../../helpers/switched-options.ts'

const sellerFor = (criterion: string, { sellers }: Switched['options']): string =>
  sellers === 'single' ? `${BASE}/api/identifiers/seller` : criterion.endsWith('TaxNet') ? SELLER_2 : SELLER_1

describe.each(SWITCHED)('with %s', (_name, switched) => {
  it('the test interface creates opportunities for possible criteria, and refuses the others', async () => {
    const simulator = await buildApp(switched.options)
    for (const kind of EVERY_KIND) {
      const ends = await feedEnds(simulator, kind)
      const refused: string[] = []
      for (const criterion of Object.keys(CRITERIA)) {
        const body = opportunityBody(criterion, kind, sellerFor(criterion, switched.options))
        const answer = await simulator.request('POST', '/api/openbooking/test-interface/datasets/switched/opportunities', { body })
        if (answer.status !== 200) refused.push(`${criterion} ${answer.status}`)
      }
      expect(refused, kind).toEqual(unmetCriteria(kind, switched).map((criterion) => `${criterion} 400`))
      const made = await readOpenItems(simulator, kind, ends)
      expect(made).toHaveLength(metCriteria(kind, switched).length)
      for (const seen of made) {
        expect(offersOf(seen).filter((offer) => !switched.holds(offer, seen)), seen['@id']).toEqual([])
        expect(unmetCriteria(kind, switched).filter((criterion) => meets(criterion, seen, NOW)), seen['@id']).toEqual([])
      }
    }
  }, 60_000)
})

describe('with prepayment: required', () => {
  it.each(EVERY_KIND)('no document about a %s has openBookingPrepayment', async (kind) => {
    const simulator = await buildApp({ prepayment: 'required', types: [kind] })
    const items = [await make(simulator, 'TestOpportunityBookableNonFree', kind), await make(simulator, 'TestOpportunityBookableFree', kind)]
    const uuid = newUuid()
    const answers = [await c1(simulator, items, { uuid }), await c2(simulator, items, { uuid }), await b(simulator, items, { uuid })]
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 201])
    expect((await sellerCancels(simulator, uuid)).status).toBe(204)
    const urls = ['/api/openbooking/orders-rpde', `/api/openbooking/orders/${uuid}`, ...feedsOf(kind).map((feed) => `/feeds/${feed}`)]
    for (const url of urls) answers.push(await simulator.request('GET', url, { headers: PARTNER_1 }))
    expect(answers.filter(({ text }) => text.includes('openBookingPrepayment'))).toEqual([])
    expect(answers.every(({ text }) => text.includes('price'))).toBe(true)
  })
})
