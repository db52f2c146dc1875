import type { Command } from '../io.ts'
import { type ControlAction, controlCommand } from './client.ts'
import { checkBroker } from './check-broker.ts'
import type { ControlName } from './control-commands.ts'
import { fault } from './fault.ts'
import { requests } from './requests.ts'
import { scenario } from './scenario.ts'
import { sendCall } from './send-call.ts'
import { exportState, importState, validate } from './state.ts'

/** The commands that do more than send a call. */
const OWN_ACTIONS: Readonly<Partial<Record<ControlName, ControlAction>>> = {
  requests, fault, export: exportState, import: importState, validate, scenario, 'check-broker': checkBroker
}

/** @returns a control command */
export const loadCommand = (name: ControlName): Command => controlCommand(OWN_ACTIONS[name] ?? sendCall(name))
