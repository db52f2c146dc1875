import type { ControlAction } from './client.ts'
import { chooseCall, membersOfFlags, sendCall } from './send-call.ts'
import { lineOf, missingWord } from './text.ts'
import { usageOf } from './usages.ts'

/** Provoke faults, list them and end them. */
export const fault: ControlAction = async (invocation, client, io) => {
  const { verb, call, words: [stage, ...effects] } = chooseCall('fault', invocation.words)
  if (verb !== 'add') return await sendCall('fault')(invocation, client, io)
  if (stage === undefined) throw missingWord(usageOf('fault'), 'STAGE', verb)
  return lineOf(await client.send('POST', '/faults', ruleOf(stage, effects, membersOfFlags('fault', call, invocation))))
}

/**
 * Write the rule of a fault.
 * @param on - stage
 * @param words - its effects and conditions: a status, an error type, `name`, or `name=value`
 * @param members - its other members
 */
export function ruleOf (on: string, words: readonly string[], members: object = {}): object {
  const given = words.map((word) => {
    if (/^\d+$/.test(word)) return ['status', Number(word)]
    if (/Error$/.test(word) && !word.includes('=')) return ['error', word]
    const [name = '', ...value] = word.split('=')
    return [name, value.length === 0 ? true : valueOf(value.join('='))]
  })
  return { on, ...Object.fromEntries(given), ...members }
}

/** @returns the number or switch that a text is, else the text */
function valueOf (text: string): unknown {
  return /^(?:true|false|-?\d+(?:\.\d+)?)$/.test(text) ? JSON.parse(text) : text
}
