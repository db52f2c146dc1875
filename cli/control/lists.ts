import type { ControlAction } from './client.ts'
import { listAll, wrongWords } from './text.ts'
import { CONTROL_USAGES } from './usages.ts'

/** @returns an action that prints a list, one line of JSON for each item */
const list = (name: 'orders' | 'proposals' | 'leases'): ControlAction => async ({ words }, client) => {
  if (words.length > 0) throw wrongWords(CONTROL_USAGES[name].usage)
  return await listAll(client, `/${name}`)
}

export const orders = list('orders')
export const proposals = list('proposals')
export const leases = list('leases')
