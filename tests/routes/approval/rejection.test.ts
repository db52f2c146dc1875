import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BASE, buildApp, openApp, type Simulator } from '../../helpers/build-app.ts'
import {
  accepted, announcedBy, bAfterP, customerRejects, done, makeForApproval, p, proposalInFeed, propose, refusedBy, seller,
  stateOf, withMessages
} from '../../helpers/proposals.ts'
import { newUuid, PARTNER_1 } from '../../helpers/requests.ts'

const ONE_TYPE = { types: ['ScheduledSession' as const] }
const REJECTED = { orderProposalStatus: 'https://openactive.io/CustomerRejected' }
/** A note that no response may contain. */
const NOTE = { orderCustomerNote: 'Canary has a cold.' }

const patch = (simulator: Simulator, uuid: string, more: Record<string, unknown>) => customerRejects(simulator, uuid, { more })

describe('the customer', () => {
  it.each([
    ['a note', NOTE], ['no note', {}]
  ])('rejects a proposal with %s, and the feed announces it once', async (_situation, note) => {
    const simulator = await buildApp(ONE_TYPE)
    const { uuid, version, body } = await propose(simulator, [await makeForApproval(simulator)])
    const announced = await announcedBy(simulator, () => done(patch(simulator, uuid, { ...REJECTED, ...note })))
    expect(announced.map(({ state, kind, id, data }) => [state, kind, id, data.orderProposalStatus, data.orderProposalVersion])).toEqual([
      ['updated', 'OrderProposal', uuid, 'https://openactive.io/CustomerRejected', version]
    ])
    expect(announced[0].data.totalPaymentDue).toEqual(body.totalPaymentDue)
    expect(JSON.stringify(announced)).not.toContain('Canary')
    const before = await simulator.state()
    expect(await announcedBy(simulator, () => done(patch(simulator, uuid, { ...REJECTED, ...note })))).toEqual([])
    expect(await simulator.state()).toEqual(before)
  })

  it('rejects a proposal that the seller has accepted', async () => {
    const simulator = await buildApp(ONE_TYPE)
    const { uuid } = await accepted(simulator, [await makeForApproval(simulator)])
    expect(await announcedBy(simulator, () => done(customerRejects(simulator, uuid)))).toHaveLength(1)
    expect((await stateOf(simulator, uuid)).status).toBe('CustomerRejected')
  })

  it('leaves a proposal rejected by the seller unchanged', async () => {
    const simulator = await buildApp(ONE_TYPE)
    const { uuid } = await propose(simulator, [await makeForApproval(simulator)])
    await done(seller(simulator, 'Reject', uuid))
    const before = await simulator.state()
    await done(customerRejects(simulator, uuid))
    expect(await simulator.state()).toEqual(before)
    expect(await announcedBy(simulator, () => done(customerRejects(simulator, uuid, { more: { ...REJECTED, ...NOTE } })))).toEqual([])
    const [kept] = (await simulator.state()).flatMap(([kind, , record]) => kind === 'proposal' ? [record] : [])
    expect(kept).toMatchObject({ status: 'SellerRejected', customerNote: NOTE.orderCustomerNote })
  })

  it('cannot update an unknown, booked or deleted proposal', async () => {
    const simulator = await buildApp(ONE_TYPE)
    const [booked, deleted] = [await accepted(simulator, [await makeForApproval(simulator)]), await accepted(simulator, [await makeForApproval(simulator)])]
    expect((await bAfterP(simulator, booked.uuid, booked.version)).status).toBe(201)
    await done(simulator.request('DELETE', `/api/openbooking/orders/${deleted.uuid}`, { headers: PARTNER_1 }))
    for (const uuid of [newUuid(), booked.uuid, deleted.uuid]) expect(await refusedBy(simulator, () => customerRejects(simulator, uuid))).toEqual([404, 'UnknownOrderError'])
  })

  it('sends a note to the seller if the offer accepts notes, and no response contains it', async () => {
    const simulator = await buildApp(ONE_TYPE)
    const item = await withMessages(simulator)
    const { uuid, body } = await propose(simulator, [item], { more: { orderCustomerNote: 'Canary asks for a mat.' } })
    const kept = async (text: string): Promise<boolean> => JSON.stringify(await simulator.state()).includes(text)
    expect(await kept('Canary asks for a mat.')).toBe(true)
    expect(await announcedBy(simulator, () => done(patch(simulator, uuid, NOTE)))).toEqual([])
    expect([await kept('Canary asks for a mat.'), await kept(NOTE.orderCustomerNote)]).toEqual([false, true])
    await done(seller(simulator, 'Accept', uuid))
    const shown = [body, await proposalInFeed(simulator, uuid), (await simulator.request('GET', `${BASE}/api/openbooking/orders/${uuid}`, { headers: PARTNER_1 })).body]
    for (const document of shown) expect(JSON.stringify(document)).not.toContain('Canary')
    const { version } = await stateOf(simulator, uuid)
    expect((await bAfterP(simulator, uuid, version)).text).not.toContain('Canary')
    expect((await p(simulator, [item], { more: { orderCustomerNote: '' } })).body['@type']).toBe('OpenBookingError')
  })
})

describe('an update of a proposal', () => {
  let simulator: Simulator
  beforeAll(async () => { simulator = await openApp(ONE_TYPE) })
  afterAll(async () => { await simulator.app.close() })

  it.each<[situation: string, more: Record<string, unknown>, error: unknown[]]>([
    ['another property', { ...REJECTED, customer: {} }, [400, 'PatchContainsExcessivePropertiesError']],
    ['items', { ...REJECTED, orderedItem: [] }, [400, 'PatchContainsExcessivePropertiesError']],
    ['a version', { ...REJECTED, orderProposalVersion: 'x' }, [400, 'PatchContainsExcessivePropertiesError']],
    ['the acceptance of the seller', { orderProposalStatus: 'https://openactive.io/SellerAccepted' }, [400, 'PatchNotAllowedOnPropertyError']],
    ['the rejection of the seller', { orderProposalStatus: 'https://openactive.io/SellerRejected' }, [400, 'PatchNotAllowedOnPropertyError']],
    ['a status without its namespace', { orderProposalStatus: 'CustomerRejected' }, [400, 'PatchNotAllowedOnPropertyError']],
    ['neither status nor note', {}, [400, 'OpenBookingError']],
    ['only a note that no offer accepts', NOTE, [400, 'PatchNotAllowedOnPropertyError']],
    ['an empty note', { ...REJECTED, orderCustomerNote: '' }, [400, 'OpenBookingError']],
    ['the type of another endpoint', { ...REJECTED, '@type': 'Order' }, [500, 'UnexpectedOrderTypeError']],
    ['a wrong type and status, with excess', { '@type': 'Order', orderProposalStatus: 'x', customer: {} }, [500, 'UnexpectedOrderTypeError']],
    ['excess and a wrong status', { orderProposalStatus: 'x', customer: {} }, [400, 'PatchContainsExcessivePropertiesError']]
  ])('with %s is refused', async (_situation, more, error) => {
    const { uuid } = await accepted(simulator, [await makeForApproval(simulator)])
    expect(await refusedBy(simulator, () => patch(simulator, uuid, more))).toEqual(error)
    await done(patch(simulator, uuid, { ...REJECTED, 'ext:note': 'mine' }))
  })
})
