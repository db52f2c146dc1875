import type { ControlAction } from './client.ts'
import { defined, lineOf, listAll, wrongWords } from './text.ts'
import { CONTROL_USAGES } from './usages.ts'

/** Make, list and end tenants. */
export const tenant: ControlAction = async ({ words: [verb = 'list', name, ...rest], flags }, client) => {
  const { send } = client
  if (verb === 'list' && name === undefined) return await listAll(client, '/tenants')
  if (name === undefined || rest.length > 0) throw wrongWords(CONTROL_USAGES.tenant.usage)
  const path = `/tenants/${encodeURIComponent(name)}`
  if (verb === 'remove') return lineOf(await send('DELETE', path))
  if (verb !== 'put') throw wrongWords(CONTROL_USAGES.tenant.usage)
  const number = flags['first-change-number']
  const firstChangeNumber = typeof number === 'string' && number !== '' ? Number(number) : undefined
  return lineOf(await send('PUT', path, defined({ firstChangeNumber, clock: flags['clock'] })))
}
