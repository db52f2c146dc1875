import type { IncomingMessage } from 'node:http'
import { createInterface } from 'node:readline'
import type { ControlAction } from './client.ts'
import { chooseCall, membersOfFlags, sendCall } from './send-call.ts'
import { withQuery } from './text.ts'

/** List the requests that the simulator has received, and follow further ones. */
export const requests: ControlAction = async (invocation, client, io) => {
  const { call } = chooseCall('requests', invocation.words)
  const isFollowed = invocation.flags['follow'] === true && call.isList === true
  if (!isFollowed) return await sendCall('requests')(invocation, client, io)
  const path = withQuery('/requests/stream', membersOfFlags('requests', call, invocation))
  const { stdout } = io
  const stream = await client.open(path, 'text/event-stream')
  for await (const line of eventsOf(stream, stdout.gone)) stdout.write(`${line}\n`)
  stream.destroy()
  return ''
}

/** @returns the data of the events of a stream (`text/event-stream`), as they come, until the signal is aborted */
async function * eventsOf (input: IncomingMessage, signal?: AbortSignal): AsyncGenerator<string> {
  for await (const line of createInterface({ input, ...(signal && { signal }) })) {
    if (line.startsWith('data:')) yield line.slice('data:'.length).trim()
  }
}
