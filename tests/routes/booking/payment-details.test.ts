import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Answered, openApp, type Simulator } from '../../helpers/build-app.ts'
import { makeForApproval, p } from '../../helpers/proposals.ts'
import { b, type Bookable, c1, c2, make, newUuid, PARTNER_1 } from '../../helpers/requests.ts'
import { runs } from '../../helpers/runs.ts'

type Json = Record<string, ReturnType<typeof JSON.parse>>
type Stage = 'C1' | 'C2' | 'P' | 'B' | 'Order Status'

const AGREED = { accountId: 'SN1593', paymentProviderId: 'STRIPE' }
const CRITERION = 'TestOpportunityBookableNonFreePrepaymentRequired'

/** One simulator with and one without reconciliation, each with opportunities that have spaces for all tests. */
const worlds = new Map<boolean, { readonly simulator: Simulator, readonly simple: Bookable, readonly approved: Bookable }>()
beforeAll(async () => {
  for (const paymentReconciliation of [true, false]) {
    const simulator = await openApp({ paymentReconciliation, types: ['OnDemandEvent'] })
    const [simple, approved] = [await make(simulator, CRITERION, 'OnDemandEvent'), await makeForApproval(simulator, CRITERION, 'OnDemandEvent')]
    worlds.set(paymentReconciliation, { simulator, simple, approved })
  }
})
afterAll(async () => { for (const { simulator } of worlds.values()) await simulator.app.close() })

/** Send a payment through all stages. */
async function answersTo (payment: Json, reconciliation = true): Promise<Array<[Stage, Answered]>> {
  const { simulator, simple, approved } = worlds.get(reconciliation)!
  const more = { payment: { '@type': 'Payment', ...payment } }
  const identified = { payment: { ...more.payment, identifier: 'pay-1' } }
  const uuid = newUuid()
  return [
    ['C1', await c1(simulator, [simple], { more })],
    ['C2', await c2(simulator, [simple], { more })],
    ['P', await p(simulator, [approved], { more: identified })],
    ['B', await b(simulator, [simple], { uuid, more: identified })],
    ['Order Status', await simulator.request('GET', `/api/openbooking/orders/${uuid}`, { headers: PARTNER_1 })]
  ]
}

const withIdentifier = (stage: Stage, payment: object): object =>
  ({ '@type': 'Payment', ...payment, ...(!stage.startsWith('C') && { identifier: 'pay-1' }) })

/** Names that no rule refuses. */
const name = fc.stringMatching(/^[A-Za-z][A-Za-z0-9 .,'()-]{0,40}[a-z]$/)

describe('the name of a payment is information for the customer, not a reconciliation key', () => {
  it('and is repeated as sent', async () => {
    await fc.assert(fc.asyncProperty(name, async (given) => {
      for (const [stage, { status, body }] of await answersTo({ ...AGREED, name: given })) {
        expect(status, stage).toBeLessThan(300)
        expect(body.payment, stage).toEqual(withIdentifier(stage, { ...AGREED, name: given }))
      }
    }), { numRuns: runs(40), examples: [['AcmeBroker via Credit Card'], ['AcmeBroker Points']] })
  })

  it('and not invented where it is missing', async () => {
    for (const [stage, { body }] of await answersTo(AGREED)) expect(body.payment, stage).toEqual(withIdentifier(stage, AGREED))
  })
})

describe('another accountId or paymentProviderId than agreed', () => {
  const wrong = [
    {}, { name: 'AcmeBroker Points' }, { accountId: 'SN1593' }, { paymentProviderId: 'STRIPE' }, { ...AGREED, accountId: 'SN1594' },
    { ...AGREED, accountId: 'sn1593' }, { ...AGREED, paymentProviderId: 'OTHER' }, { accountId: 'STRIPE', paymentProviderId: 'SN1593' }
  ]
  it.each(wrong)('is refused, and the message names the agreed and the received details: %o', async (payment: Json) => {
    for (const [stage, { status, body }] of (await answersTo(payment)).slice(0, 4)) {
      expect([status, body['@type']], stage).toEqual([400, 'InvalidPaymentDetailsError'])
      for (const text of ['"SN1593"', '"STRIPE"', payment['accountId'] ?? 'accountId nothing', payment['paymentProviderId'] ?? 'paymentProviderId nothing']) {
        expect(body.description, stage).toContain(text)
      }
    }
  })
})

describe('without payment reconciliation', () => {
  it.each([
    {}, { name: 'AcmeBroker Points' }, AGREED, { accountId: 'ANY' }, { name: 'Any', accountId: 'ANY', paymentProviderId: 'ANY' }
  ])('payment comes back with identifier only, and nothing is validated: %o', async (payment) => {
    for (const [stage, { status, body }] of await answersTo(payment, false)) {
      expect(status, stage).toBeLessThan(300)
      expect(body.payment, stage).toEqual(withIdentifier(stage, {}))
    }
  })

  it('a repeat may have other details, for the system does not read them, but no other identifier', async () => {
    const { simulator, simple, approved } = worlds.get(false)!
    for (const [stage, item] of [[b, simple], [p, approved]] as const) {
      const uuid = newUuid()
      const put = async (payment: Json): Promise<Answered> =>
        await stage(simulator, [item], { uuid, more: { payment: { '@type': 'Payment', identifier: 'pay-1', ...payment } } })
      const first = await put(AGREED)
      expect([first.status, (await put({ name: 'By card', accountId: 'OTHER' })).text]).toEqual([201, first.text])
      expect((await put({ identifier: 'pay-2' })).body['@type']).toBe('OrderAlreadyExistsError')
    }
  })
})
