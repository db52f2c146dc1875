import { writeFile } from 'node:fs/promises'
import { readJson } from '../../simulator/options/json-file.ts'
import type { ControlAction } from './client.ts'
import { membersOfFlags } from './send-call.ts'
import { lineOf, missingWord, wrongWords } from './text.ts'
import { commandOf, usageOf } from './usages.ts'

/** Write the state to a file that only its owner reads, or print it. */
export const exportState: ControlAction = async ({ words: [file, ...rest] }, { send }) => {
  if (rest.length > 0) throw wrongWords(usageOf('export'))
  const text = `${JSON.stringify(await send('GET', '/export'))}\n`
  if (file === undefined) return text
  await writeFile(file, text, { mode: 0o600 })
  return ''
}

/** Replace the state by an exported one. */
export const importState: ControlAction = async ({ words: [file, ...rest] }, { send }) => {
  if (file === undefined) throw missingWord(usageOf('import'), 'FILE')
  if (rest.length > 0) throw wrongWords(usageOf('import'))
  return lineOf(await send('POST', '/import', await readJson(file)))
}

/** Validate a document in a file, and fail if it is not valid. */
export const validate: ControlAction = async (invocation, { send }) => {
  const { words: [file, ...rest] } = invocation
  if (file === undefined) throw missingWord(usageOf('validate'), 'FILE')
  if (rest.length > 0) throw wrongWords(usageOf('validate'))
  const [call = { method: 'POST', path: '/validate' }] = Object.values(commandOf('validate').calls)
  const members = membersOfFlags('validate', call, invocation)
  const found = await send(call.method, call.path, { document: await readJson(file), ...members })
  return { text: lineOf(found), exitCode: (found as { readonly valid: boolean }).valid ? 0 : 1 }
}
