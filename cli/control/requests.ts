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
  for await (const line of eventsOf(await client.open(path))) io.stdout.write(`${line}\n`)
  return ''
}

/** @returns the data of the events of a stream (`text/event-stream`), as they come */
async function * eventsOf (response: IncomingMessage): AsyncGenerator<string> {
  for await (const line of createInterface({ input: response })) {
    if (line.startsWith('data:')) yield line.slice('data:'.length).trim()
  }
}
