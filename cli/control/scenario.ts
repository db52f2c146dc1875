import { namedScenario } from '../../simulator/control/scenario/named-scenario.ts'
import type { ControlAction } from './client.ts'
import { listAll, lineOf, wrongWords } from './text.ts'
import { CONTROL_USAGES } from './usages.ts'

/** Start, list and end scenarios. */
export const scenario: ControlAction = async ({ words: [verb = 'list', name, ...rest] }, client) => {
  if (rest.length > 0) throw wrongWords(CONTROL_USAGES.scenario.usage)
  if (verb === 'list' && name === undefined) return await listAll(client, '/scenarios')
  if (verb === 'end' && name === undefined) return lineOf(await client.send('DELETE', '/scenarios/current'))
  if (verb !== 'start' || name === undefined) throw wrongWords(CONTROL_USAGES.scenario.usage)
  const { name: known, document } = await namedScenario(name)
  return lineOf(await client.send('POST', `/scenarios/${encodeURIComponent(known)}`, document))
}
