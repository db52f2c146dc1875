import { expect, it } from 'vitest'
import { emptySnapshot } from '../../../data/engine/snapshot.ts'
import { createMemoryStore } from '../../../data/lowdb-store.ts'
import type { SimulatorOptions } from '../../../schemas/simulator-options.ts'
import { buildApp, NOW } from '../../helpers/build-app.ts'
import { makeForApproval, p } from '../../helpers/proposals.ts'
import { b, make, newUuid, orderBody } from '../../helpers/requests.ts'

const PAYMENT = { '@type': 'Payment', identifier: 'pay-1', name: 'AcmeBroker Points', accountId: 'SN1593', paymentProviderId: 'STRIPE' }
const PASS = [{ '@type': 'Barcode', text: 'MEMBER-7' }]

it.each<[before: SimulatorOptions, after: SimulatorOptions]>([
  [{}, { paymentReconciliation: false }],
  [{ paymentReconciliation: false }, {}],
  [{ brokerBarcodes: true }, { brokerBarcodes: false }],
  [{ brokerBarcodes: true }, { paymentReconciliation: false, maxOrderItems: 1 }],
  [{}, { leasing: 'none' }],
  [{ leasing: 'none' }, { leasing: 'named' }],
  [{}, { barcodeImages: false, reconciliationReferences: true, businessTax: 'excluded', taxRates: 'exempt', publisher: 'Another' }],
  [{ barcodeImages: false, businessTax: 'excluded' }, { dynamicPayment: true, offerOverrides: true }]
])('a repeat gets the first answer, although the options have changed from %o to %o', async (before, after) => {
  const kept = createMemoryStore(emptySnapshot(NOW))
  const start = async (options: SimulatorOptions) =>
    await buildApp({ types: ['ScheduledSession'], ...options, store: { ...kept, close: async () => {} }, clock: () => NOW })
  const first = await start(before)
  const calls = [[b, await make(first)], [p, await makeForApproval(first)]] as const
  const asked = calls.map(([stage, item]) => ({
    stage,
    item,
    uuid: newUuid(),
    more: {
      payment: PAYMENT, orderedItem: (orderBody([item, item])['orderedItem'] as object[]).map((one) => ({ ...one, accessPass: PASS }))
    }
  }))
  const answers = []
  for (const { stage, item, ...call } of asked) answers.push(await stage(first, [item, item], call))
  expect(answers.map(({ status }) => status)).toEqual([201, 201])
  const second = await start(after)
  for (const [index, { stage, item, ...call }] of asked.entries()) {
    expect((await stage(second, [item, item], call)).body).toEqual(answers[index]!.body)
    const other = { ...call, more: { ...call.more, payment: { ...PAYMENT, identifier: 'pay-2' } } }
    expect((await stage(second, [item, item], other)).body['@type']).toBe('OrderAlreadyExistsError')
  }
})
