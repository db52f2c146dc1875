import type { ControlAction } from './client.ts'
import { lineOf, listAll, wrongWords } from './text.ts'
import { CONTROL_USAGES } from './usages.ts'

/** Provoke faults, list them and end them. */
export const fault: ControlAction = async ({ words: [verb = 'list', ...rest], flags }, client) => {
  const { send } = client
  const [first, ...others] = rest
  if (verb === 'list' && first === undefined) return await listAll(client, '/faults')
  if (verb === 'clear' && first === undefined) return lineOf(await send('DELETE', '/faults'))
  if (verb === 'remove' && first !== undefined && others.length === 0) {
    return lineOf(await send('DELETE', `/faults/${encodeURIComponent(first)}`))
  }
  if (verb !== 'add' || first === undefined) throw wrongWords(CONTROL_USAGES.fault.usage)
  return lineOf(await send('POST', '/faults', ruleOf(first, others, flags['times'])))
}

/**
 * Write the rule of a fault.
 * @param on - stage
 * @param words - its effects and conditions: a status, an error type, `name`, or `name=value`
 * @param times - requests that have the fault, undefined for all
 */
export function ruleOf (on: string, words: readonly string[], times?: unknown): object {
  const members = words.map((word) => {
    if (/^\d+$/.test(word)) return ['status', Number(word)]
    if (/Error$/.test(word) && !word.includes('=')) return ['error', word]
    const [name = '', ...value] = word.split('=')
    return [name, value.length === 0 ? true : valueOf(value.join('='))]
  })
  return { on, ...Object.fromEntries(members), ...(typeof times === 'string' && { times: valueOf(times) }) }
}

/** @returns the number or switch that a text is, else the text */
function valueOf (text: string): unknown {
  return /^(?:true|false|-?\d+(?:\.\d+)?)$/.test(text) ? JSON.parse(text) : text
}
