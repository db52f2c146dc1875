import { open, writeFile } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { readJson } from '../../simulator/options/json-file.ts'
import { OptionsError } from '../../simulator/options/spelling.ts'
import type { ControlAction } from './client.ts'
import { membersOfFlags } from './send-call.ts'
import { lineOf, missingWord, wrongWords } from './text.ts'
import { commandOf, usageOf } from './usages.ts'

/** Write the state to a file that only its owner reads, or print it. A state can be longer than the longest string. */
export const exportState: ControlAction = async ({ words: [file, ...rest] }, client, { stdout }) => {
  if (rest.length > 0) throw wrongWords(usageOf('export'))
  const line = lineFrom(await client.open('/export'))
  if (file === undefined) {
    for await (const piece of line) {
      if (stdout.gone?.aborted === true) break
      stdout.write(piece)
      await stdout.taken?.()
    }
    return ''
  }
  await writeFile(file, line, { mode: 0o600 })
  return ''
}

/** @returns a stream with a line break at its end */
async function * lineFrom (text: Readable): AsyncGenerator<string> {
  for await (const piece of text.setEncoding('utf8') as AsyncIterable<string>) yield piece
  yield '\n'
}

/** Replace the state by an exported one. */
export const importState: ControlAction = async ({ words: [file, ...rest] }, { send }) => {
  if (file === undefined) throw missingWord(usageOf('import'), 'FILE')
  if (rest.length > 0) throw wrongWords(usageOf('import'))
  return lineOf(await send('POST', '/import', await openFile(file)))
}

async function openFile (file: string): Promise<Readable> {
  const refuse = (cause: string): OptionsError => new OptionsError(`${file} must be a JSON file: ${cause}`)
  const handle = await open(file).catch((error: Error) => { throw refuse(error.message) })
  if ((await handle.stat()).isDirectory()) throw refuse('it is a directory')
  return handle.createReadStream()
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
