import { namedScenario } from '../../simulator/control/scenario/named-scenario.ts'
import type { ControlAction } from './client.ts'
import { chooseCall, sendCall } from './send-call.ts'
import { lineOf, missingWord, wrongWords } from './text.ts'
import { usageOf } from './usages.ts'

/** Start, list and end scenarios. */
export const scenario: ControlAction = async (invocation, client, io) => {
  const { verb, words: [name, ...rest] } = chooseCall('scenario', invocation.words)
  if (verb !== 'start') return await sendCall('scenario')(invocation, client, io)
  if (name === undefined) throw missingWord(usageOf('scenario'), 'NAME or FILE', verb)
  if (rest.length > 0) throw wrongWords(usageOf('scenario'))
  const { name: known, document } = await namedScenario(name)
  return lineOf(await client.send('POST', `/scenarios/${encodeURIComponent(known)}`, document))
}
