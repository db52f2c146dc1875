import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildApp, openApp, type Simulator } from '../../helpers/build-app.ts'
import {
  accepted, bAfterP, done, makeForApproval, p, propose, refusedBy, seller, stateOf
} from '../../helpers/proposals.ts'
import { PAYMENT } from '../../helpers/requests.ts'

const ONE_TYPE = { types: ['ScheduledSession' as const] }
const paid = (prepayment: string): string => `TestOpportunityBookableNonFreePrepayment${prepayment}`
const FREE = 'TestOpportunityBookableFree'
/** The payments sent with P and B. */
const FIRST = { ...PAYMENT, identifier: 'canary-first' }
const SECOND = { ...PAYMENT, identifier: 'canary-second' }
const FOREIGN = { ...SECOND, accountId: 'SN0' }

let simulator: Simulator
beforeAll(async () => { simulator = await openApp(ONE_TYPE) })
afterAll(async () => { await simulator.app.close() })

describe('payment at P', () => {
  it.each<[criterion: string, payment: object | undefined, error: string | null]>([
    [paid('Required'), undefined, 'MissingPaymentDetailsError'],
    [paid('Required'), PAYMENT, 'IncompletePaymentDetailsError'],
    [paid('Required'), FOREIGN, 'InvalidPaymentDetailsError'],
    [paid('Required'), FIRST, null],
    [paid('Optional'), undefined, null],
    [paid('Optional'), PAYMENT, 'IncompletePaymentDetailsError'],
    [paid('Optional'), FIRST, null],
    [paid('Unavailable'), undefined, null],
    [paid('Unavailable'), PAYMENT, 'UnnecessaryPaymentDetailsError'],
    [paid('Unavailable'), FIRST, 'UnnecessaryPaymentDetailsError'],
    [FREE, undefined, null],
    [FREE, FIRST, 'UnnecessaryPaymentDetailsError']
  ])('of %s with %o gives %s', async (criterion, payment, error) => {
    const item = await makeForApproval(simulator, criterion)
    if (error === null) expect((await propose(simulator, [item], { more: { payment } })).body.payment).toEqual(payment)
    else expect(await refusedBy(simulator, () => p(simulator, [item], { more: { payment } }))).toEqual([400, error])
  })

  it('is refused with a wrong amount', async () => {
    for (const criterion of [paid('Required'), FREE]) {
      const item = await makeForApproval(simulator, criterion)
      const totalPaymentDue = { '@type': 'PriceSpecification', price: item.price + 1, priceCurrency: 'GBP' }
      expect(await refusedBy(simulator, () => p(simulator, [item], { more: { totalPaymentDue } }))).toEqual([400, 'TotalPaymentDueMismatchError'])
    }
  })
})

describe('payment at B after P', () => {
  it.each<[criterion: string, atP: object | undefined, atB: object | undefined, inOrder: object | undefined]>([
    [paid('Required'), FIRST, undefined, FIRST],
    [paid('Required'), FIRST, SECOND, SECOND],
    [paid('Optional'), undefined, undefined, undefined],
    [paid('Optional'), undefined, SECOND, SECOND],
    [paid('Optional'), FIRST, undefined, FIRST],
    [paid('Optional'), FIRST, SECOND, SECOND],
    [paid('Unavailable'), undefined, undefined, undefined],
    [FREE, undefined, undefined, undefined]
  ])('for %s, with %o at P and %o at B, is %o in the order', async (criterion, atP, atB, inOrder) => {
    const { uuid, version, body } = await accepted(simulator, [await makeForApproval(simulator, criterion)], { more: { payment: atP } })
    const booked = await bAfterP(simulator, uuid, version, { more: { payment: atB } })
    expect([booked.status, booked.body.payment, booked.body.totalPaymentDue]).toEqual([201, inOrder, body.totalPaymentDue])
  })

  it.each<[criterion: string, atP: object | undefined, atB: object, error: string]>([
    [paid('Required'), FIRST, PAYMENT, 'IncompletePaymentDetailsError'],
    [paid('Required'), FIRST, FOREIGN, 'InvalidPaymentDetailsError'],
    [paid('Optional'), undefined, PAYMENT, 'IncompletePaymentDetailsError'],
    [paid('Optional'), undefined, FOREIGN, 'InvalidPaymentDetailsError'],
    [paid('Optional'), FIRST, { '@type': 'Payment' }, 'InvalidPaymentDetailsError'],
    [paid('Unavailable'), undefined, SECOND, 'UnnecessaryPaymentDetailsError'],
    [paid('Unavailable'), undefined, PAYMENT, 'UnnecessaryPaymentDetailsError'],
    [FREE, undefined, SECOND, 'UnnecessaryPaymentDetailsError']
  ])('for %s, with %o at P and %o at B, is refused with %s', async (criterion, atP, atB, error) => {
    const { uuid, version } = await accepted(simulator, [await makeForApproval(simulator, criterion)], { more: { payment: atP } })
    expect(await refusedBy(simulator, () => bAfterP(simulator, uuid, version, { more: { payment: atB } }))).toEqual([400, error])
    expect((await bAfterP(simulator, uuid, version)).status).toBe(201)
  })

  it('is checked after version and acceptance', async () => {
    const { uuid, version } = await propose(simulator, [await makeForApproval(simulator)])
    const ask = () => refusedBy(simulator, () => bAfterP(simulator, uuid, version, { more: { payment: PAYMENT } }))
    expect(await ask()).toEqual([500, 'OrderCreationFailedError'])
    await done(seller(simulator, 'Amend', uuid))
    expect(await ask()).toEqual([500, 'OrderProposalVersionOutdatedError'])
  })

  it('is required after an amendment from zero, and absent after an amendment to zero', async () => {
    const amended = async (criterion: string, price: number) => {
      const { uuid, ids } = await propose(simulator, [await makeForApproval(simulator, criterion)])
      await done(seller(simulator, 'Amend', uuid, { orderedItem: [{ '@id': ids[0], acceptedOffer: { price } }] }))
      await done(seller(simulator, 'Accept', uuid))
      return { uuid, version: (await stateOf(simulator, uuid)).version }
    }
    const dearer = await amended(FREE, 3)
    expect(await refusedBy(simulator, () => bAfterP(simulator, dearer.uuid, dearer.version))).toEqual([400, 'MissingPaymentDetailsError'])
    const paidFor = await bAfterP(simulator, dearer.uuid, dearer.version, { more: { payment: SECOND } })
    expect([paidFor.status, paidFor.body.payment, paidFor.body.totalPaymentDue.price]).toEqual([201, SECOND, 3])
    const free = await amended(paid('Required'), 0)
    const booked = await bAfterP(simulator, free.uuid, free.version)
    expect([booked.status, booked.body.payment, booked.body.totalPaymentDue.price]).toEqual([201, undefined, 0])
  })

  it('is accepted with any details without paymentReconciliation', async () => {
    const simulator = await buildApp({ ...ONE_TYPE, paymentReconciliation: false })
    const { uuid, version, body } = await accepted(simulator, [await makeForApproval(simulator)], { more: { payment: FOREIGN } })
    expect(body.payment).toEqual({ '@type': 'Payment', identifier: FOREIGN.identifier })
    const identified = { '@type': 'Payment', identifier: 'canary-bare' }
    expect((await bAfterP(simulator, uuid, version, { more: { payment: identified } })).body.payment).toEqual(identified)
  })
})
