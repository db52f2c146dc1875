import { writeFile } from 'node:fs/promises'
import { readJson } from '../../simulator/options/json-file.ts'
import type { ControlAction } from './client.ts'
import { listAll, lineOf, wrongWords } from './text.ts'
import { CONTROL_USAGES } from './usages.ts'

/** Return to the state and the time of the start. */
export const reset: ControlAction = async (_invocation, { send }) => lineOf(await send('POST', '/reset'))

/** Remember the state, or return to a remembered one. */
export const snapshot: ControlAction = async ({ words: [verb = 'list', name, ...rest] }, client) => {
  if (verb === 'list' && name === undefined) return await listAll(client, '/snapshots')
  if (name === undefined || rest.length > 0) throw wrongWords(CONTROL_USAGES.snapshot.usage)
  const path = `/snapshots/${encodeURIComponent(name)}`
  if (verb === 'take') return lineOf(await client.send('POST', path))
  if (verb === 'restore') return lineOf(await client.send('POST', `${path}/restore`))
  if (verb === 'remove') return lineOf(await client.send('DELETE', path))
  throw wrongWords(CONTROL_USAGES.snapshot.usage)
}

/** Write the state to a file that only its owner reads, or print it. */
export const exportState: ControlAction = async ({ words: [file, ...rest] }, { send }) => {
  if (rest.length > 0) throw wrongWords(CONTROL_USAGES.export.usage)
  const text = `${JSON.stringify(await send('GET', '/export'))}\n`
  if (file === undefined) return text
  await writeFile(file, text, { mode: 0o600 })
  return ''
}

/** Replace the state by an exported one. */
export const importState: ControlAction = async ({ words: [file, ...rest] }, { send }) => {
  if (file === undefined || rest.length > 0) throw wrongWords(CONTROL_USAGES.import.usage)
  return lineOf(await send('POST', '/import', await readJson(file)))
}
