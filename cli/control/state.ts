import { randomUUID } from 'node:crypto'
import { open, realpath, rename, rm, stat, writeFile } from 'node:fs/promises'
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
  const line = lineFrom(await client.open('/export', 'application/json'))
  if (file !== undefined) {
    await replaceFile(file, line)
    return ''
  }
  for await (const piece of line) {
    if (stdout.gone?.aborted === true) break
    stdout.write(piece)
    await stdout.taken?.()
  }
  return ''
}

/** @returns a stream with a line break at its end */
async function * lineFrom (text: Readable): AsyncGenerator<string> {
  for await (const piece of text.setEncoding('utf8') as AsyncIterable<string>) yield piece
  yield '\n'
}

/** Write a file that only its owner reads. An earlier one stays until the new one is whole. */
async function replaceFile (file: string, text: AsyncIterable<string>): Promise<void> {
  const isPlain = await stat(file).then((found) => found.isFile(), () => true)
  // A pipe or a device has no earlier content.
  if (!isPlain) return await writeFile(file, text)
  const path = await realpath(file).catch(() => file)
  const temporary = `${path}.${randomUUID()}`
  try {
    await writeFile(temporary, text, { mode: 0o600 })
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
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
  if (!(await handle.stat()).isDirectory()) return handle.createReadStream()
  await handle.close()
  throw refuse('it is a directory')
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
