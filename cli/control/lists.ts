import type { ControlAction } from './client.ts'
import { listAll } from './text.ts'

/** @returns an action that prints a list, one line of JSON for each item */
const list = (path: string): ControlAction => async (_invocation, client) => await listAll(client, path)

export const orders = list('/orders')
export const proposals = list('/proposals')
export const leases = list('/leases')
