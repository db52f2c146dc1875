import type { ServerResponse } from 'node:http'

/**
 * Close the connection in place of an answer, once it is complete: everything is committed by then.
 * @param response - the response, nothing of which is sent
 */
export function loseAnswer (response: ServerResponse): void {
  replaceEnd(response, () => { response.destroy() })
}

/**
 * Close the connection in the middle of an answer: its header announces the whole of it.
 * @param response - the response, nothing of which is sent
 */
export function cutAnswer (response: ServerResponse): void {
  const write = response.write.bind(response)
  replaceEnd(response, (body) => {
    if (body.length === 0) response.destroy()
    else write(body.subarray(0, Math.ceil(body.length / 2)), () => { response.destroy() })
  })
}

/** Servers of frameworks write their answers at once, by `end`; Node takes a chunk, an encoding and a callback. */
function replaceEnd (response: ServerResponse, end: (body: Buffer) => void): void {
  response.end = ((chunk?: unknown) => {
    end(typeof chunk === 'string' || Buffer.isBuffer(chunk) ? Buffer.from(chunk as string) : Buffer.alloc(0))
    return response
  }) as ServerResponse['end']
}
