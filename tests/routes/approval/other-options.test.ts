import { describe, expect, it } from 'vitest'
import { emptySnapshot } from '../../../data/engine/snapshot.ts'
import { createMemoryStore } from '../../../data/lowdb-store.ts'
import type { Store } from '../../../data/store.ts'
import type { SimulatorOptions } from '../../../schemas/simulator-options.ts'
import { buildApp, NOW, type Simulator } from '../../helpers/build-app.ts'
import { bookable } from '../../helpers/classic.ts'
import {
  accepted, announcedBy, bAfterP, done, makeForApproval, p, propose, refusedBy, seller, stateOf
} from '../../helpers/proposals.ts'
import { b, type Bookable, make, newUuid, PARTNER_1, PARTNER_2, remainingOf } from '../../helpers/requests.ts'

/** Run the same state under other options some minutes later, like a restart without a file. */
function restarts () {
  const clock = { now: NOW }
  const kept = createMemoryStore(emptySnapshot(clock.now))
  const store: Store = { ...kept, close: async () => {} }
  return async (options: SimulatorOptions, minutes = 0): Promise<Simulator> => {
    clock.now = new Date(clock.now.getTime() + minutes * 60_000)
    return await buildApp({ types: ['ScheduledSession'], ...options, store, clock: () => clock.now })
  }
}

describe('a proposal made without leasing', () => {
  it('is rejected under leasing once its space is gone', async () => {
    const start = restarts()
    const before = await start({ leasing: 'none' })
    const item = await makeForApproval(before, 'TestOpportunityBookableOneSpace')
    const { uuid, version } = await accepted(before, [item])
    const after = await start({ leasing: 'anonymous' })
    const other = await accepted(after, [item], { headers: PARTNER_2 })
    // A lease of another booking partner may still end.
    expect(await refusedBy(after, () => bAfterP(after, uuid, version))).toEqual([409, 'OpportunityHasInsufficientCapacityError'])
    expect(await stateOf(after, uuid)).toMatchObject({ status: 'SellerAccepted' })
    const announced = await announcedBy(after, () => bAfterP(after, other.uuid, other.version, { headers: PARTNER_2 }))
    expect(announced.map(({ id, data }) => [id, data.orderProposalStatus])).toEqual([[uuid, 'https://openactive.io/SellerRejected']])
    expect(await remainingOf(after, item)).toBe(0)
  })

  it('can be booked under leasing while a space is left', async () => {
    const start = restarts()
    const before = await start({ leasing: 'none' })
    const item = await makeForApproval(before, 'TestOpportunityBookableOneSpace')
    const { uuid, version } = await accepted(before, [item])
    const after = await start({ leasing: 'named' })
    expect((await bAfterP(after, uuid, version)).status).toBe(201)
    expect(await remainingOf(after, item)).toBe(0)
  })
})

describe('a repeat under other options', () => {
  const DYNAMIC = { payment: { '@type': 'DynamicPayment', identifier: 'd-1', accountId: 'SN1593' }, totalPaymentDue: undefined }
  const OPTIONS = { brokerBarcodes: true, offerOverrides: true, dynamicPayment: true } as const

  it.each([
    ['a barcode of the broker', { accessPass: [{ '@type': 'Barcode', text: 'CARD-1' }] }, {}],
    ['an OfferOverride', { acceptedOffer: { '@type': 'OfferOverride', price: 14.99, priceCurrency: 'GBP' } }, {}],
    ['a DynamicPayment', { acceptedOffer: undefined }, DYNAMIC]
  ])('of B or P with %s has the first answer', async (_what, terms, more) => {
    const start = restarts()
    const before = await start(OPTIONS)
    const [item, forApproval] = [await make(before, 'TestOpportunityBookableNonFree'), await makeForApproval(before, 'TestOpportunityBookableNonFree')]
    const callOf = ({ opportunity, offer }: Bookable) =>
      ({ uuid: newUuid(), more: { orderedItem: [{ '@type': 'OrderItem', position: 0, orderedItem: opportunity, acceptedOffer: offer, ...terms }], ...more } })
    const calls = [[b, item, callOf(item)], [p, forApproval, callOf(forApproval)]] as const
    const first = []
    for (const [send, one, call] of calls) first.push(await send(before, [one], call))
    const after = await start({})
    for (const [index, [send, one, call]] of calls.entries()) {
      const again = await send(after, [one], call)
      expect([first[index]?.status, again.status, again.text]).toEqual([201, 201, first[index]?.text])
      // The options of now hold for other requests.
      expect((await send(after, [one], { ...call, more: { ...call.more, customer: { '@type': 'Person', email: 'other@canary.example' } } })).status).toBeGreaterThanOrEqual(400)
    }
  })

  it('with a barcode that the system takes, where the first request had none, is another request', async () => {
    const start = restarts()
    const before = await start(OPTIONS)
    const [item, forApproval] = [await make(before), await makeForApproval(before)]
    for (const [send, one] of [[b, item], [p, forApproval]] as const) {
      const plain = { '@type': 'OrderItem', position: 0, orderedItem: one.opportunity, acceptedOffer: one.offer }
      const uuid = newUuid()
      expect((await send(before, [one], { uuid, more: { orderedItem: [plain] } })).status).toBe(201)
      const more = { orderedItem: [{ ...plain, accessPass: [{ '@type': 'Barcode', text: 'CARD-1' }] }] }
      for (const options of [before, await start(OPTIONS)]) {
        expect((await send(options, [one], { uuid, more })).body['@type']).toBe('OrderAlreadyExistsError')
      }
      expect((await send(before, [one], { uuid, more: { orderedItem: [plain] } })).status).toBe(201)
    }
  })

  it('with a barcode that was ignored then has the first answer', async () => {
    const start = restarts()
    const before = await start({})
    const item = await make(before)
    const call = { uuid: newUuid(), more: { orderedItem: [{ '@type': 'OrderItem', position: 0, orderedItem: item.opportunity, acceptedOffer: item.offer, accessPass: [{ '@type': 'Barcode', text: 'CARD-1' }] }] } }
    const first = await b(before, [item], call)
    const again = await b(await start(OPTIONS), [item], call)
    expect([first.status, again.status, again.text]).toEqual([201, 201, first.text])
  })

  it.each([['anonymous', 'none'], ['none', 'anonymous']] as const)('of P has its lease as it was: %s, then %s', async (leasing, other) => {
    const start = restarts()
    const before = await start({ leasing })
    const item = await makeForApproval(before)
    const { uuid, body } = await propose(before, [item])
    expect(body.lease === undefined).toBe(leasing === 'none')
    const after = await start({ leasing: other })
    expect((await p(after, [item], { uuid })).body).toEqual(body)
    const { body: shown } = await after.request('GET', `/api/openbooking/orders/${uuid}`, { headers: PARTNER_1 })
    expect(shown.lease).toEqual(body.lease)
  })
})

describe('a proposal made under leasing', () => {
  it('keeps its space without leasing', async () => {
    const start = restarts()
    const before = await start({ leasing: 'named' })
    const item = await makeForApproval(before, 'TestOpportunityBookableOneSpace')
    const { uuid, version } = await accepted(before, [item])
    const after = await start({ leasing: 'none' })
    expect(await remainingOf(after, item)).toBe(0)
    expect((await bAfterP(after, uuid, version)).status).toBe(201)
    expect(await remainingOf(after, item)).toBe(0)
  })
})

describe('a restart with autoApprove', () => {
  it('answers waiting proposals after autoApproveSeconds', async () => {
    const start = restarts()
    const before = await start({})
    const item = await makeForApproval(before)
    const [waiting, told] = [await propose(before, [item]), await propose(before, [item])]
    await done(seller(before, 'Accept', told.uuid))
    const after = await start({ autoApprove: 'reject', autoApproveSeconds: 60 }, 10)
    expect((await stateOf(after, waiting.uuid)).status).toBe('AwaitingSellerConfirmation')
    const later = await start({ autoApprove: 'reject', autoApproveSeconds: 60 }, 1)
    expect([(await stateOf(later, waiting.uuid)).status, (await stateOf(later, told.uuid)).status]).toEqual(['SellerRejected', 'SellerAccepted'])
  })
})

describe('a proposal about an event of the older API', () => {
  it('is rejected once classic is off, unless it leases its space', async () => {
    for (const [leasing, status] of [['none', 'SellerRejected'], ['anonymous', 'SellerAccepted']] as const) {
      const start = restarts()
      const types = ['ScheduledSession' as const, 'Event' as const]
      const before = await start({ types, leasing })
      const { uuid } = await accepted(before, [await makeForApproval(before), bookable()])
      const after = await start({ types, leasing, classic: false })
      expect((await stateOf(after, uuid)).status).toBe(status)
    }
  })
})
