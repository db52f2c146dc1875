import { describe, expect, it } from 'vitest'
import { buildApp, type Simulator } from '../../helpers/build-app.ts'
import {
  announcedBy, bAfterP, customerRejects, done, makeForApproval, p, proposalsOf, propose, type Proposed, refusedBy,
  seller, stateOf
} from '../../helpers/proposals.ts'
import { type Bookable, PARTNER_1, remainingOf } from '../../helpers/requests.ts'

type Answer = 'accept' | 'reject' | 'amend-then-accept'
const MINUTE = 60

/** Propose to a seller that answers automatically, by default after a minute. */
async function proposeTo (autoApprove: Answer | 'off', autoApproveSeconds = MINUTE): Promise<{ simulator: Simulator, item: Bookable, proposed: Proposed }> {
  const simulator = await buildApp({ types: ['ScheduledSession'], autoApprove, autoApproveSeconds })
  const item = await makeForApproval(simulator, autoApprove === 'amend-then-accept' ? 'TestOpportunityBookableWithNegotiation' : undefined)
  return { simulator, item, proposed: await propose(simulator, [item]) }
}

const after = (simulator: Simulator, minutes: number) => announcedBy(simulator, async () => { simulator.clock.advance(minutes) })

describe('a seller with autoApprove', () => {
  it.each<[answer: Answer, status: string]>([
    ['accept', 'SellerAccepted'], ['reject', 'SellerRejected']
  ])('performs %s once, after autoApproveSeconds', async (answer, status) => {
    const { simulator, proposed: { uuid, version } } = await proposeTo(answer)
    expect(await after(simulator, 0.9)).toEqual([])
    expect((await stateOf(simulator, uuid)).status).toBe('AwaitingSellerConfirmation')
    const announced = await after(simulator, 0.1)
    expect(announced.map(({ id, data }) => [id, data.orderProposalStatus, data.orderProposalVersion])).toEqual([[uuid, `https://openactive.io/${status}`, version]])
    expect(await after(simulator, 60)).toEqual([])
    const ask = () => bAfterP(simulator, uuid, version)
    if (status === 'SellerAccepted') expect((await ask()).status).toBe(201)
    else expect(await refusedBy(simulator, ask)).toEqual([500, 'OrderCreationFailedError'])
  })

  it('amends and then accepts, each after autoApproveSeconds', async () => {
    const { simulator, proposed: { uuid, version, body } } = await proposeTo('amend-then-accept')
    const [amended, ...more] = await after(simulator, 1)
    expect([amended.id, amended.data.orderProposalStatus, more]).toEqual([uuid, 'https://openactive.io/AwaitingSellerConfirmation', []])
    const latest = amended.data.orderProposalVersion
    expect(latest).not.toBe(version)
    expect(amended.data.totalPaymentDue).toEqual(body.totalPaymentDue)
    expect(await after(simulator, 0.9)).toEqual([])
    const announced = await after(simulator, 0.1)
    expect(announced.map(({ data }) => [data.orderProposalStatus, data.orderProposalVersion])).toEqual([['https://openactive.io/SellerAccepted', latest]])
    expect(await after(simulator, 60)).toEqual([])
    expect(await refusedBy(simulator, () => bAfterP(simulator, uuid, version))).toEqual([500, 'OrderProposalVersionOutdatedError'])
    expect((await bAfterP(simulator, uuid, latest)).status).toBe(201)
  })

  it('accepts without an amendment unless the offer allows amendments', async () => {
    const { simulator } = await proposeTo('amend-then-accept')
    const { uuid, version } = await propose(simulator, [await makeForApproval(simulator)])
    const announced = await after(simulator, 1)
    expect(announced.find(({ id }) => id === uuid)?.data).toMatchObject({ orderProposalStatus: 'https://openactive.io/SellerAccepted', orderProposalVersion: version })
  })

  it('has answered before any next request is processed', async () => {
    const requests: ReadonlyArray<(simulator: Simulator, proposed: Proposed) => Promise<unknown>> = [
      (simulator, { uuid, version }) => bAfterP(simulator, uuid, version),
      (simulator) => simulator.request('GET', '/feeds/scheduled-sessions'),
      (simulator) => makeForApproval(simulator),
      (simulator, { uuid }) => stateOf(simulator, uuid)
    ]
    for (const request of requests) {
      const { simulator, proposed } = await proposeTo('accept')
      simulator.clock.advance(1)
      await request(simulator, proposed)
      const stored = (await simulator.state()).filter(([kind]) => kind === 'order' || kind === 'proposal')
      expect(stored.some(([kind, , record]) => kind === 'order' || ('status' in record && record.status === 'SellerAccepted'))).toBe(true)
    }
  })

  it('may answer immediately, and then shows an amendment before it accepts', async () => {
    const { simulator, proposed: { uuid, version } } = await proposeTo('amend-then-accept', 0)
    const [amended, accepted] = [await stateOf(simulator, uuid), await stateOf(simulator, uuid)]
    expect([amended.status, accepted]).toEqual(['AwaitingSellerConfirmation', { status: 'SellerAccepted', version: amended.version }])
    expect(amended.version).not.toBe(version)
  })

  it('leaves answered, rejected, booked and deleted proposals unchanged', async () => {
    const { simulator, item, proposed: accepted } = await proposeTo('reject')
    const [rejected, booked, deleted] = [await propose(simulator, [item]), await propose(simulator, [item]), await propose(simulator, [item])]
    for (const { uuid } of [accepted, booked]) await done(seller(simulator, 'Accept', uuid))
    await done(customerRejects(simulator, rejected.uuid))
    expect((await bAfterP(simulator, booked.uuid, booked.version)).status).toBe(201)
    await done(simulator.request('DELETE', `/api/openbooking/orders/${deleted.uuid}`, { headers: PARTNER_1 }))
    expect(await after(simulator, 2)).toEqual([])
    expect([(await stateOf(simulator, accepted.uuid)).status, (await stateOf(simulator, rejected.uuid)).status]).toEqual(['SellerAccepted', 'CustomerRejected'])
  })

  it('answers a proposal that an action amended', async () => {
    const { simulator, proposed: { uuid, ids } } = await proposeTo('accept')
    await done(seller(simulator, 'Amend', uuid, { orderedItem: [{ '@id': ids[0], acceptedOffer: { price: 5 } }] }))
    expect(await after(simulator, 0.9)).toEqual([])
    const [{ data }] = await after(simulator, 0.1)
    expect([data.orderProposalStatus, data.totalPaymentDue.price]).toEqual(['https://openactive.io/SellerAccepted', 5])
  })

  it('frees the spaces of a rejected proposal when the lease expires', async () => {
    const { simulator, item } = await proposeTo('reject')
    simulator.clock.advance(1)
    expect(await proposalsOf(simulator)).toHaveLength(1)
    simulator.clock.advance(14)
    expect(await remainingOf(simulator, item)).toBe(9)
    simulator.clock.advance(1)
    await simulator.request('GET', '/feeds/scheduled-sessions')
    expect(await remainingOf(simulator, item)).toBe(10)
  })

  it('is not delayed by a repeated P', async () => {
    const { simulator, item, proposed: { uuid, body } } = await proposeTo('accept')
    simulator.clock.advance(0.5)
    expect((await p(simulator, [item], { uuid })).body).toEqual(body)
    expect(await after(simulator, 0.5)).toHaveLength(1)
  })
})

it('a seller without autoApprove waits for an action', async () => {
  const { simulator, proposed: { uuid } } = await proposeTo('off')
  expect(await after(simulator, 10 * 60)).toEqual([])
  expect((await stateOf(simulator, uuid)).status).toBe('AwaitingSellerConfirmation')
})
