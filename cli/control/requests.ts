import type { IncomingMessage } from 'node:http'
import { createInterface } from 'node:readline'
import type { ControlAction } from './client.ts'
import { listAll, lineOf, wrongWords } from './text.ts'
import { CONTROL_USAGES } from './usages.ts'

/** List the requests that the simulator has received, and follow further ones. */
export const requests: ControlAction = async ({ words: [verb, ...rest], flags }, client, { stdout }) => {
  if (rest.length > 0) throw wrongWords(CONTROL_USAGES.requests.usage)
  if (verb === 'clear') return lineOf(await client.send('DELETE', '/requests'))
  if (verb !== undefined) throw wrongWords(CONTROL_USAGES.requests.usage)
  const { order } = flags
  if (flags['follow'] !== true) return await listAll(client, '/requests', { order })
  const query = order === undefined ? '' : `?order=${encodeURIComponent(String(order))}`
  for await (const line of eventsOf(await client.open(`/requests/stream${query}`))) stdout.write(`${line}\n`)
  return ''
}

/** @returns the data of the events of a stream (`text/event-stream`), as they come */
async function * eventsOf (response: IncomingMessage): AsyncGenerator<string> {
  for await (const line of createInterface({ input: response })) {
    if (line.startsWith('data:')) yield line.slice('data:'.length).trim()
  }
}
