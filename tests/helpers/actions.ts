import { BASE, type Simulator } from './build-app.ts'
import { PARTNER_1 } from './requests.ts'

export const ORDERS_FEED = '/api/openbooking/orders-rpde'

/**
 * Simulate an action of the seller on an order.
 * @param action - name of the action, such as `SellerRequestedCancellation`
 * @returns the HTTP status
 */
export async function act (simulator: Simulator, uuid: string, action: string, headers?: Record<string, string>): Promise<number> {
  return await actOn(simulator, `${BASE}/api/openbooking/orders/${uuid}`, action, headers)
}

/**
 * Simulate an action of the seller on an order or opportunity.
 * @param id - `@id` of the order or opportunity
 * @param action - name of the action, such as `ChangeOfLogisticsTime`
 * @returns the HTTP status
 */
export async function actOn (
  simulator: Simulator, id: string, action: string, headers: Record<string, string> = PARTNER_1
): Promise<number> {
  const body = {
    '@context': ['https://openactive.io/', 'https://openactive.io/test-interface'],
    '@type': `test:${action}SimulateAction`,
    object: { '@type': id.includes('/orders/') ? 'Order' : 'Event', '@id': id }
  }
  return (await simulator.request('POST', '/api/openbooking/test-interface/actions', { headers, body })).status
}
