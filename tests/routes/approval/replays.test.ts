import { expect, it } from 'vitest'
import { buildApp } from '../../helpers/build-app.ts'
import { accepted, bAfterP, done, makeForApproval, p, refusedBy } from '../../helpers/proposals.ts'
import { c1, c2, endOfFeed, newUuid, PARTNER_1, PAYMENT, readFeed, remainingOf, u } from '../../helpers/requests.ts'

type Body = ReturnType<typeof JSON.parse>
const ORDERS_FEED = '/api/openbooking/orders-rpde'
const statusesOf = ({ orderedItem }: Body): string[] => orderedItem.map((item: Body) => item.orderItemStatus.split('/').at(-1))
const errorsOf = ({ orderedItem }: Body): unknown[] => orderedItem.map(({ error = [] }: Body) => error.map((one: Body) => one['@type']))

it('a non-cancellable slot prevents a joint cancellation, but not that of another approved slot alone', async () => {
  const simulator = await buildApp({ types: ['FacilityUseSlot'] })
  const items = []
  for (const suffix of ['Cancellable', 'Cancellable', 'NotCancellable']) items.push(await makeForApproval(simulator, `TestOpportunityBookable${suffix}`, 'FacilityUseSlot'))
  const { uuid, version, ids } = await accepted(simulator, items)
  expect((await bAfterP(simulator, uuid, version)).status).toBe(201)
  const end = await endOfFeed(simulator, ORDERS_FEED, PARTNER_1)
  expect(await refusedBy(simulator, () => u(simulator, uuid, ids.slice(1)))).toEqual([400, 'CancellationNotPermittedError'])
  expect(await readFeed(simulator, end, PARTNER_1)).toEqual([])
  await done(u(simulator, uuid, ids.slice(0, 1)))
  const [{ data }, ...more] = await readFeed(simulator, end, PARTNER_1)
  expect([statusesOf(data), data.totalPaymentDue.price, more]).toEqual([['CustomerCancelled', 'OrderItemConfirmed', 'OrderItemConfirmed'], 29.98, []])
  expect(await Promise.all(items.map((item) => remainingOf(simulator, item)))).toEqual([10, 9, 9])
})

it('an order made by P and B alone has the taxes of gross prices, and so has a repeated B', async () => {
  const simulator = await buildApp({ types: ['ScheduledSession'] })
  const item = await makeForApproval(simulator, 'TestOpportunityBookableNonFreeTaxGross')
  const { uuid, version, body } = await accepted(simulator, [item])
  const first = await bAfterP(simulator, uuid, version)
  for (const document of [body, first.body]) {
    expect([document.totalPaymentDue.price, document.totalPaymentTax[0].price, document.orderedItem[0].unitTaxSpecification[0].price]).toEqual([14.99, 2.5, 2.5])
    expect(document).not.toHaveProperty('taxCalculationExcluded')
  }
  const again = await bAfterP(simulator, uuid, version)
  expect([again.status, again.body]).toEqual([201, first.body])
  expect(await remainingOf(simulator, item)).toBe(9)
})

it('exactly the items with conflicting prepayment have an error, at C1, C2 and P', async () => {
  const simulator = await buildApp({ types: ['ScheduledSession', 'IndividualFacilityUseSlot'] })
  const items = []
  for (const kind of ['ScheduledSession', 'IndividualFacilityUseSlot'] as const) {
    for (const suffix of ['Free', 'NonFreePrepaymentRequired', 'NonFreePrepaymentUnavailable']) items.push(await makeForApproval(simulator, `TestOpportunityBookable${suffix}`, kind))
  }
  const uuid = newUuid()
  const before = await simulator.state()
  for (const [call, type] of [[c1, 'OrderQuote'], [c2, 'OrderQuote'], [p, 'OrderProposal']] as const) {
    const { status, body } = await call(simulator, items, { uuid })
    expect([status, body['@type']]).toEqual([409, type])
    const conflict = ['OpportunityIsInConflictError']
    expect(errorsOf(body)).toEqual([[], conflict, conflict, [], conflict, conflict])
  }
  expect(await simulator.state()).toEqual(before)
})

it('P with a payment for an individual facility slot is refused when prepayment is unavailable', async () => {
  const simulator = await buildApp({ types: ['IndividualFacilityUseSlot'] })
  const item = await makeForApproval(simulator, 'TestOpportunityBookableNonFreePrepaymentUnavailable', 'IndividualFacilityUseSlot')
  const uuid = newUuid()
  for (const call of [c1, c2]) expect((await call(simulator, [item], { uuid })).body.totalPaymentDue.openBookingPrepayment).toBe('https://openactive.io/Unavailable')
  expect(await refusedBy(simulator, () => p(simulator, [item], { uuid, more: { payment: PAYMENT } }))).toEqual([400, 'UnnecessaryPaymentDetailsError'])
  expect(await remainingOf(simulator, item)).toBe(0)
  expect((await p(simulator, [item], { uuid, more: { payment: undefined } })).status).toBe(201)
})
