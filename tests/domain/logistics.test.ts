import { expect, it } from 'vitest'
import type { OpportunityWithParent } from '../../domain/records/opportunity.ts'
import type { Order } from '../../domain/records/order.ts'
import { changeLogistics, publishLogistics } from '../../domain/test-interface/logistics.ts'
import { environment, group, offer, opportunity, rules } from './build.ts'

const FACILITY = 'api/identifiers/facility-uses/1'
const unit = (number: number): string => `${FACILITY}/individual-facility-uses/${number}`
const facility = group({
  path: FACILITY, type: 'FacilityUse', feed: 'facility-uses', details: { name: 'Courts', location: { name: 'Hall' } }, units: [1, 2].map((number) => ({ path: unit(number), details: { name: `Court ${number}` } }))
})
const slotOf = (number: number): OpportunityWithParent => ({ opportunity: opportunity({ path: `${unit(number)}/slots/1`, type: 'Slot', group: FACILITY, unit: unit(number) }), group: facility })

function orderOf (uuid: string, orderedItem: OpportunityWithParent): Order {
  const item = { id: '1', position: 0, spaces: 1, offer: offer(), orderedItem, taxes: [], access: { code: 'C', pass: 'P' } }
  const totals = { dueMinor: 1000, currency: 'GBP', prepayment: 'Required' as const, taxes: [] }
  return { partner: 'p', uuid, seller: rules.sellers[0]!.path, digest: '', booked: { brokerRole: 'AgentBroker', orderNumber: 'N', items: [item], totals }, items: [{ status: 'OrderItemConfirmed' }], totals, listed: false }
}

const orders = [orderOf('of-unit-1', slotOf(1)), orderOf('of-unit-2', slotOf(2))]
const announced = (what: string): string[] => {
  const request = { '@type': `test:ChangeOfLogistics${what}SimulateAction`, object: { '@id': '' } }
  const changes = publishLogistics(changeLogistics(request, slotOf(1), environment()), orders, { ...rules, logisticsUpdates: true })
  return changes.flatMap(({ kind, id }) => kind === 'order' ? [id.split(' ')[0] ?? ''] : [])
}

it.each([
  ['Name', ['of-unit-1']],
  ['Time', ['of-unit-1']],
  ['Location', ['of-unit-1', 'of-unit-2']]
])('a changed %s of one unit of a facility is announced to the affected orders: %j', (what, concerned) => {
  expect(announced(what)).toEqual(concerned)
})
