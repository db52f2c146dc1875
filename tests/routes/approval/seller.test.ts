import { describe, expect, it } from 'vitest'
import { BASE, buildApp, type Simulator } from '../../helpers/build-app.ts'
import {
  accepted, announcedBy, bAfterP, customerRejects, done, makeForApproval, propose, type Proposed, refusedBy, seller,
  stateOf
} from '../../helpers/proposals.ts'
import { newUuid, PARTNER_1, PARTNER_2, SELLER_2 } from '../../helpers/requests.ts'

type Action = Parameters<typeof seller>[1]
const ONE_TYPE = { types: ['ScheduledSession' as const] }
const NOTE = { orderSellerNote: 'We look forward to it.' }
const ACTIONS: readonly Action[] = ['Accept', 'Amend', 'Reject']

/** The ways to close a proposal to its seller. */
const CLOSED: ReadonlyArray<readonly [situation: string, close: (simulator: Simulator, proposed: Proposed) => Promise<void>]> = [
  ['rejected by the seller', (simulator, { uuid }) => done(seller(simulator, 'Reject', uuid))],
  ['rejected by the customer', (simulator, { uuid }) => done(customerRejects(simulator, uuid))]
]

describe('the seller', () => {
  it.each<[action: Action, status: string]>([
    ['Accept', 'SellerAccepted'], ['Amend', 'AwaitingSellerConfirmation'], ['Reject', 'SellerRejected']
  ])('performs %s with a note, and the feed announces it once', async (action, status) => {
    const simulator = await buildApp(ONE_TYPE)
    const { uuid, version, ids, body } = await propose(simulator, [await makeForApproval(simulator), await makeForApproval(simulator, 'TestOpportunityBookableFree')])
    const announced = await announcedBy(simulator, () => done(seller(simulator, action, uuid, NOTE)))
    expect(announced.map(({ state, kind, id }) => [state, kind, id])).toEqual([['updated', 'OrderProposal', uuid]])
    const [{ data }] = announced
    expect([data.orderProposalStatus, data.orderSellerNote]).toEqual([`https://openactive.io/${status}`, NOTE.orderSellerNote])
    expect(data.orderProposalVersion === version).toBe(action !== 'Amend')
    expect(data.orderProposalVersion.startsWith(`${BASE}/api/openbooking/order-proposals/${uuid}/versions/`)).toBe(true)
    // An amendment without items changes neither ids nor totals.
    expect(data.orderedItem.map((item: { '@id': string }) => item['@id'])).toEqual(ids)
    expect([data.totalPaymentDue, data.totalPaymentTax]).toEqual([body.totalPaymentDue, body.totalPaymentTax])
  })

  it('may omit the note, and an earlier note stays', async () => {
    const simulator = await buildApp(ONE_TYPE)
    const { uuid } = await propose(simulator, [await makeForApproval(simulator)])
    const [{ data: first }] = await announcedBy(simulator, () => done(seller(simulator, 'Amend', uuid, NOTE)))
    const [{ data: second }] = await announcedBy(simulator, () => done(seller(simulator, 'Accept', uuid)))
    expect([first.orderSellerNote, second.orderSellerNote]).toEqual([NOTE.orderSellerNote, NOTE.orderSellerNote])
    const silent = await propose(simulator, [await makeForApproval(simulator)])
    const [{ data }] = await announcedBy(simulator, () => done(seller(simulator, 'Accept', silent.uuid)))
    expect(data).not.toHaveProperty('orderSellerNote')
  })

  it('creates a new version with each amendment, even after accepting', async () => {
    const simulator = await buildApp(ONE_TYPE)
    const { uuid, version } = await accepted(simulator, [await makeForApproval(simulator)])
    const versions = [version]
    for (let times = 0; times < 2; times++) {
      expect(await announcedBy(simulator, () => done(seller(simulator, 'Amend', uuid)))).toHaveLength(1)
      const { status, version: latest } = await stateOf(simulator, uuid)
      expect(status).toBe('AwaitingSellerConfirmation')
      versions.push(latest)
    }
    expect(new Set(versions).size).toBe(3)
    await done(seller(simulator, 'Accept', uuid))
    expect(await stateOf(simulator, uuid)).toEqual({ status: 'SellerAccepted', version: versions[2] })
    expect((await bAfterP(simulator, uuid, versions[2]!)).status).toBe(201)
  })

  it.each<[action: Action, status: string]>([
    ['Accept', 'SellerAccepted'], ['Reject', 'SellerRejected']
  ])('changes nothing with a repeated %s', async (action, status) => {
    const simulator = await buildApp(ONE_TYPE)
    const { uuid } = await propose(simulator, [await makeForApproval(simulator)])
    await done(seller(simulator, action, uuid))
    const before = await simulator.state()
    expect(await announcedBy(simulator, () => done(seller(simulator, action, uuid)))).toEqual([])
    expect(await simulator.state()).toEqual(before)
    expect((await stateOf(simulator, uuid)).status).toBe(status)
  })

  it.each(CLOSED)('cannot accept or amend a proposal %s, and Reject changes nothing', async (_situation, close) => {
    const simulator = await buildApp(ONE_TYPE)
    const proposed = await propose(simulator, [await makeForApproval(simulator)])
    await close(simulator, proposed)
    for (const action of ['Accept', 'Amend'] as const) expect(await refusedBy(simulator, () => seller(simulator, action, proposed.uuid))).toEqual([400, 'OpenBookingError'])
    const before = await simulator.state()
    await done(seller(simulator, 'Reject', proposed.uuid))
    expect(await simulator.state()).toEqual(before)
  })
})

describe('an action of the seller', () => {
  it('requires no credentials while only one booking partner has the UUID', async () => {
    const simulator = await buildApp(ONE_TYPE)
    const item = await makeForApproval(simulator)
    const { uuid } = await propose(simulator, [item], { headers: PARTNER_2 })
    await done(seller(simulator, 'Accept', uuid, {}, {}))
    expect((await stateOf(simulator, uuid, PARTNER_2)).status).toBe('SellerAccepted')
    await propose(simulator, [item], { uuid })
    for (const action of ACTIONS) expect(await refusedBy(simulator, () => seller(simulator, action, uuid, {}, {}))).toEqual([409, 'OpenBookingError'])
    await done(seller(simulator, 'Reject', uuid))
    expect([(await stateOf(simulator, uuid)).status, (await stateOf(simulator, uuid, PARTNER_2)).status]).toEqual(['SellerRejected', 'SellerAccepted'])
    await done(simulator.request('DELETE', `/api/openbooking/orders/${uuid}`, { headers: PARTNER_1 }))
    await done(seller(simulator, 'Amend', uuid, {}, {}))
    expect((await stateOf(simulator, uuid, PARTNER_2)).status).toBe('AwaitingSellerConfirmation')
  })

  it('finds only open proposals of the credentials', async () => {
    const simulator = await buildApp(ONE_TYPE)
    const { uuid } = await propose(simulator, [await makeForApproval(simulator)])
    const booked = await accepted(simulator, [await makeForApproval(simulator)])
    expect((await bAfterP(simulator, booked.uuid, booked.version)).status).toBe(201)
    for (const action of ACTIONS) {
      const ask = (at: string, headers = PARTNER_1) => refusedBy(simulator, () => seller(simulator, action, at, {}, headers))
      for (const answer of [await ask(uuid, PARTNER_2), await ask(uuid, { ...PARTNER_1, 'x-openactive-test-seller-id': SELLER_2 }), await ask(newUuid()), await ask(booked.uuid)]) {
        expect(answer).toEqual([404, 'UnknownOrderError'])
      }
    }
  })

  it('is refused unless its object is an OrderProposal', async () => {
    const simulator = await buildApp(ONE_TYPE)
    const { uuid, version, ids } = await propose(simulator, [await makeForApproval(simulator)])
    const wrong = [`${BASE}/api/openbooking/orders/${uuid}`, version, ids[0], uuid, 'x', `https://elsewhere.example/api/openbooking/order-proposals/${uuid}`, `${BASE}/api/openbooking/order-proposals/x`]
    for (const id of wrong) {
      for (const action of ACTIONS) expect(await refusedBy(simulator, () => seller(simulator, action, uuid, { '@id': id })), id).toEqual([400, 'OpenBookingError'])
    }
    expect(await refusedBy(simulator, () => seller(simulator, 'Accept', uuid, { orderSellerNote: '' }))).toEqual([400, 'OpenBookingError'])
  })
})
