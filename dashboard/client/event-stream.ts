/** An event of a stream (HTML, section 9.2.6). */
export interface StreamEvent { readonly event: string, readonly data: string }

/**
 * Read Server-Sent Events from a response. `EventSource` cannot send the token as a header, so `fetch` reads them.
 * @param stream - the body
 * @param onEvents - takes the events of each chunk together
 */
export async function readEvents (
  stream: ReadableStream<Uint8Array>, onEvents: (events: readonly StreamEvent[]) => void
): Promise<void> {
  const reader = stream.getReader()
  const decoder = new TextDecoder()
  let rest = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    const blocks = (rest + decoder.decode(value, { stream: true })).split('\n\n')
    rest = blocks.pop() ?? ''
    const events = blocks.flatMap((block) => eventOf(block) ?? [])
    if (events.length > 0) onEvents(events)
  }
}

/** @returns undefined for a block without data, such as a comment */
function eventOf (block: string): StreamEvent | undefined {
  const fields = block.split('\n').map((line) => /^(\w+): ?(.*)$/.exec(line) ?? [])
  const data = fields.flatMap(([, name, text]) => name === 'data' && text !== undefined ? [text] : [])
  if (data.length === 0) return undefined
  return { event: fields.find(([, name]) => name === 'event')?.[2] ?? 'message', data: data.join('\n') }
}
