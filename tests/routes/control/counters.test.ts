import { expect, it } from 'vitest'
import { buildApp } from '../../helpers/build-app.ts'
import { control } from '../../helpers/control.ts'
import { b, c2, make, newUuid } from '../../helpers/requests.ts'

it('counts orders, their items, leases and spaces', async () => {
  const simulator = await buildApp({ types: ['ScheduledSession'], control: 'on' })
  const { status, body: before } = await control(simulator, 'GET', '/counters')
  expect([status, before.orders, before.leases, before.orderItems]).toEqual([200, 0, 0, {}])
  const items = [await make(simulator), await make(simulator)]
  await b(simulator, items)
  await c2(simulator, items, { uuid: newUuid() })
  const { body: after } = await control(simulator, 'GET', '/counters')
  expect(after).toMatchObject({ orders: 1, leases: 1, orderItems: { OrderItemConfirmed: 2 }, opportunities: before.opportunities + 2 })
  expect([after.spaces.booked - before.spaces.booked, after.spaces.leased - before.spaces.leased]).toEqual([2, 2])
})
