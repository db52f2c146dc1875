/** Type tests of `open-booking-simulator/testing`. The type checker runs them: `npm run typecheck`. */
import { expectTypeOf } from 'vitest'
import {
  ControlError, type CreatedOpportunity, type FaultRule, type FaultView, type OpenBookingError, type OpportunityType, OptionsError, type Order, type OrderQuote, type OrderRequest, type RequestEntry, type Restored, type RunningSimulator, type Scenario,
  type SellerActions, type SimulatorOptions, type SnapshotInfo, type StartedSimulator, startSimulator, type StartOptions
} from '../../testing.ts'

expectTypeOf(startSimulator).returns.resolves.toEqualTypeOf<StartedSimulator>()
expectTypeOf<StartedSimulator>().toExtend<AsyncDisposable>()
expectTypeOf<StartedSimulator>().toExtend<RunningSimulator>()
expectTypeOf(new ControlError(400, 'wrong')).toExtend<Error>()
expectTypeOf(new OptionsError()).toExtend<Error>()

// Every option of the simulator but its clock, which may be a date here.
expectTypeOf<Omit<SimulatorOptions, 'clock'>>().toExtend<StartOptions>()
expectTypeOf<{ clock: Date, port: 0, profile: 'no-leasing', types: ['Event'] }>().toExtend<StartOptions>()
expectTypeOf<{ clock: 7 }>().not.toExtend<StartOptions>()
// @ts-expect-error a misspelt option
export const misspelt: StartOptions = { leaseMinuts: 5 }

/** Everything that the documentation promises. */
export async function everything (sim: StartedSimulator): Promise<void> {
  expectTypeOf(sim.url).toBeString()
  expectTypeOf(sim.headers({ partner: 'acme', seller: sim.sellers[0] ?? '' })).toEqualTypeOf<Record<string, string>>()
  const item = await sim.opportunity('TestOpportunityBookable', { type: 'Event', flow: 'OpenBookingApprovalFlow', price: 5, startsIn: 'P1D' })
  expectTypeOf(item).toEqualTypeOf<CreatedOpportunity>()
  // @ts-expect-error an unknown type
  await sim.opportunity('TestOpportunityBookable', { type: 'Yoga' })
  await sim.fault({ on: 'B', times: 2, error: 'TemporarilyUnableToCreateOrderError' })
  // @ts-expect-error an unknown stage
  await sim.fault({ on: 'C3', delay: 5 })
  const rule: FaultRule = { on: 'B', status: 503 }
  expectTypeOf(await sim.fault(rule)).toEqualTypeOf<FaultView>()
  expectTypeOf(sim.requests({ order: 'x' })).toExtend<readonly RequestEntry[]>()
  expectTypeOf(sim.seller).toEqualTypeOf<SellerActions>()
  const snapshot = await sim.snapshot()
  expectTypeOf(snapshot).toEqualTypeOf<SnapshotInfo>()
  expectTypeOf(await sim.restore(snapshot)).toEqualTypeOf<Restored>()
  expectTypeOf<Scenario>().toExtend<{ readonly title?: string }>()
  expectTypeOf(await sim.scenario('sold-out')).toExtend<{ readonly opportunities: readonly CreatedOpportunity[] }>()
  await sim.clock.set(new Date(), { frozen: true })
}

/** The calls of a test suite, as people write them first. */
export async function suite (at: Date, type: OpportunityType, uuid: string): Promise<void> {
  await using sim = await startSimulator({ port: 0, types: ['Event'], profile: 'no-leasing', fixtures: './state.json', clock: 'real' })
  expectTypeOf([sim.url, sim.datasetSite, sim.api]).toEqualTypeOf<string[]>()
  const [seller = ''] = sim.sellers
  sim.headers({ partner: 'acme', seller })
  const item = await sim.opportunity('TestOpportunityBookableOneSpace', { type, flow: 'OpenBookingSimpleFlow', seller, price: 5, startsIn: 'P1D' })
  expectTypeOf(item).toExtend<{ id: string, offer: string, price: number, seller: string, orderedItem: object }>()
  await sim.clock.advance('PT15M')
  await sim.clock.set(at)
  await sim.clock.freeze()
  await sim.clock.resume()
  await sim.seller.accept(uuid)
  await sim.seller.amend(uuid, { price: 5 })
  await sim.seller.reject(uuid, 'Closed')
  await sim.seller.cancel(uuid, { items: ['1'], message: 'Closed' })
  await sim.seller.replace(uuid, { price: 5 })
  await sim.seller.notice(uuid, 'Bring a mat.')
  await sim.fault({ on: 'B', loseAnswer: true })
  await sim.fault({ on: 'feed', delay: 3000 })
  expectTypeOf(sim.requests({ order: uuid })[0]?.error?.type).toEqualTypeOf<string | undefined>()
  expectTypeOf((await sim.orders())[0]?.uuid).toEqualTypeOf<string | undefined>()
  expectTypeOf((await sim.leases())[0]?.uuid).toEqualTypeOf<string | undefined>()
  await sim.reset()
  await sim.restore(await sim.snapshot())
  expectTypeOf(await sim.tenant('worker-3')).toEqualTypeOf<RunningSimulator>()
  expectTypeOf<Order['orderedItem'][number]['orderItemStatus']>().toExtend<string | undefined>()
  expectTypeOf<NonNullable<OrderQuote['totalPaymentDue']>['price']>().toBeNumber()
  expectTypeOf<OrderRequest['@type']>().toExtend<string | undefined>()
  expectTypeOf<OpenBookingError['@type']>().toBeString()
  await sim.close()
}
