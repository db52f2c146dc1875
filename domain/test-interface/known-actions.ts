import type { ActionRequest } from '../../schemas/test-interface.ts'
import { refuse } from '../protocol/errors.ts'
import { didYouMean } from '../protocol/nearest.ts'
import { received } from '../protocol/received.ts'
import { nameOfAction } from './action-name.ts'
import { LOGISTICS_ACTIONS } from './logistics.ts'
import { ORDER_ACTIONS } from './order-actions.ts'
import { PROPOSAL_ACTIONS } from './proposal-actions.ts'

const NAMES = [ORDER_ACTIONS, PROPOSAL_ACTIONS, LOGISTICS_ACTIONS].flatMap((actions) => Object.keys(actions))

/**
 * Require an action that this system can simulate.
 * @param request - the action
 * @throws {OpenBookingError} if the action is not known; the error names the nearest one
 */
export function requireKnownAction (request: ActionRequest): void {
  const name = nameOfAction(request)
  if (NAMES.includes(name)) return
  refuse('@type must be an action that this system can simulate, such as ' +
    `test:SellerRequestedCancellationSimulateAction; received ${received(request['@type'])}.${didYouMean(name, NAMES)}`)
}
