import type { Command } from '../io.ts'
import { type ControlAction, controlCommand } from './client.ts'
import { checkBroker } from './check-broker.ts'
import { clock } from './clock.ts'
import { fault } from './fault.ts'
import { leases, orders, proposals } from './lists.ts'
import { requests } from './requests.ts'
import { scenario } from './scenario.ts'
import { seller } from './seller.ts'
import { exportState, importState, reset, snapshot } from './state.ts'
import { tenant } from './tenant.ts'
import type { ControlName } from './usages.ts'

/** The actions of the control commands. */
const CONTROL_ACTIONS: Readonly<Record<ControlName, ControlAction>> = {
  reset,
  clock,
  requests,
  orders,
  proposals,
  leases,
  seller,
  fault,
  snapshot,
  export: exportState,
  import: importState,
  scenario,
  'check-broker': checkBroker,
  tenant
}

/** @returns a control command */
export const commandOf = (name: ControlName): Command => controlCommand(CONTROL_ACTIONS[name])
