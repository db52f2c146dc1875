import type { ActionRequest } from '../schemas/test-interface.ts'
import { cancel, isCancelled } from './cancellation.ts'
import type { Change } from './changes.ts'
import { BookingError } from './errors.ts'
import { pathOf } from './ids.ts'
import type { OrderContext } from './order-items.ts'
import type { Environment } from './rules.ts'
import type { Order } from './state.ts'

const ORDER = /^api\/openbooking\/orders\/([0-9a-f-]{36})$/i

/** What a seller can be made to do with an Order. */
const ORDER_ACTIONS: Readonly<Record<string, (order: Order, context: Pick<OrderContext, 'records'>, environment: Environment) => Change[]>> = {
  SellerRequestedCancellationSimulateAction: (order, context, environment) => {
    const open = order.items.flatMap((state, index) => isCancelled(state) ? [] : [index])
    return cancel(order, open, { status: 'SellerCancelled' }, context, environment)
  }
}

/**
 * @returns the UUID of the Order that an action is about
 * @throws OpenBookingError if it is about nothing that can be acted upon
 */
export function orderOfAction ({ object }: ActionRequest, base: string): string {
  const uuid = ORDER.exec(pathOf(base, object['@id']) ?? '')?.[1]
  if (uuid === undefined) throw new BookingError('OpenBookingError', 'object must have the @id of an Order of this system.')
  return uuid
}

/**
 * Does what a seller would do.
 * @throws OpenBookingError for an action that is not known
 * @see {@link https://openactive.io/test-interface/#simulating-actions}
 */
export function simulateOrderAction (
  { '@type': type }: ActionRequest, order: Order, context: Pick<OrderContext, 'records'>, environment: Environment
): Change[] {
  const name = type.replace(/^(?:test:|https:\/\/openactive\.io\/test-interface#)/, '')
  const action = Object.hasOwn(ORDER_ACTIONS, name) ? ORDER_ACTIONS[name] : undefined
  if (action === undefined) throw new BookingError('OpenBookingError', 'This action can not be simulated here.')
  return action(order, context, environment)
}
