import type { ControlAction } from './client.ts'
import { defined, lineOf, wrongWords } from './text.ts'
import { CONTROL_USAGES } from './usages.ts'

/** Show or move the clock. */
export const clock: ControlAction = async ({ words: [verb = 'show', value, ...rest], flags }, { send }) => {
  const call = callOf(verb, value, flags['frozen'])
  if (call === undefined || rest.length > 0) throw wrongWords(CONTROL_USAGES.clock.usage)
  return lineOf(await send(...call))
}

type Call = readonly [method: string, path: string, body?: unknown]

function callOf (verb: string, value: string | undefined, frozen: unknown): Call | undefined {
  if (value === undefined) {
    if (verb === 'show') return ['GET', '/clock']
    if (verb === 'freeze') return ['PUT', '/clock', { frozen: true }]
    return verb === 'resume' ? ['PUT', '/clock', { frozen: false }] : undefined
  }
  if (verb === 'set') return ['PUT', '/clock', defined({ at: value, frozen })]
  return verb === 'advance' ? ['POST', '/clock/advance', { by: value }] : undefined
}
