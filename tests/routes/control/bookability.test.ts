import { afterAll, beforeAll, expect, it } from 'vitest'
import { openApp, type Simulator } from '../../helpers/build-app.ts'
import { control } from '../../helpers/control.ts'
import { b, type Bookable, c1, c2, make, newUuid } from '../../helpers/requests.ts'

let simulator: Simulator

beforeAll(async () => { simulator = await openApp({ types: ['ScheduledSession'], control: 'on' }) })
afterAll(async () => { await simulator.app.close() })

async function report ({ opportunity, offer }: Pick<Bookable, 'opportunity' | 'offer'>, at?: string) {
  const query = new URLSearchParams({ opportunity, offer, ...(at !== undefined && { at }) })
  const { status, body, text } = await control(simulator, 'GET', `/bookability?${query.toString()}`)
  if (status !== 200) throw new Error(text)
  return body
}

const typesOf = ({ reasons }: { reasons: Array<{ type: string }> }): string[] => reasons.map(({ type }) => type)

it.each([
  'TestOpportunityBookable', 'TestOpportunityBookableNoSpaces', 'TestOpportunityBookableInPast', 'TestOpportunityBookableOutsideValidFromBeforeStartDate', 'TestOpportunityBookableOneSpace'
])('%s has the reason that C1 has', async (criterion) => {
  const item = await make(simulator, criterion)
  const { bookable, reasons } = await report(item)
  const errors = (await c1(simulator, [item])).body.orderedItem[0].error ?? []
  expect([bookable, reasons]).toEqual([errors.length === 0, errors.map((error: Record<string, string>) => ({ type: error['@type'], description: error['description'] }))])
})

it('lists every reason at an instant', async () => {
  const item = await make(simulator, 'TestOpportunityBookableOneSpace')
  expect(await report(item)).toMatchObject({ bookable: true, reasons: [], remaining: 1, requires: [] })
  await c2(simulator, [item], { uuid: newUuid() })
  expect(typesOf(await report(item))).toEqual(['OpportunityCapacityIsReservedByLeaseError'])
  simulator.clock.advance(16)
  await b(simulator, [item])
  await control(simulator, 'PATCH', `/opportunities/${encodeURIComponent(item.opportunity)}`, { status: 'EventPostponed' })
  const late = await report(item, '2030-01-01T00:00:00Z')
  expect(late.reasons.map(({ description }: { description: string }) => description)).toEqual([expect.stringContaining('postponed'), expect.stringContaining('ended'), expect.stringContaining('booked')])
  expect(late.at).toBe('2030-01-01T00:00:00.000Z')
})

it('names what is unknown', async () => {
  const item = await make(simulator)
  const other = await make(simulator)
  expect(typesOf(await report({ ...item, opportunity: `${item.opportunity}9` }))).toEqual(['UnknownOpportunityError'])
  expect(typesOf(await report({ ...item, offer: other.offer }))).toEqual(['UnacceptableOfferError'])
  expect(typesOf(await report({ ...item, offer: 'x' }))).toEqual(['InvalidOpportunityOrOfferIdError'])
  expect((await control(simulator, 'GET', '/bookability?opportunity=x')).body).toMatchObject({ status: 400, path: '/offer' })
  expect((await control(simulator, 'GET', '/bookability?opportunity=x&offer=y&at=now')).body).toMatchObject({ status: 400, path: '/at' })
})
