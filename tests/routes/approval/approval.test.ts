import { expect, it } from 'vitest'
import { BASE, buildApp } from '../../helpers/build-app.ts'
import { bAfterP, makeForApproval, p, proposalInFeed, PROPOSALS_FEED, seller } from '../../helpers/proposals.ts'
import { c1, c2, endOfFeed, EVERY_KIND, newUuid, PARTNER_1, readFeed, remainingOf } from '../../helpers/requests.ts'

it.each(EVERY_KIND)('an order of a %s is quoted, proposed, accepted and booked', async (kind) => {
  const simulator = await buildApp({ types: [kind] })
  const item = await makeForApproval(simulator, 'TestOpportunityBookable', kind)
  const free = await remainingOf(simulator, item)
  const uuid = newUuid()
  for (const call of [c1, c2]) {
    const quote = await call(simulator, [item], { uuid })
    expect([quote.status, quote.body.orderRequiresApproval], quote.text).toEqual([200, true])
  }
  const proposed = await p(simulator, [item], { uuid })
  expect([proposed.status, proposed.headers['content-type']], proposed.text).toEqual([201, 'application/vnd.openactive.booking+json; version=1'])
  expect((await seller(simulator, 'Accept', uuid)).status).toBe(204)
  const { data } = await proposalInFeed(simulator, uuid)
  expect(data.orderProposalStatus).toBe('https://openactive.io/SellerAccepted')
  expect(data.orderedItem.map((one: Record<string, unknown>) => one['orderedItem'])).toEqual([item.opportunity])
  const end = await endOfFeed(simulator, PROPOSALS_FEED, PARTNER_1)
  const booked = await bAfterP(simulator, uuid, data.orderProposalVersion)
  expect([booked.status, booked.body['@id']], booked.text).toEqual([201, `${BASE}/api/openbooking/orders/${uuid}`])
  expect(booked.body.orderedItem[0].orderedItem).toEqual(proposed.body.orderedItem[0].orderedItem)
  expect(await readFeed(simulator, end, PARTNER_1)).toEqual([{ state: 'deleted', kind: 'OrderProposal', id: uuid, modified: expect.any(Number) }])
  // Videos have no limit of spaces.
  expect(await remainingOf(simulator, item)).toBe(free === undefined ? undefined : free - 1)
})
