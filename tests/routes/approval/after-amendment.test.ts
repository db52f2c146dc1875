import { describe, expect, it } from 'vitest'
import { OPPORTUNITY_TYPES } from '../../../schemas/opportunity-types.ts'
import { act } from '../../helpers/actions.ts'
import { BASE, buildApp, type Simulator } from '../../helpers/build-app.ts'
import { bAfterP, done, makeForApproval, proposalInFeed, propose, seller, stateOf } from '../../helpers/proposals.ts'
import { PARTNER_1, quoteBody, u } from '../../helpers/requests.ts'

type Body = ReturnType<typeof JSON.parse>

const status = async (simulator: Simulator, uuid: string): Promise<Body> => (await simulator.request('GET', `/api/openbooking/orders/${uuid}`, { headers: PARTNER_1 })).body
const priceOf = (document: Body): number => document.totalPaymentDue.price

async function acceptAndBook (simulator: Simulator, uuid: string): Promise<Body> {
  await done(seller(simulator, 'Accept', uuid))
  const { status, body, text } = await bAfterP(simulator, uuid, (await stateOf(simulator, uuid)).version)
  expect(status, text).toBe(201)
  return body
}

describe.each(OPPORTUNITY_TYPES.filter((type) => type !== 'OnDemandEvent'))('a %s at an amended price', (kind) => {
  it('keeps that price when it is replaced, and after a cancellation', async () => {
    const simulator = await buildApp({ types: [kind] })
    const { uuid, ids } = await propose(simulator, [await makeForApproval(simulator, undefined, kind), await makeForApproval(simulator, undefined, kind)])
    await done(seller(simulator, 'Amend', uuid, { orderedItem: [{ '@id': ids[0], acceptedOffer: { price: 1.2 } }] }))
    const booked = await acceptAndBook(simulator, uuid)
    expect(await act(simulator, uuid, 'Replacement')).toBe(204)
    const { orderedItem: [replaced], ...order } = await status(simulator, uuid)
    expect(replaced.orderedItem['@id']).not.toBe(booked.orderedItem[0].orderedItem['@id'])
    expect([replaced.acceptedOffer.price, replaced.unitTaxSpecification[0].price, priceOf(order)]).toEqual([1.2, 0.2, 16.19])
    await done(u(simulator, uuid, ids.slice(1)))
    expect(priceOf(await status(simulator, uuid))).toBe(1.2)
  })
})

describe('an order amended to zero', () => {
  it('shows no payment, before and after B', async () => {
    const simulator = await buildApp({ types: ['ScheduledSession'] })
    const { uuid, ids, body } = await propose(simulator, [await makeForApproval(simulator)])
    expect(body.payment).toBeDefined()
    expect((await status(simulator, uuid)).payment).toEqual(body.payment)
    await done(seller(simulator, 'Amend', uuid, { orderedItem: [{ '@id': ids[0], acceptedOffer: { price: 0 } }] }))
    for (const document of [await status(simulator, uuid), await acceptAndBook(simulator, uuid)]) {
      expect([priceOf(document), document.payment]).toEqual([0, undefined])
    }
  })
})

describe('answers to an intake form', () => {
  it('are removed when an amendment moves to an opportunity without that form', async () => {
    const simulator = await buildApp({ types: ['ScheduledSession'] })
    const [item, plain] = [await makeForApproval(simulator, 'TestOpportunityBookableAdditionalDetails'), await makeForApproval(simulator)]
    const orderItemIntakeFormResponse = [
      { '@type': 'PropertyValue', propertyID: `${BASE}/api/identifiers/intake-form/experience`, value: 'Twice' },
      { '@type': 'PropertyValue', propertyID: `${BASE}/api/identifiers/intake-form/photographs`, value: false }
    ]
    const orderedItem = (quoteBody([item])['orderedItem'] as object[]).map((one) => ({ ...one, orderItemIntakeFormResponse }))
    const { uuid, ids } = await propose(simulator, [item], { more: { orderedItem } })
    const answersOf = ({ orderedItem: [one] }: Body): unknown[] => [one.orderItemIntakeForm === undefined, one.orderItemIntakeFormResponse]
    await done(seller(simulator, 'Amend', uuid, { orderedItem: [{ '@id': ids[0], acceptedOffer: { price: 3 } }] }))
    expect(answersOf((await proposalInFeed(simulator, uuid)).data)).toEqual([false, orderItemIntakeFormResponse])
    await done(seller(simulator, 'Amend', uuid, { orderedItem: [{ '@id': ids[0], orderedItem: plain.opportunity, acceptedOffer: plain.offer }] }))
    const documents = [(await proposalInFeed(simulator, uuid)).data, await status(simulator, uuid), await acceptAndBook(simulator, uuid)]
    for (const document of documents) expect(answersOf(document)).toEqual([true, undefined])
  })
})
