import { expect, it } from 'vitest'
import { buildApp, PREFIX } from '../../helpers/build-app.ts'
import { control } from '../../helpers/control.ts'
import { makeForApproval, propose } from '../../helpers/proposals.ts'
import { b, c2, endOfFeed, make, newUuid, PARTNER_2 } from '../../helpers/requests.ts'

type Body = ReturnType<typeof JSON.parse>

it('the list of booking partners shows when each was last seen, its errors, and its positions in the feeds', async () => {
  const simulator = await buildApp({ types: ['ScheduledSession'], control: 'on' })
  const item = await make(simulator, 'TestOpportunityBookableOneSpace')
  await b(simulator, [item], { headers: PARTNER_2 })
  await b(simulator, [item], { headers: PARTNER_2 })
  simulator.clock.advance(5)
  const end = await endOfFeed(simulator, '/api/openbooking/orders-rpde', PARTNER_2)
  const { body } = await control(simulator, 'GET', '/partners')
  const find = (id: string): Body => body.items.find((one: Body) => one.id === id)
  expect(find('booking-partner-2')).toMatchObject({ orders: 1, proposals: 0, leases: 0, requests: 3, lastSeen: '2027-03-09T10:25:00.000Z', revoked: false })
  expect(Object.values(find('booking-partner-2').errors)).toEqual([1])
  const after = new URL(end).searchParams.get('afterChangeNumber')
  expect(find('booking-partner-2').feeds).toEqual([{ feed: `${PREFIX}/api/openbooking/orders-rpde`, afterChangeNumber: after === null ? null : Number(after), at: '2027-03-09T10:25:00.000Z' }])
  expect(find('booking-partner-1')).toMatchObject({ requests: 0, errors: {}, feeds: [] })
})

it('the list of what is due names leases, answers and ends, soonest first', async () => {
  const simulator = await buildApp({ types: ['ScheduledSession'], control: 'on', autoApprove: 'accept', autoApproveSeconds: 60 })
  const [lease, items] = [newUuid(), [await make(simulator), await makeForApproval(simulator)] as const]
  await c2(simulator, [items[0]], { uuid: lease })
  const { uuid } = await propose(simulator, [items[1]])
  const due = async (query = ''): Promise<Body[]> => (await control(simulator, 'GET', `/due${query}`)).body.items
  const [answer, next] = (await due()).filter(({ kind }) => ['lease', 'proposal'].includes(kind))
  expect(answer).toMatchObject({ at: '2027-03-09T10:21:00Z', event: 'The seller answers', partner: 'booking-partner-1', id: expect.stringContaining(uuid) })
  expect(next).toMatchObject({ at: '2027-03-09T10:35:00Z', event: 'The lease ends', id: expect.stringContaining(lease) })
  const times = (await due()).map(({ at }) => at)
  expect(times).toEqual([...times].sort())
  expect((await due('?kind=sample')).map(({ kind }) => kind)).toEqual(['sample'])
  simulator.clock.advance(20)
  expect(await due('?kind=lease')).toEqual([])
})
